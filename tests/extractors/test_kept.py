"""What is kept from text to text: results of functions, and words."""

from claimboard.extractors.document import lay_out
from claimboard.extractors.kept import kept


def test_a_function_runs_once_for_equal_texts() -> None:
    asked: list[str] = []

    @kept(8)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("word"), length("word"), length("")] == [4, 4, 0]
    assert asked == ["word", ""]


def test_no_more_results_are_kept_than_are_allowed() -> None:
    asked: list[str] = []

    @kept(2)
    def same(text: str) -> str:
        asked.append(text)
        return text

    assert [same(text) for text in "abcca"] == list("abcca")
    assert asked == ["a", "b", "c", "a"]


def test_words_that_are_spelled_alike_are_one_object_in_all_texts() -> None:
    first, second = lay_out("", "A planner for robots"), lay_out("Robots", "Another planner")
    assert first.texts[1] is second.texts[-1]
    assert first.lower[-1] is second.lower[0]


def test_offsets_of_a_long_text_point_at_its_words() -> None:
    document = lay_out("Long", "one word and another, " * 2000)
    assert document.ends[-1] > 40_000
    assert [document.text[a:b] for a, b in zip(document.starts, document.ends, strict=True)] == document.texts


def test_an_overlong_word_is_laid_out_like_any_other() -> None:
    document = lay_out("", "X" * 1000 + " is a word")
    assert document.lower[0] == "x" * 1000
    assert document.marked == [0]
