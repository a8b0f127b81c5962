"""Trains the encoder and what is fitted on its states."""

import os

# As harmattan.annotate says it, which some parts import after numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
