"""The lexicons as data, and what they find in running text."""

from typing import get_args

import pytest
from claimboard.extractors.architecture_grammar import SIZE_STYLES
from claimboard.extractors.document import lay_out
from claimboard.extractors.lexicon import LexiconKind, key_of, load_lexicon
from claimboard.schemas.vocabulary import HARDWARE_KINDS
from hypothesis import given
from hypothesis import strategies as st

KINDS: tuple[LexiconKind, ...] = get_args(LexiconKind)


def names(kind: LexiconKind, text: str) -> list[str]:
    return [entity.name for entity in load_lexicon(kind).find(lay_out("", text))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_spelling_is_in_one_row(kind):
    owners: dict[str, str] = {}
    for entry in load_lexicon(kind).entries:
        for key in {key_of(spelling) for spelling in entry.spellings}:
            assert owners.setdefault(key, entry.name) == entry.name, key
        assert len(set(entry.spellings)) == len(entry.spellings), entry.name


@pytest.mark.parametrize("kind", KINDS)
def test_attributes_belong_to_spellings_of_the_row(kind):
    for entry in load_lexicon(kind).entries:
        assert set(entry.exact) <= set(entry.spellings), entry.name
        assert set(entry.ambiguous) <= set(entry.spellings), entry.name


@pytest.mark.parametrize("kind", KINDS)
def test_every_spelling_is_looked_up(kind):
    lexicon = load_lexicon(kind)
    for entry in lexicon.entries:
        for spelling in entry.spellings:
            assert lexicon.lookup(spelling) is entry, spelling


def test_vocabularies_are_closed():
    for entry in load_lexicon("hardware").entries:
        assert entry.hardware_kind in HARDWARE_KINDS, entry.name
    for entry in load_lexicon("architectures").entries:
        assert entry.family, entry.name
        assert entry.sizes is None or entry.sizes in SIZE_STYLES, entry.name


def test_lexicons_are_of_useful_size():
    assert len(load_lexicon("datasets").entries) > 600
    assert len(load_lexicon("architectures").entries) > 300
    assert len(load_lexicon("hardware").entries) > 300


@pytest.mark.parametrize(
    ("kind", "surface", "name"),
    [
        ("datasets", "Cifar 10", "CIFAR-10"),
        ("datasets", "MS-COCO", "COCO"),
        ("datasets", "CoLA", "CoLA"),
        ("datasets", "cola", None),
        ("datasets", "sick", None),
        ("datasets", "quality", None),
        ("datasets", "ImageNet-Z", None),
        ("architectures", "faster rcnn", "Faster R-CNN"),
        ("architectures", "CNNs", "CNN"),
        ("architectures", "complex", None),
        ("hardware", "jetson nano", "NVIDIA Jetson Nano"),
        ("hardware", "microcontrollers", "microcontroller"),
    ],
)
def test_lookup(kind, surface, name):
    entry = load_lexicon(kind).lookup(surface)
    assert (entry.name if entry else None) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train on CIFAR10/100 and SVHN.", ["CIFAR-10", "CIFAR-100", "SVHN"]),
        ("Both CIFAR-10 and -100 were used.", ["CIFAR-10", "CIFAR-100"]),
        ("Tests on CIFAR-{10,100} follow.", ["CIFAR-10", "CIFAR-100"]),
        ("Robustness on ImageNet-C and ImageNet-A.", ["ImageNet-C", "ImageNet-A"]),
        ("We build ImageNet-Zoo from ImageNet.", ["ImageNet-Zoo", "ImageNet"]),
        ("An ImageNet-pretrained encoder.", ["ImageNet"]),
        ("Transfer from MNIST-to-SVHN digits.", ["MNIST", "SVHN"]),
        ("Pascal VOC 2012 and PASCAL VOC2007 results", ["PASCAL VOC 2012", "PASCAL VOC 2007"]),
        ("the WMT'14 English-German task", ["WMT14 En-De"]),
        ("translation on OpenSubtitles 2009", ["OpenSubtitles 2009"]),
        ("SemEval 2019 task 12 has maps", ["SemEval-2019 Task 12"]),
        ("the control of quality in multiple maps", []),
        ("An emnist-like tool xMNIST", ["EMNIST"]),
        ("see https://example.com/KITTI/tools", []),
        ("PASCAL VOC 2007 and 2012 results", ["PASCAL VOC 2007", "PASCAL VOC 2012"]),
        ("on KITTI 2012/2015 and COCO 2014/2017", ["KITTI 2012", "KITTI 2015", "COCO 2014", "COCO 2017"]),
        ("BraTS 2018, 2019, and 2020 scans", ["BraTS 2018", "BraTS 2019", "BraTS 2020"]),
        ("BraTS 2018, 2019.5 points, and 2020% more", ["BraTS 2018"]),
        ("COCO in 2014 and 2017", ["COCO"]),
        (
            "PASCAL VOC 07/12 and VOC07, 2010",
            ["PASCAL VOC 2007", "PASCAL VOC 2012", "PASCAL VOC 2007", "PASCAL VOC 2010"],
        ),
        ("code at www.example.net/my-KITTI and example.io/x_CIFAR-10", []),
    ],
)
def test_datasets_in_text(text, expected):
    assert names("datasets", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ResNet50, ResNet 18 and VGG16", ["ResNet-50", "ResNet-18", "VGG-16"]),
        ("ResNet-18/34/50 backbones", ["ResNet-18", "ResNet-34", "ResNet-50"]),
        ("ResNet 50% smaller than before", ["ResNet"]),
        ("a Transformer 6 layers deep", ["Transformer"]),
        ("MobileNet v2 and MobileNetV3-Large", ["MobileNetV2", "MobileNetV3-Large"]),
        ("EfficientNet-B0, EfficientNetB7 and EfficientNet-Lite4", None),
        ("YOLOv5s and YOLOv4-tiny run", ["YOLOv5s", "YOLOv4-Tiny"]),
        ("Inception-v3 against InceptionV4", ["Inception-v3", "Inception-v4"]),
        ("ViT-B/16, DeiT-Ti, Swin-T", ["ViT-B/16", "DeiT-Ti", "Swin-T"]),
        ("BERT base and BERT_LARGE", ["BERT-Base", "BERT-Large"]),
        ("Llama 2 7B, LLaMA-3.1-8B-Instruct", ["LLaMA-2-7B", "LLaMA-3.1-8B-Instruct"]),
        ("Vicuna-{7B,13B} models", ["Vicuna-7B", "Vicuna-13B"]),
        ("GPT-3.5-Turbo, GPT-4o and GPT-3 is", ["GPT-3.5-Turbo", "GPT-4o", "GPT-3"]),
        ("WRN-28-10 and ResNeXt-101 (32x8d)", ["Wide ResNet-28-10", "ResNeXt-101-32x8d"]),
        ("a CNN-LSTM and a Hybrid-CNN", ["CNN-LSTM", "Hybrid-CNN"]),
        ("a BERT-based, GAN-generated, Transformer-Based thing", ["BERT", "GAN", "Transformer"]),
        ("AlexNet/ResNet trained", ["AlexNet", "ResNet"]),
        ("complex motions rotate the arm", []),
        ("a conve- nient way and a trans- former", []),
        ("transformer- and CNN-based encoders", ["Transformer", "CNN"]),
        ("as Herbert and HerBERT say", ["HerBERT"]),
        ("https://example.org/us/tiny-bert and small.lstm", ["LSTM"]),
    ],
)
def test_architectures_in_text(text, expected):
    if expected is None:
        expected = ["EfficientNet-B0", "EfficientNet-B7", "EfficientNet-Lite4"]
    assert names("architectures", text) == expected


def test_ambiguous_names_say_so():
    (entity,) = load_lexicon("datasets").find(lay_out("", "We had Breakfast early."))
    assert entity.rule == "lexicon:ambiguous"


def test_an_ambiguous_word_in_a_longer_name_is_none():
    assert names("datasets", "Soft Actor-Critic learns.") == []


def test_a_name_does_not_reach_from_title_to_abstract():
    document = lay_out("The Visual Genome", "Genome data. A study of Visual")
    assert [e.name for e in load_lexicon("datasets").find(document)] == ["Visual Genome"]
    assert load_lexicon("hardware").find(lay_out("The Primary Visual Cortex", "A model of it")) == []


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(alphabet=st.sampled_from(list("ResNt-50 CIFAR10/{},()xBVvGPT4oé_\n")), max_size=60))
def test_entities_are_ordered_and_inside_the_text(kind, text):
    end = 0
    for entity in load_lexicon(kind).find(lay_out("", text)):
        assert end <= entity.start < entity.end <= len(text)
        assert entity.name
        end = entity.end
