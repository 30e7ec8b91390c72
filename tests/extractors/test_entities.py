"""What each name of a paper is, decided with all its mentions in sight."""

import pytest
from claimboard.extractors.acronyms import find_acronyms
from claimboard.extractors.document import lay_out
from claimboard.extractors.entities import find_entities
from hypothesis import given
from hypothesis import strategies as st

KINDS = ("systems", "datasets", "architectures", "hardware", "tasks")


def entities(title: str, abstract: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for entity in find_entities(lay_out(title, abstract)):
        found[entity.kind].add(entity.name)
    return found


CASES = [
    pytest.param(
        "QuickPrune: Pruning in One Pass",
        "We propose QuickPrune, a pruning method that needs no fine-tuning. With ResNet-50 on ImageNet, QuickPrune "
        "removes 60% of the FLOPs.",
        {"systems": {"QuickPrune"}, "datasets": {"ImageNet"}, "architectures": {"ResNet-50"}},
        id="title name, proposed",
    ),
    pytest.param(
        '"QuickPrune: Pruning in One Pass"',
        "We propose QuickPrune, a pruning method that needs no fine-tuning.",
        {"systems": {"QuickPrune"}},
        id="title in quotation marks",
    ),
    pytest.param(
        "Learning to Park",
        "We introduce ParkBench, a benchmark of 4,000 parking scenes. Existing planners fail on ParkBench in half of "
        "the scenes.",
        {"systems": {"ParkBench"}, "datasets": {"ParkBench"}},
        id="own dataset is a system too",
    ),
    pytest.param(
        "A Better Head",
        "Detectors are slow because their heads are large. In this paper we propose a head that shares its weights. "
        "We evaluate on the ZebraFish9K dataset and gain 3%. On ZebraFish9K it is also twice as fast.",
        {"datasets": {"ZebraFish9K"}},
        id="unknown dataset before its noun",
    ),
    pytest.param(
        "Compressing Everything",
        "We evaluate on CIFAR10/100 and SVHN with VGG-16 and ResNet-18.",
        {"datasets": {"CIFAR-10", "CIFAR-100", "SVHN"}, "architectures": {"VGG-16", "ResNet-18"}},
        id="slash in a list",
    ),
    pytest.param(
        "Engines in Silicon",
        "We present a Loop-Aware Reconfigurable Engine (LARE) for sparse layers. LARE runs 3x faster than a GPU.",
        {"systems": {"LARE"}},
        id="short form stands for the system",
    ),
    pytest.param(
        "Faster Graphs",
        "Training a graph neural network (GNN) on large graphs is slow. We sample neighbors so that GNNs train "
        "twice as fast.",
        {"architectures": {"GNN"}},
        id="family in words and as acronym",
    ),
    pytest.param(
        "Robust Speech",
        "Our detector, named TinyHark, outperforms BERT and RoBERTa on GLUE.",
        {"systems": {"TinyHark"}, "architectures": {"BERT", "RoBERTa"}, "datasets": {"GLUE"}},
        id="named, compared with models",
    ),
]


@pytest.mark.parametrize(("title", "abstract", "expected"), CASES)
def test_kinds_are_decided_jointly(title: str, abstract: str, expected: dict[str, set[str]]) -> None:
    found = entities(title, abstract)
    for kind in ("systems", "datasets", "architectures"):
        assert found[kind] == expected.get(kind, set()), kind


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We evaluate on CIFAR10 CIFAR100 and SVHN datasets.", {"CIFAR-10", "CIFAR-100", "SVHN"}),
        ("The gain is 3% on the MNIST-to-USPS transfer.", {"MNIST", "USPS"}),
        ("The gain is 3% on GTA5 → Cityscapes.", {"GTA5", "Cityscapes"}),
        ("Experiments on the PASCAL VOC 2007 and 2012 datasets.", {"PASCAL VOC 2007", "PASCAL VOC 2012"}),
        ("Detectors gain on COCO 2014/2017.", {"COCO 2014", "COCO 2017"}),
    ],
)
def test_known_names_in_a_row_are_several(abstract: str, expected: set[str]) -> None:
    assert entities("Adapting Twice", abstract)["datasets"] == expected


def test_a_method_in_lower_case_needs_more_than_a_lexicon() -> None:
    assert not entities("Fast Solvers", "The solver speeds up sparse linear regression problems.")["architectures"]


@pytest.mark.parametrize(
    "abstract",
    [
        "Deep neural networks (DNNs) are large. We reach an F1 of 0.9 and a BLEU of 30 with SGD.",
        "Images are RGB, and depth comes from LiDAR. PSNR rises by 2 dB.",
        "We use PyTorch on Linux, and AWS for NLP and AI at UCLA.",
    ],
)
def test_metrics_sensors_and_fields_are_no_names(abstract: str) -> None:
    found = entities("On Measuring", abstract)
    assert not found["systems"] | found["datasets"] | found["architectures"]


def test_every_place_is_a_mention_under_one_name() -> None:
    title = "SwiftMap: Mapping on Small Robots"
    abstract = "Mapping is slow. We propose SwiftMap. SwiftMap-based robots drive, and SwiftMap's maps are good."
    document = lay_out(title, abstract)
    places = [e for e in find_entities(document) if e.kind == "systems"]
    assert [document.text[e.start : e.end] for e in places] == ["SwiftMap"] * 4
    assert {e.name for e in places} == {"SwiftMap"}


def test_a_name_inside_a_longer_one_is_no_mention() -> None:
    document = lay_out("", "On ImageNet we gain 1%, and on ImageNet-C 4%.")
    names = [(e.name, document.text[e.start : e.end]) for e in find_entities(document) if e.kind == "datasets"]
    assert ("ImageNet", "ImageNet") in names
    assert len([name for name, _ in names if name == "ImageNet"]) == 1


def test_families_and_hardware_carry_their_attributes() -> None:
    found = find_entities(lay_out("", "A ResNet50 runs at 30 FPS on a Jetson Nano."))
    (network,) = [e for e in found if e.kind == "architectures"]
    assert (network.name, network.family) == ("ResNet-50", "resnet")
    (board,) = [e for e in found if e.kind == "hardware"]
    assert (board.name, board.vendor) == ("NVIDIA Jetson Nano", "NVIDIA")


@pytest.mark.parametrize("text", ["", " ", "…", "Kurzfassung ohne Namen.", "数据集", "((((", "A" * 5000, "a-" * 2000])
def test_odd_texts_give_nothing(text: str) -> None:
    assert not [e for e in find_entities(lay_out("", text)) if e.kind != "tasks"]


@given(st.text(max_size=120), st.text(max_size=40))
def test_mentions_lie_in_the_text_in_order(abstract: str, title: str) -> None:
    document = lay_out(title, abstract)
    found = find_entities(document)
    assert [e.start for e in found] == sorted(e.start for e in found)
    assert all(0 <= e.start < e.end <= len(document.text) for e in found)


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Sparse Coding from Patches", "We present Fast Transform Maps (SCFTM) for images."),
        ("A planner called dense (grid", "walker) steps ahead and reaches 91% accuracy."),
        ("A model named quick", "walking networks are trained here on CIFAR-10."),
        ("Grounding on MS", "COCO images with Faster R-CNN and NVIDIA"),
        ("Deep Q", "Networks learn with a Jetson"),
        ("Nvidia Jetson", "Nano boards run ResNet"),
    ],
)
def test_no_name_goes_on_from_the_title_to_the_abstract(title: str, abstract: str) -> None:
    document = lay_out(title, abstract)
    assert not [e for e in find_entities(document) if e.start < document.body < e.end]
    assert not [a for a in find_acronyms(document) if a.long_first < document.title_words < a.long_last]
