"""Tests of Harmattan. None asks the network but for servers on the loopback that it starts itself."""

import os

# As harmattan.annotate does, and before the first test that needs numpy alone.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
