"""Compiles modules with mypyc where CLAIMBOARD_COMPILE=1 asks for it; everything else is in pyproject.toml.

A wheel is pure Python unless it is built with `CLAIMBOARD_COMPILE=1`. Editable installs always are: beside a source
that somebody edits, a compiled module would go on being used whatever the source says. `compilation/build.py` compiles
for a checkout.
"""

import os
import sys
from contextlib import chdir
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_ext import build_ext

CHECKOUT = Path(__file__).resolve().parent
COMPILING = os.environ.get("CLAIMBOARD_COMPILE") == "1" and "editable_wheel" not in sys.argv

EXTRACTORS = "claimboard/extractors"
LEFT_OUT = {"__init__", "components", "explain", "tokenizer"}
"""What extraction does not call: most of it is glue for spaCy."""

OPTIMIZATION = "1"
"""Most of the time goes to C functions of Python itself: with 2 or 3 compilation takes twice as long for nothing."""


class CompiledDistribution(Distribution):
    """A distribution whose extension modules are only known once its sources have been copied."""

    def has_ext_modules(self) -> bool:
        """Tell whether anything is compiled, which makes the wheel one for this platform."""
        return COMPILING


class Compile(build_ext):
    """Compiles the copies that `build_py` makes: there, and not in the checkout, folders are named like packages."""

    def finalize_options(self) -> None:
        """Turn the copied modules into C."""
        if COMPILING:
            self.distribution.ext_modules = self._extensions()
        super().finalize_options()

    def _extensions(self) -> list[object]:
        from mypyc.build import mypycify

        self.run_command("build_py")
        build = self.get_finalized_command("build")
        temporary = Path(build.build_temp).resolve()
        options = ("--config-file", str(CHECKOUT / "compilation" / "mypy.ini"), "--cache-dir", str(temporary / "mypy"))
        with chdir(build.build_lib):
            modules = [str(path) for path in sorted(Path(EXTRACTORS).glob("*.py")) if path.stem not in LEFT_OUT]
            return mypycify(
                [*options, *modules],
                group_name="claimboard",
                target_dir=str(temporary),
                opt_level=OPTIMIZATION,
                debug_level="0",
            )


setup(
    # Else the wheel would hold this file: it lies where the package `claimboard` does.
    script_name="setup.py",
    distclass=CompiledDistribution,
    cmdclass={"build_ext": Compile},
    # With build isolation these are installed for the build alone.
    setup_requires=["mypy>=1.14", "pydantic>=2.10", "types-regex"] if COMPILING else [],
)
