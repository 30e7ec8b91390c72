"""Links to code repositories in running text."""

from typing import Final

import regex

CODE_HOSTS: Final = (
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "huggingface.co",
    "anonymous.4open.science",
)
_HOSTS: Final = "|".join(regex.escape(host) for host in CODE_HOSTS)
# A scheme may be glued to the word before it; a bare host may not, or "notgithub.com" would be one.
_LINK: Final = regex.compile(
    rf"(?:https?://(?:www\.)?|(?<![\w.@-])(?:www\.)?)(?P<host>{_HOSTS})/(?P<path>(?:(?!https?://)\\?[\w~%+/#?=&@:.-])+)",
    regex.IGNORECASE,
)
_TRAILING: Final = "/.,:;?!-"


def find_code_urls(text: str) -> tuple[str, ...]:
    """Find the code repositories that a text links to, with or without `https://`.

    Punctuation that ends the sentence, LaTeX escapes and a `.git` suffix are not part of a link.

    Args:
        text: An abstract.

    Returns:
        The links in the order of the text, each once, as `https://host/path`.
    """
    urls: dict[str, None] = {}
    for match in _LINK.finditer(text):
        path = match["path"].replace("\\", "").rstrip(_TRAILING).removesuffix(".git")
        if path:
            urls[f"https://{match['host'].lower()}/{path}"] = None
    return tuple(urls)
