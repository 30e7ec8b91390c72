"""Settings for all tests."""

from hypothesis import settings

# How fast a machine is decides no test. Everything else stays as hypothesis has it here: repeatable where CI is set.
settings.register_profile("claimboard", parent=settings(), deadline=None)
settings.load_profile("claimboard")
