"""Lets an environment import compiled modules, as long as they are made of the sources in the checkout.

`build.py` copies this file into the environment's site-packages, with a `.pth` file that calls `install`, as editable
installs do. The compiled modules lie in the environment too: beside their sources, Python would import them whatever
the sources say. Here one changed byte, one new or missing file among the sources makes all of them unused.
"""

import hashlib
import os
import sys
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Final

GROUP: Final = "claimboard__mypyc"
"""The library that holds the code of all compiled modules; each of them is only a way to it."""
DIGEST_NAME: Final = "sources.sha256"
SWITCH: Final = "CLAIMBOARD_COMPILE"

_COMPILED: Final = "claimboard.extractors."
_SOURCES: Final = ("extractors", "schemas")
"""What compiled code depends on: it keeps to the types of the modules that it calls."""


class CompiledFinder:
    """Finds compiled modules before Python finds their sources."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_current: dict[Path, bool] = {}
        self._is_in_use = False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a compiled module is, or None for any other module and where the sources have changed."""
        file = self._folder / (fullname.replace(".", "/") + EXTENSION_SUFFIXES[0])
        if fullname == GROUP:
            # Another copy of claimboard, on PYTHONPATH for one, may have a library of its own.
            return spec_from_file_location(fullname, file) if self._is_in_use else None
        if not (path and fullname.startswith(_COMPILED) and file.exists() and self._may_be_used(Path(path[0]).parent)):
            return None
        self._is_in_use = True
        return spec_from_file_location(fullname, file)

    def _may_be_used(self, package: Path) -> bool:
        switch = os.environ.get(SWITCH)
        if switch == "0":
            return False
        if package not in self._is_current:
            self._is_current[package] = is_current(self._folder, package)
        if switch == "1" and not self._is_current[package]:
            raise ImportError(f"the compiled modules are not made of {package}: `make compiled`, or unset {SWITCH}")
        return self._is_current[package]


def is_current(folder: Path, package: Path) -> bool:
    """Tell whether the compiled modules in a folder are made of the sources of a package."""
    try:
        return (folder / DIGEST_NAME).read_text(encoding="ascii") == sources_digest(package)
    except OSError:
        return False


def sources_digest(package: Path) -> str:
    """Return the SHA-256 of the sources that decide what compiled modules do, as hex digits."""
    digest = hashlib.sha256()
    for path in sorted(path for name in _SOURCES for path in (package / name).glob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def install() -> None:
    """Use the compiled modules of this environment from now on."""
    sys.meta_path.insert(0, CompiledFinder(Path(sys.prefix) / "compiled"))
