"""Identity of papers and claims: short hashes that are the same on every machine."""

import hashlib
import unicodedata


def paper_id(title: str, abstract: str) -> str:
    """Return the id of a paper whose input gives none.

    The title decides, folded to NFKC, case-folded, letters and digits only; the abstract where there is no title.

    Args:
        title: The paper's title, possibly empty.
        abstract: The paper's abstract.

    Returns:
        `title:` or `abstract:` and 16 hex digits of the SHA-256 of the folded text.
    """
    folded_title = _folded(title)
    if folded_title:
        return f"title:{_digest(folded_title, 16)}"
    return f"abstract:{_digest(_folded(abstract), 16)}"


def claim_id(paper: str, field: str, start: int, end: int, metric: str, number: int) -> str:
    """Return the id of a claim: 12 hex digits over its paper, place and metric.

    Args:
        paper: The paper's id.
        field: `title` or `abstract`.
        start: First character of the number.
        end: One past its last character.
        metric: The claim's metric.
        number: 0 for the first claim with all of these equal, 1 for the second, ...
    """
    return _digest("\x1f".join((paper, field, str(start), str(end), metric, str(number))), 12)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
