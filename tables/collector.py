"""Python's cycle collector, out of the way while records or a table are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from looking for cycles; works as a decorator too.

    A table of a million claims is made of tens of millions of small tuples, which can be in no cycle. To look through
    all of them again and again takes as long as to make them. Records hold no cycles either.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
