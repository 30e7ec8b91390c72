"""Whether extraction runs compiled."""

import sys
from importlib.machinery import ExtensionFileLoader
from pathlib import Path


def is_compiled() -> bool:
    """Tell whether the modules that extract would be imported as compiled ones.

    They are looked for and not imported, since that takes longer than most commands.
    """
    package = __package__.rpartition(".")[0] + ".extractors"
    folder = str(Path(__file__).parents[1] / "extractors")
    found = (finder.find_spec(f"{package}.document", [folder]) for finder in sys.meta_path)
    spec = next(filter(None, found), None)
    return spec is not None and isinstance(spec.loader, ExtensionFileLoader)
