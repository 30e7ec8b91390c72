"""Claims in words."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..schemas import Claim, Quantity

_BOUNDS: Final = {"exact": "", "up_to": "up to ", "at_least": "at least ", "at_most": "at most ", "approx": "about "}
_UNITS: Final = {"percent": " %", "pp": " percentage points", "x": " times", "none": ""}
_SUBJECTS: Final = {"own": "own result", "baseline": "baseline", "other": "other's result"}


def claim_in_words(claim: "Claim") -> str:
    """Say a claim, as in "PocketNet: latency at most 31 ms on NVIDIA Jetson TX2, compared with TensorRT"."""
    from ..schemas import metric_label

    whose = claim.system or _SUBJECTS[claim.subject]
    if claim.system and claim.subject != "own":
        whose += f" ({_SUBJECTS[claim.subject]})"
    parts = [f"{whose}: {metric_label(claim.metric)} {_result(claim)}"]
    if claim.architectures:
        parts.append(f" with {', '.join(claim.architectures)}")
    places = (*claim.datasets, *claim.hardware)
    if places:
        parts.append(f" on {', '.join(places)}")
    if claim.baseline:
        parts.append(f", compared with {claim.baseline}")
    if claim.notes:
        parts.append(f" [{', '.join(claim.notes)}]")
    return "".join(parts)


def _result(claim: "Claim") -> str:
    amount = f"{_BOUNDS[claim.quantity.bound]}{_amount(claim.quantity)}"
    average = " on average" if claim.quantity.average else ""
    if claim.form == "fraction":
        return f"{amount} of the other's{average}"
    if claim.form == "change":
        return f"{claim.direction} by {amount}{average}"
    if claim.form == "ratio":
        return f"{amount} {claim.direction}{average}"
    return f"{amount}{average}"


def _amount(quantity: "Quantity") -> str:
    unit = _UNITS.get(quantity.unit, f" {quantity.unit}")
    if quantity.low == quantity.high:
        return f"{quantity.low:,.12g}{unit}"
    return f"{quantity.low:,.12g} to {quantity.high:,.12g}{unit}"
