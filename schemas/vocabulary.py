"""The closed vocabularies of the record contract.

Each is a `Literal` type, so that pydantic refuses any other value and mypy sees a misspelling. The tuple beside a
type holds its members in their canonical order, for tables, help texts and tests.
"""

from typing import Final, Literal, get_args

SCHEMA_VERSION: Final = "1"

Field = Literal["title", "abstract"]

Bound = Literal["exact", "up_to", "at_least", "at_most", "approx"]
"""How the number limits the result: "up to 49 %" is `up_to`, "less than 1 ms" is `at_most`."""

Form = Literal["absolute", "change", "ratio", "fraction"]
"""Level itself, difference against something, multiplier against something, or share of something else's level."""

Direction = Literal["higher", "lower"]
"""Where the metric as canonically named went; only for `change` and `ratio`."""

Effect = Literal["improvement", "degradation"]
"""The direction read with the metric's better side."""

Subject = Literal["own", "baseline", "other"]
"""Whose result it is: the paper's contribution, a method it is compared with, or anything else."""

BetterSide = Literal["higher", "lower", "depends"]

HardwareKind = Literal[
    "gpu",
    "edge-gpu",
    "cpu",
    "sbc",
    "mcu",
    "phone",
    "fpga",
    "tpu",
    "npu",
    "asic",
    "dsp",
    "neuromorphic",
    "in-memory",
    "photonic",
    "quantum",
    "cluster",
    "accelerator",
    "other",
]
"""Kind of computing hardware. `sbc` is a single-board computer (Raspberry Pi), `edge-gpu` a GPU module for
embedded use (Jetson), `in-memory` a processing-in-memory or crossbar device, `accelerator` a dedicated engine
whose technology the text leaves open (a systolic array)."""

NoteKind = Literal[
    "metric:inferred",
    "metric:carried",
    "metric:doubtful",
    "unit:inferred",
    "bound:carried",
    "subject:inferred",
    "baseline:implied",
    "baseline:carried",
    "datasets:carried",
    "datasets:only",
    "architectures:carried",
    "hardware:carried",
]
"""What was inferred rather than written at the number, as `field:how`.

- `inferred`: told from the wording ("outperforms by 3 %" has no metric word), not named.
- `carried`: written in another clause or in the sentence before.
- `implied`: a baseline read out of the construction ("from x to y") without being named as compared with.
- `only`: the paper names exactly one dataset and the sentence plainly reports results.
- `doubtful`: it is not much more probable than not that the number is a result of this metric, in this form.
"""

BOUNDS: Final[tuple[Bound, ...]] = get_args(Bound)
FORMS: Final[tuple[Form, ...]] = get_args(Form)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)
HARDWARE_KINDS: Final[tuple[HardwareKind, ...]] = get_args(HardwareKind)
NOTE_KINDS: Final[tuple[NoteKind, ...]] = get_args(NoteKind)
