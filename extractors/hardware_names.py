"""Canonical names of hardware."""

from .lexicon import load_lexicon


def hardware_name(name: str) -> str:
    e = load_lexicon("hardware").lookup(name)
    return e.name if e else name
