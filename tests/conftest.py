"""Settings for all tests."""

import os

from hypothesis import settings

# How fast a machine is decides no test. Everything else stays as hypothesis has it here: repeatable where CI is set.
settings.register_profile("claimboard", parent=settings(), deadline=None)
settings.load_profile("claimboard")

# Tests are of the sources; `tests/packaging/test_compiled.py` shows that compiled modules do the same.
os.environ.setdefault("CLAIMBOARD_COMPILE", "0")
