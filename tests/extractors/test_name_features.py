"""What the model of names sees of a name in its paper."""

import pytest
from claimboard.extractors.document import lay_out
from claimboard.extractors.entities import analyse, find_entities


def features(key: str, abstract: str, title: str = "") -> set[str]:
    (found,) = [judged.features for judged in analyse(lay_out(title, abstract)).names if judged.key == key]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We gain 3% on ZebraSet here.", {"prep=on", "gov=0 on"}),
        ("We show results on the hitherto unsolved ZebraSet here.", {"prep=on", "gov=results on"}),
        ("A new dataset, called ZebraSet, is out.", {"cue=call of dataset"}),
        ("On benchmarks such as ZebraSet it wins.", {"cue=such of benchmark"}),
        ("On public datasets, e.g., ZebraSet, it wins.", {"cue=such of dataset"}),
        ("On one dataset (i.e. ZebraSet) it wins.", {"cue=such of dataset"}),
        ("We build ZebraSet, a large, clean and open dataset of stripes.", {"apposition=dataset"}),
        ("On ZebraSet (41.5%) it wins.", {"a=(0"}),
        ("On ZebraSet, OkapiSet and GnuSet datasets it wins.", {"list noun after=dataset"}),
    ],
)
def test_words_around_a_name(text: str, expected: set[str]) -> None:
    assert expected <= features("zebraset", text)


def test_an_item_of_a_list_has_the_preposition_of_its_first() -> None:
    assert "list gov=tested on" in features("gnuset", "It is tested on ZebraSet, OkapiSet and GnuSet.")


def test_a_preposition_of_another_name_or_clause_is_none() -> None:
    assert not {"prep=on"} & features("zebraset", "We rely on it, and ZebraSet helps.")


def test_a_long_form_of_several_papers_is_told_from_one_of_this_paper() -> None:
    concept = features("vio", "With visual-inertial odometry (VIO) the robot walks.")
    own = features("pzd", "With patient zebra dancing (PZD) the robot walks.")
    assert "long seen=0" in own
    assert "long seen=0" not in concept
    assert any(f.startswith("long seen=") for f in concept)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It wins on the OKP, SVHN and CIFAR-10 datasets.", "OKP"),
        ("Scores rise on both ZBR and KTH-TIPS datasets.", "ZBR"),
    ],
)
def test_what_is_listed_among_datasets_is_one(text: str, name: str) -> None:
    assert name in {entity.name for entity in find_entities(lay_out("", text)) if entity.kind == "datasets"}


def test_a_contribution_that_is_called_a_dataset_is_both() -> None:
    document = lay_out("", "We propose ZebraBook, a large-scale dataset of striped animals. ZebraBook is open.")
    assert {"systems", "datasets"} <= {e.kind for e in find_entities(document) if e.name == "ZebraBook"}
