"""The command line: arguments in, calls below, messages out.

Commands import what they need when they run, so that `claimboard --help` waits for nothing.
"""

from .app import main

__all__ = ["main"]
