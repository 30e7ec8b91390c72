import pytest
from claimboard.readers import find_code_urls


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Code: https://github.com/lab/tool.", ["https://github.com/lab/tool"]),
        ("Code is at github.com/lab/tool, models too.", ["https://github.com/lab/tool"]),
        ("See http://www.github.com/lab/tool.git!", ["https://github.com/lab/tool"]),
        ("(GitHub.com/lab/tool)", ["https://github.com/lab/tool"]),
        (r"\url{https://gitlab.com/lab/my\_tool}.", ["https://gitlab.com/lab/my_tool"]),
        (
            "[code](https://bitbucket.org/lab/tool) and https://codeberg.org/lab/other/",
            ["https://bitbucket.org/lab/tool", "https://codeberg.org/lab/other"],
        ),
        ("weights: https://huggingface.co/lab/net-7b;", ["https://huggingface.co/lab/net-7b"]),
        ("https://github.com/lab/a.https://github.com/lab/a.", ["https://github.com/lab/a"]),
        ("Code:https://github.com/lab/a", ["https://github.com/lab/a"]),
        ("footnote.11https://github.com/lab/a", ["https://github.com/lab/a"]),
        ("https://github.com/lab/net.pytorch.", ["https://github.com/lab/net.pytorch"]),
        ("https://anonymous.4open.science/r/net-12AB.", ["https://anonymous.4open.science/r/net-12AB"]),
        ("https://github.com/lab/a/tree/main/x_y.", ["https://github.com/lab/a/tree/main/x_y"]),
        ("on GitHub. Visit https://lab.github.io/net or notgithub.com/lab/a", []),
        ("https://github.com/ and github.com", []),
        ("", []),
    ],
)
def test_code_links_are_found_and_written_one_way(text: str, urls: list[str]) -> None:
    assert list(find_code_urls(text)) == urls
