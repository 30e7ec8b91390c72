"""Claims read as sentences."""

import pytest
from claimboard.cli.wording import claim_in_words
from claimboard.schemas import Claim


def claim(low, unit, form="absolute", **changes):
    text = "some number"
    place = {"field": "abstract", "start": 0, "end": len(text), "text": text}
    quantity = {
        **place,
        "low": low,
        "high": changes.pop("high", low),
        "unit": unit,
        "bound": changes.pop("bound", "exact"),
        "average": changes.pop("average", False),
    }
    return Claim.model_validate(
        {
            "id": "0123456789ab",
            "metric": "latency",
            "metric_text": "latency",
            "quantity": quantity,
            "form": form,
            "direction": "lower" if form in ("change", "ratio") else None,
            "effect": None,
            "evidence": place,
        }
        | changes
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (claim(31, "ms"), "own result: Latency 31 ms"),
        (claim(31, "ms", bound="at_most", system="FastNet"), "FastNet: Latency at most 31 ms"),
        (claim(40, "ms", subject="baseline", system="SlowNet"), "SlowNet (baseline): Latency 40 ms"),
        (claim(49, "percent", "change", bound="up_to"), "own result: Latency lower by up to 49 %"),
        (
            claim(1.5, "x", "ratio", high=3.25, average=True, baseline="TensorRT"),
            "own result: Latency 1.5 to 3.25 times lower on average, compared with TensorRT",
        ),
        (claim(90, "percent", "fraction"), "own result: Latency 90 % of the other's"),
        (claim(1_200_000, "none", metric="parameters"), "own result: Parameters 1,200,000"),
        (
            claim(
                *(3, "ms"),
                datasets=("SVHN",),
                hardware=("FPGA",),
                architectures=("VGG-16",),
                notes=("hardware:carried",),
            ),
            "own result: Latency 3 ms with VGG-16 on SVHN, FPGA [hardware:carried]",
        ),
        (claim(2, "none", metric="other:lost_luggage"), "own result: lost luggage 2"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_claims_in_words(given, words):
    assert claim_in_words(given) == words
