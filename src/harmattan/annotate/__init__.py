"""Article -> Annotations: one encoder pass for each window of text, decoded under the codebook's rules."""

import os

# The heads are small products: a second BLAS thread only spins, five times slower on a busy machine.
# It has to be said before numpy is first imported; what the user has set stays.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
