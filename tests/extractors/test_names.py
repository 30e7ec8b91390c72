"""Candidates for names, before anybody decides what they are."""

import pytest
from claimboard.extractors.acronyms import find_acronyms
from claimboard.extractors.document import lay_out
from claimboard.extractors.name_groups import group_names, name_key
from claimboard.extractors.names import find_candidates
from hypothesis import given
from hypothesis import strategies as st


def surfaces(abstract: str, title: str = "") -> set[str]:
    return {candidate.surface for candidate in find_candidates(lay_out(title, abstract))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train ResNet-50 and iPlanner on it.", {"ResNet-50", "iPlanner"}),
        ("The word2vec vectors and pix2pix maps help.", {"word2vec", "pix2pix"}),
        ("It beats Faster R-CNN by far.", {"Faster R-CNN"}),
        ("Scores on PASCAL VOC 2007 rise.", {"PASCAL VOC 2007"}),
        ("We extend Proton 2 here.", {"Proton 2"}),
        ("A CNN-based and BERT-style model wins.", {"CNN", "BERT"}),
        ("TVQA+ and Trajectron++ are used.", {"TVQA+", "Trajectron++"}),
        ("On CIFAR10/100 it holds.", {"CIFAR10", "CIFAR100"}),
        ("We prune ResNet-18/50/101 there.", {"ResNet-18", "ResNet-50", "ResNet-101"}),
        ("Unlike MobileNetV1, V2, and V3, ours is small.", {"MobileNetV1", "MobileNetV2", "MobileNetV3"}),
        ("Both Vicuna-7B/13B are faster.", {"Vicuna-7B", "Vicuna-13B"}),
        ("A deep graph neural network learns it.", {"graph neural network"}),
        ("We stack convolutional neural networks.", {"convolutional neural networks"}),
        ("The method, called lazy pruning, is simple.", {"lazy pruning"}),
        ("We propose residual gating to help training.", {"residual gating"}),
        ('We call them "twin ensembles".', {"twin ensembles"}),
        ("A 3D CNN reads the scan.", {"3D CNN"}),
    ],
)
def test_what_is_written_like_a_name_is_a_candidate(text: str, expected: set[str]) -> None:
    assert expected <= surfaces(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Accuracy on Sintel 3 times in a row.", {"Sintel 3"}),
        ("We use ImageNet 5 ms later.", {"ImageNet 5"}),
        ("However, it fails. Moreover, it is slow.", {"However", "Moreover"}),
        ("Code is at https://github.com/Some/RepoName now.", {"RepoName", "Some"}),
        ("Code is at https://example.org/slow-transformers now.", {"transformers", "slow-transformers"}),
        ("We use SwiftNet's KITTI scores.", {"SwiftNet's KITTI"}),
        ("A deep neural network is trained.", {"neural network", "deep neural network"}),
        ("It takes 12 of 30 epochs.", {"12", "30"}),
        ("On CIFAR-10 and 100 epochs later.", {"CIFAR-100"}),
    ],
)
def test_what_is_no_name_is_no_candidate(text: str, never: set[str]) -> None:
    assert not never & surfaces(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("SwiftSlam: a mapper for small robots", "SwiftSlam"),
        ("Patient Teacher: how to distill slowly", "Patient Teacher"),
        ("Layered Gated Networks for Wind Forecasts", "Layered Gated Networks"),
        ("Slow Fried Nets", "Slow Fried Nets"),
        ("The Patient Teacher: how to distill slowly", "Patient Teacher"),
        ("A-Zebra: a robot for narrow places", "A-Zebra"),
        ("ZEBROID - A robot for narrow places", "ZEBROID"),
    ],
)
def test_what_opens_a_title_is_a_candidate(title: str, expected: str) -> None:
    assert expected in surfaces("Nothing else is here.", title)


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The attack success rate (ASR) falls.", "attack success rate", "ASR"),
        ("Graph neural networks (GNNs) are slow.", "Graph neural networks", "GNNs"),
        ("We built a Tiny Auto-Reconfigurable Engine (TARE).", "Tiny Auto-Reconfigurable Engine", "TARE"),
        ("We meet ASR (attack success rate) again.", "attack success rate", "ASR"),
        ("A mixed-precision quantizer (MPQ, for short) helps.", "mixed-precision quantizer", "MPQ"),
    ],
)
def test_a_definition_joins_long_and_short_form(text: str, long: str, short: str) -> None:
    document = lay_out("", text)
    words = document.words
    (found,) = find_acronyms(document)
    assert text[words[found.long_first].start : words[found.long_last - 1].end] == long
    assert text[words[found.short_first].start : words[found.short_last - 1].end] == short


@pytest.mark.parametrize("text", ["It is fast (see Fig. 2).", "We use SGD (with momentum).", "(A) first, (B) second."])
def test_brackets_that_define_nothing(text: str) -> None:
    assert not list(find_acronyms(lay_out("", text)))


def test_a_clause_before_brackets_is_no_long_form() -> None:
    text = "It can classify images as fast as a larger network on the reference sets (CIFAR-10, SVHN)."
    assert not list(find_acronyms(lay_out("", text)))


def test_mentions_of_one_name_are_one_group_in_any_spelling() -> None:
    document = lay_out("SwiftNet", "We present SwiftNet. The Swift-Net is small, and SwiftNets are many.")
    names = group_names(document, [])
    assert len({(m.first, m.last) for m in names["swiftnet"].mentions}) == 4


def test_the_short_form_stands_for_the_long_one() -> None:
    names = group_names(
        lay_out("", "A patient update rule (PUR) is given. The Patient Update Rule works; PUR is quick."), []
    )
    assert names["pur"].surface == "PUR"
    assert names["pur"].mentions[0].surface == "patient update rule"
    assert "patientupdaterule" not in names


@given(st.text(alphabet=st.sampled_from("aAbN1 2-/+().,:\"'é’“&_%3DV"), max_size=60))
def test_candidates_are_slices_of_the_words(text: str) -> None:
    document = lay_out("T", text)
    for candidate in find_candidates(document):
        assert 0 <= candidate.first < candidate.last <= len(document.words)
    for acronym in find_acronyms(document):
        assert acronym.long_first < acronym.long_last
        assert acronym.short_first < acronym.short_last


@given(st.text(max_size=30))
def test_key_does_not_depend_on_case_or_punctuation(text: str) -> None:
    assert name_key(text.replace("-", " ")) == name_key(text)
