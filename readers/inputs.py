"""Where bytes come from: files, directories, standard input, each possibly compressed with gzip."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, Final, cast

from ..schemas import Problem
from .context import Context
from .registry import SUFFIXES

STANDARD_INPUT: Final = "-"
PathInput = str | os.PathLike[str]

_GZIP_MAGIC: Final = b"\x1f\x8b"
_UTF8_BOM: Final = "\ufeff"
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_BINARY_MAGIC: Final = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"PAR1")
_PEEKED_BYTES: Final = 8192


def expand_inputs(inputs: PathInput | Iterable[PathInput], on_problem: Callable[[Problem], None]) -> Iterator[str]:
    """Yield the files that inputs stand for, in the order given; the files of a directory sorted by name.

    Args:
        inputs: One or several files, directories or `-`.
        on_problem: Called for a directory that cannot be listed or holds nothing readable.
    """
    for given in [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs:
        path = os.fspath(given)
        if path != STANDARD_INPUT and Path(path).is_dir():
            yield from _files_below(path, on_problem)
        else:
            yield path


def suffix_of(path: str) -> str:
    """Return a file name's suffix in lower case, that before `.gz` where it is compressed."""
    name = PurePath(path)
    return (PurePath(name.stem) if name.suffix.lower() == ".gz" else name).suffix.lower()


def _files_below(directory: str, on_problem: Callable[[Problem], None]) -> Iterator[str]:
    context = Context(directory, on_problem)

    def unlisted(error: OSError) -> None:
        context.report(
            "unreadable",
            f"the directory {error.filename} cannot be listed: {error.strerror}",
            "check its permissions",
        )

    found = []
    for folder, names, files in os.walk(directory, onerror=unlisted):
        names[:] = [name for name in names if not name.startswith(".")]
        found += [Path(folder, name).relative_to(directory) for name in files if not name.startswith(".")]
    found = sorted(file for file in found if suffix_of(file.name) in SUFFIXES)
    if not found and not context.problems:
        context.report(
            "empty-input",
            "the directory holds no file to read",
            f"directories are read by suffix ({', '.join(SUFFIXES)}, also with .gz); name other files themselves",
        )
    for file in found:
        yield os.path.join(directory, file)  # noqa: PTH118 - Path would normalize what the user wrote


@contextmanager
def open_lines(context: Context) -> Iterator[Iterator[str] | None]:
    """Open an input and give its lines, or report why it cannot be read and give None.

    Lines are decoded as UTF-8 and keep their line ends; a byte order mark is removed. Bytes that are not UTF-8 are
    kept as surrogates for the readers to report (`Context.is_decoded`).
    """
    with ExitStack() as opened:
        try:
            stream = _open(context.path, opened)
            head = stream.peek(_PEEKED_BYTES)
        except (OSError, EOFError, zlib.error) as error:
            _report_unopened(context, error)
            yield None
        else:
            yield _decoded(stream, context) if _is_text(head, context) else None


def _open(path: str, opened: ExitStack) -> io.BufferedReader:
    stream: BinaryIO = sys.stdin.buffer
    if path != STANDARD_INPUT:
        stream = opened.enter_context(Path(path).open("rb"))  # noqa: SIM115 - the stack closes it
    # Standard input is an in-memory stream in tests, which cannot peek.
    peekable = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    if peekable.peek(len(_GZIP_MAGIC)).startswith(_GZIP_MAGIC):
        return io.BufferedReader(gzip.GzipFile(fileobj=peekable))
    return peekable


def _report_unopened(context: Context, error: Exception) -> None:
    if isinstance(error, FileNotFoundError):
        context.report("missing-file", "there is no such file", "check the path")
    elif isinstance(error, PermissionError):
        context.report("unreadable", "the file may not be read", "check its permissions")
    else:
        _report_broken(context, error, None)


def _is_text(head: bytes, context: Context) -> bool:
    if head.startswith(_UTF16_BOMS):
        context.report(
            "invalid-encoding",
            "the file is UTF-16, not UTF-8",
            "convert it, for instance with iconv -f UTF-16 -t UTF-8",
        )
        return False
    if b"\0" in head or head.startswith(_BINARY_MAGIC):
        context.report(
            "binary", "the file is binary, not text", "export the page or table as text, JSONL, CSV or TSV in UTF-8"
        )
        return False
    return True


def _decoded(stream: io.BufferedReader, context: Context) -> Iterator[str]:
    number = 0
    try:
        for number, line in enumerate(stream, start=1):
            text = line.decode(errors="surrogateescape")
            yield text.removeprefix(_UTF8_BOM) if number == 1 else text
    except (OSError, EOFError, zlib.error) as error:
        _report_broken(context, error, number or None)


def _report_broken(context: Context, error: Exception, line: int | None) -> None:
    context.report(
        "unreadable",
        f"reading broke off: {error}",
        "the file is damaged or cut short; download or compress it again",
        line=line,
    )
