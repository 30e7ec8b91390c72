"""From an object with named fields (JSON, CSV) to a paper."""

from collections.abc import Callable
from typing import Any, Final

from ..schemas import Paper
from .context import Context


def paper_from_fields(fields: dict[str, Any], line: int | None, context: Context) -> Paper | None:
    """Build a paper from named fields, or report why it is none.

    `abstract` is needed, `title` wanted; `id`, `date`, `authors`, `url`, `upvotes` and `n_authors` are used where
    they are there. All other fields, and values that cannot be what their field says, go to `extra` unchanged.

    Args:
        fields: The object.
        line: Line on which it begins; None where it has none.
        context: The input it comes from.
    """
    title, abstract = fields.get("title"), fields.get("abstract")
    if abstract is None or abstract == "":
        context.report(
            "missing-field",
            "the paper has no abstract",
            "add the field 'abstract'; fields of another name have to be renamed to it",
            line=line,
        )
        return None
    for name, value in (("title", title), ("abstract", abstract)):
        if value is not None and not isinstance(value, str):
            context.report(
                "invalid-field", f"{name} is {_kind(value)}, not a string", "write it as a string", line=line
            )
            return None
    values: dict[str, Any] = {}
    extra = {name: value for name, value in fields.items() if name not in ("title", "abstract", *_OPTIONAL)}
    for name, (convert, expected) in _OPTIONAL.items():
        value = fields.get(name)
        if value is None or value == "":
            continue
        converted = convert(value)
        if converted is None:
            context.report(
                "invalid-field",
                f"{name} is {value!r:.60}, not {expected}; it is kept in extra",
                f"write {expected}",
                line=line,
                skipped=False,
            )
            extra[name] = value
        else:
            values[name] = converted
    authors = values.get("authors", ())
    return context.paper(
        line,
        title or "",
        abstract,
        id=values.get("id"),
        date_text=values.get("date"),
        n_authors=values.get("n_authors", len(authors) or None),
        authors=authors,
        upvotes=values.get("upvotes"),
        url=values.get("url"),
        extra=extra,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _identifier(value: object) -> str | None:
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _count(value: object) -> int | None:
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _names(value: object) -> tuple[str, ...] | None:
    """Read a list of names, or one string of them; semicolons, where there are any, leave commas to the names."""
    if isinstance(value, str):
        parts = value.split(";" if ";" in value else ",")
        return tuple(name.strip() for name in parts if name.strip())
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    return None


_OPTIONAL: Final[dict[str, tuple[Callable[[object], Any], str]]] = {
    "id": (_identifier, "a string or an integer"),
    "date": (_text, "a string such as '2024-02-12'"),
    "n_authors": (_count, "a whole number"),
    "authors": (_names, "a list of names or one string of them"),
    "upvotes": (_count, "a whole number"),
    "url": (_text, "a string"),
}


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)
