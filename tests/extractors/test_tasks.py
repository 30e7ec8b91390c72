"""What a paper's tasks are called."""

import pytest
from claimboard.extractors.document import lay_out
from claimboard.extractors.tasks import MAX_TASKS, find_tasks, task_phrases


def tasks(title: str, abstract: str) -> set[str]:
    return {entity.name.lower() for entity in find_tasks(lay_out(title, abstract))}


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        (
            "SlimEar: Small Networks for Keyword Spotting",
            "Keyword spotting runs on tiny devices. We cut its memory in half without loss of accuracy.",
            {"keyword spotting"},
        ),
        (
            "Pruning Once Is Enough",
            "We study image classification and object detection. Our pruned models are twice as fast on both.",
            {"image classification", "object detection"},
        ),
        (
            "A Better Loss",
            "In this paper we address the task of semantic segmentation. The loss gains 2 points of mIoU.",
            {"semantic segmentation"},
        ),
    ],
)
def test_tasks_are_short_noun_phrases_as_written(title: str, abstract: str, expected: set[str]) -> None:
    assert expected <= tasks(title, abstract)


@pytest.mark.parametrize(
    ("text", "expected", "never"),
    [
        ("a novel robust object detection method", "object detection", "novel robust object detection"),
        ("they improve speech recognition", "speech recognition", "improve speech recognition"),
        ("the robot's motion planning", "motion planning", "robot's motion planning"),
        ("open-domain question answering is hard", "open - domain question answering", "domain question answering"),
    ],
)
def test_candidates_end_at_words_that_modify_no_task(text: str, expected: str, never: str) -> None:
    keys = {phrase.key for phrase in task_phrases(lay_out("", text))}
    assert expected in keys
    assert never not in keys


def test_every_place_is_a_mention_and_points_at_its_text() -> None:
    title, abstract = "Faster Lane Detection", "Lane detection has to be quick. We speed lane detection up by 3x."
    document = lay_out(title, abstract)
    found = [e for e in find_tasks(document) if e.name.lower() == "lane detection"]
    assert [document.text[e.start : e.end].lower() for e in found] == ["lane detection"] * 3
    assert len({e.name for e in found}) == 1


def test_there_are_never_more_than_four() -> None:
    abstract = (
        "We test on image classification, object detection, semantic segmentation, pose estimation, machine "
        "translation, speech recognition, question answering, text summarization and depth estimation."
    )
    assert 0 < len(tasks("Many Tasks", abstract)) <= MAX_TASKS


@pytest.mark.parametrize("text", ["", "Nothing here.", "数 据 検 出"])
def test_a_text_without_a_task_has_none(text: str) -> None:
    assert tasks("", text) == set()
