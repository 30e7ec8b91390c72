"""What the linker makes of result sentences: one table a construction, in our own words.

Each expected claim is (number, metric, form, direction, subject), and the contexts where a test names them.
"""

from dataclasses import replace

import pytest
from claimboard.extractors import extract
from claimboard.extractors.document import lay_out
from claimboard.extractors.linker import LinkModels, link, load_models
from claimboard.extractors.loglinear import LogLinear
from claimboard.extractors.quantities import find_quantities
from claimboard.extractors.result_sentence import ResultSentence, once, read_sentences
from claimboard.schemas import Claim


def claims(text: str, title: str = "") -> list[Claim]:
    return list(extract(text, title=title).claims)


def short(text: str) -> list[tuple[str, str, str, str | None, str]]:
    return [(c.quantity.text, c.metric, c.form, c.direction, c.subject) for c in claims(text)]


def level(number: str, metric: str, subject: str = "own") -> tuple[str, str, str, None, str]:
    return (number, metric, "absolute", None, subject)


def change(number: str, metric: str, direction: str) -> tuple[str, str, str, str, str]:
    return (number, metric, "change", direction, "own")


def ratio(number: str, metric: str, direction: str) -> tuple[str, str, str, str, str]:
    return (number, metric, "ratio", direction, "own")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our method achieves an accuracy of 91.3% on CIFAR-10.", [level("91.3%", "accuracy")]),
        ("Experiments show that it reaches 91.3% accuracy.", [level("91.3%", "accuracy")]),
        ("The detector runs at 45 FPS on a single GPU.", [level("45 FPS", "fps")]),
        ("Inference takes only 12 ms per image on a CPU.", [level("12 ms", "latency")]),
        ("The chip consumes 2.1 W in all our experiments.", [level("2.1 W", "power")]),
        ("We obtain a word error rate of 4.8% on LibriSpeech.", [level("4.8%", "wer")]),
    ],
)
def test_levels(text: str, expected: list[object]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our approach reduces the latency by 35% compared to the baseline.", [change("35%", "latency", "lower")]),
        ("It improves the accuracy by 2.4% over previous methods.", [change("2.4%", "accuracy", "higher")]),
        ("We observe a 12% reduction in energy consumption.", [change("12%", "energy", "lower")]),
        ("This comes with an accuracy loss of 0.5%.", [change("0.5%", "accuracy", "lower")]),
        ("Our model uses 40% fewer parameters than prior work.", [change("40%", "parameters", "lower")]),
        ("The method outperforms the previous best by 3.1%.", [change("3.1%", "performance", "higher")]),
    ],
)
def test_changes(text: str, expected: list[object]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The kernel is 3.2x faster than the baseline.", [ratio("3.2x", "speedup", "higher")]),
        ("We achieve a speedup of 4.5x over the CPU version.", [ratio("4.5x", "speedup", "higher")]),
        ("The network is 8 times smaller than its teacher.", [ratio("8 times", "model_size", "lower")]),
        ("It reduces memory usage by 5x.", [ratio("5x", "memory", "lower")]),
        ("Our search is two orders of magnitude faster.", [ratio("two orders of magnitude", "speedup", "higher")]),
    ],
)
def test_ratios(text: str, expected: list[object]) -> None:
    assert short(text) == expected


def test_respectively_pairs_metrics_with_numbers() -> None:
    text = "Our scheduler reduces power consumption and latency by up to 49% and 89%, respectively."
    assert short(text) == [change("49%", "power", "lower"), change("89%", "latency", "lower")]
    assert [c.quantity.bound for c in claims(text)] == ["up_to", "up_to"]


def test_respectively_pairs_numbers_with_datasets() -> None:
    text = "The model achieves 93.1% and 71.4% accuracy on CIFAR-10 and CIFAR-100, respectively."
    assert [(c.quantity.low, c.metric, c.datasets) for c in claims(text)] == [
        (93.1, "accuracy", ("CIFAR-10",)),
        (71.4, "accuracy", ("CIFAR-100",)),
    ]


def test_each_number_takes_the_dataset_that_follows_it() -> None:
    text = "We obtain an accuracy of 93.1% on CIFAR-10 and 76.2% on ImageNet."
    assert [(c.quantity.low, c.metric, c.datasets) for c in claims(text)] == [
        (93.1, "accuracy", ("CIFAR-10",)),
        (76.2, "accuracy", ("ImageNet",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is best on CIFAR-10 (70.3% for one shot, 81.9% for five) and SVHN (78.7% for one, 86.9% for five).",
            ["CIFAR-10", "CIFAR-10", "SVHN", "SVHN"],
        ),
        (
            "The accuracy rises on CIFAR-10 (from 69% to 82%), SVHN (73.9% to 76.0%) and MNIST (94.5% to 96.0%).",
            ["CIFAR-10", "CIFAR-10", "SVHN", "SVHN", "MNIST", "MNIST"],
        ),
        (
            "It has 4.3% higher accuracy on KITTI, 2.2% higher accuracy on KITTI-360 and 1.5% on nuScenes.",
            ["KITTI", "KITTI-360", "nuScenes"],
        ),
        (
            "It reaches 51.2% MRR and 46.8% Hits@1 on WN18RR, and 37.8% MRR and 28.6% Hits@1 on FB15k-237.",
            ["WN18RR", "WN18RR", "FB15k-237", "FB15k-237"],
        ),
        (
            "The mAP is improved from 42.8% to 44.6% on KITTI and from 50.4% to 51.7% on nuScenes.",
            ["KITTI", "KITTI", "nuScenes", "nuScenes"],
        ),
    ],
)
def test_brackets_and_runs_of_numbers_have_their_own_dataset(text: str, expected: list[str]) -> None:
    assert [c.datasets for c in claims(text)] == [(name,) for name in expected]


def test_from_x_to_y_is_baseline_and_own() -> None:
    text = "Our training improves the top-1 accuracy on ImageNet from 69.8% to 73.2%."
    assert short(text) == [level("69.8%", "top1_accuracy", "baseline"), level("73.2%", "top1_accuracy")]


def test_one_number_for_two_metrics_is_two_claims() -> None:
    text = "Our design reduces latency and energy by 50% compared to the baseline."
    assert sorted(short(text)) == [change("50%", "energy", "lower"), change("50%", "latency", "lower")]


def test_hardware_is_attached_to_the_number_it_holds_on() -> None:
    text = "The network runs at 30 FPS on a Jetson Nano and at 120 FPS on an RTX 3090."
    assert [(c.quantity.low, c.hardware) for c in claims(text)] == [
        (30, ("NVIDIA Jetson Nano",)),
        (120, ("NVIDIA RTX 3090",)),
    ]


def test_hardware_in_a_clause_of_its_own_is_not_that_of_the_clause_before() -> None:
    text = "The network runs on a Jetson Orin within a power of 11.5 W, and at 14 FPS on a Jetson Nano."
    assert [(c.quantity.low, c.hardware) for c in claims(text)] == [
        (11.5, ("NVIDIA Jetson Orin",)),
        (14, ("NVIDIA Jetson Nano",)),
    ]


def test_the_baseline_is_taken_as_written() -> None:
    (claim,) = claims("Our accelerator is 3.2x faster than prior FPGA designs.")
    assert claim.baseline == "prior FPGA designs"


def test_top_1_is_an_error_where_the_word_follows() -> None:
    text = "On ImageNet, our network achieves 24.9% top-1 (7.5% top-5) error."
    assert [(c.quantity.low, c.metric) for c in claims(text)] == [(24.9, "top1_error"), (7.5, "top5_error")]


def test_a_title_makes_claims_too() -> None:
    record = extract("We describe how.", title="FastThing: 3.5x Faster Inference on Mobile CPUs")
    assert [(c.quantity.field, c.metric, c.quantity.low) for c in record.claims] == [("title", "speedup", 3.5)]


@pytest.mark.parametrize(
    "text",
    [
        "We train with a batch size of 256 and a learning rate of 0.1.",
        "The dataset holds 50,000 images of 100 classes.",
        "The survey covers 120 papers from 2015 to 2023.",
        "We quantize all weights to 8 bits.",
        "Dieses Verfahren ist ganz neu.",
        "",
    ],
)
def test_what_is_no_result_makes_no_claim(text: str) -> None:
    assert claims(text) == []


def test_what_a_sentence_alone_decides_is_found_once() -> None:
    asked = []

    @once
    def numbers(sentence: ResultSentence, least: int) -> int:
        asked.append(least)
        return sum(q.low >= least for q in sentence.quantities)

    document = lay_out("", "Latency falls by 10% and energy by 30%. Accuracy is 90%.")
    first, second = read_sentences(document, find_quantities(document), [])
    assert [numbers(first, 0), numbers(first, 20), numbers(first, 20), numbers(second, 20)] == [2, 1, 1, 1]
    assert asked == [0, 20, 20]


UNDECIDED = LogLinear(("no", "yes"), (0.0,), {})


@pytest.mark.parametrize(
    ("models", "doubtful"),
    [
        (load_models(), False),
        (replace(load_models(), metrics=UNDECIDED), True),
        (replace(load_models(), forms=LogLinear(load_models().forms.classes, (0.0,) * 6, {})), True),
    ],
)
def test_a_claim_is_doubtful_where_its_metric_or_form_might_be_another(models: LinkModels, doubtful: bool) -> None:
    document = lay_out("", "With less memory than before, our method has an accuracy of 91.3% on CIFAR-10.")
    quantities = find_quantities(document)
    linked = link(document, quantities, [], models=models)
    assert [("metric:doubtful" in claim.notes) for claim in linked] == [doubtful]


def test_metrics_that_share_a_number_do_not_make_each_other_doubtful() -> None:
    both = claims("Our method reduces latency and energy by 35% compared to the baseline.")
    assert {claim.metric for claim in both} == {"latency", "energy"}
    assert not any("metric:doubtful" in claim.notes for claim in both)
