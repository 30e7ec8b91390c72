"""The grammar of units, and conversion within one physical quantity."""

import math

import pytest
from claimboard.schemas import convert, is_unit, parse_unit
from claimboard.schemas.units import check_unit, unit_table
from hypothesis import given
from hypothesis import strategies as st

UNITS = (
    "percent pp x none "
    "ns us ms s min h d cycles fJ pJ nJ uJ mJ J kJ kWh uW mW W kW dBm "
    "B KB kB MB GB TB KiB MiB GiB b kb bit Mbps Gbps bpp Hz kHz MHz GHz fps "
    "nm um mm cm m km px mm^2 um^2 m^3 g kg t dB deg rad degC K V mV "
    "OPS GOPS TOPS GOP FLOPS GFLOPS TFLOPS FLOPs MFLOPs GFLOPs MACs GMACs MIPS "
    "GPU-hours GPU-days TPU-hours $ € DSP LUT kLUT "
    "m/s km/h deg/s m/s^2 rad/s MB/s TOPS/W GOPS/W GOPS/mm^2 GOPS/DSP MAC/cycle pJ/bit fJ/MAC J/token "
    "images/s boxes/s tokens/s/GPU frames/J cycles/MAC kWh/d GOPS/s/W W*h"
).split()


@pytest.mark.parametrize("unit", UNITS)
def test_units_of_result_sentences_are_units(unit: str) -> None:
    assert is_unit(unit)
    assert check_unit(unit) == unit


@pytest.mark.parametrize(
    "unit",
    [
        "",
        "%",
        "Percent",
        "times",
        "images",
        "tokens",
        "ms ",
        "m s",
        "/s",
        "s/",
        "images//s",
        "1/s",
        "mm²",
        "m^",
        "m^-1",
        "m^1",
        "m^22",
        "m^²",
        "m**2",
        "kpercent",
        "Mmin",
        "µs",
        "GFlops",
        "km^" + "9" * 5000,
        "fs^9*fs^9*fs^9*fs^9",
        "m/fs^9*fs^9*fs^9*fs^9",
    ],
)
def test_other_strings_are_no_units(unit: str) -> None:
    assert not is_unit(unit)
    assert parse_unit(unit) is None


def test_a_refusal_says_what_would_be_right() -> None:
    with pytest.raises(ValueError, match=r"unit 'sec' is not one: use percent, .*SI prefix \(ms, GB, TOPS\)"):
        check_unit("sec")


@pytest.mark.parametrize(
    ("value", "unit", "target", "result"),
    [
        (1500, "ms", "s", 1.5),
        (2, "min", "s", 120),
        (1.5, "h", "min", 90),
        (3, "d", "h", 72),
        (250, "uJ", "mJ", 0.25),
        (1, "kWh", "MJ", 3.6),
        (4700, "mW", "W", 4.7),
        (1, "MB", "KB", 1000),
        (1, "MiB", "KiB", 1024),
        (8, "Mb", "MB", 1),
        (8, "Mbps", "bps", 8e6),
        (30, "fps", "Hz", 30),
        (2, "TOPS/W", "GOPS/W", 2000),
        (1, "TOPS/W", "GOPS/mW", 1),
        (36, "km/h", "m/s", 10),
        (5, "mm^2", "um^2", 5e6),
        (180, "deg", "rad", math.pi),
        (2, "GPU-days", "GPU-hours", 48),
        (120, "images/s", "images/ms", 0.12),
        (1, "W*h", "h*W", 1),
        (49, "percent", "percent", 49),
    ],
)
def test_values_convert_within_a_quantity(value: float, unit: str, target: str, result: float) -> None:
    assert convert(value, unit, target) == pytest.approx(result, rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        ("percent", "pp"),
        ("percent", "none"),
        ("x", "none"),
        ("ms", "mJ"),
        ("MB", "MB/s"),
        ("TOPS", "TFLOPS"),
        ("FLOPs", "FLOPS"),
        ("images/s", "tokens/s"),
        ("GPU-hours", "h"),
        ("$", "€"),
        ("s", "nonsense"),
        ("nonsense", "nonsense of another kind"),
    ],
)
def test_different_quantities_do_not_convert(unit: str, target: str) -> None:
    assert convert(1.0, unit, target) is None


def test_case_is_part_of_a_unit() -> None:
    assert convert(1, "MW", "mW") == pytest.approx(1e9)
    assert convert(8, "b", "B") == pytest.approx(1)


@pytest.mark.parametrize("base", unit_table().bases, ids=lambda base: base.symbol)
def test_every_symbol_of_the_table_means_itself(base: object) -> None:
    value = parse_unit(base.symbol)  # type: ignore[attr-defined]
    assert value is not None
    assert (value.quantity, value.factor) == (base.quantity, base.factor)  # type: ignore[attr-defined]


def test_a_symbol_stands_in_the_table_once() -> None:
    symbols = [base.symbol for base in unit_table().bases]
    assert len(symbols) == len(set(symbols))


@given(
    value=st.floats(min_value=1e-6, max_value=1e6),
    unit=st.sampled_from(UNITS),
    target=st.sampled_from(UNITS),
)
def test_conversion_there_and_back_is_the_identity(value: float, unit: str, target: str) -> None:
    there = convert(value, unit, target)
    if there is None:
        assert convert(value, target, unit) is None
    else:
        assert convert(there, target, unit) == pytest.approx(value)


@given(st.text(alphabet="msGxKBWOP/*^29 %-µ", max_size=12) | st.text(max_size=8))
def test_any_string_is_a_unit_or_not(text: str) -> None:
    value = parse_unit(text)
    assert is_unit(text) is (value is not None)
    if value is not None:
        assert 0 < value.factor < math.inf
        assert convert(1.0, text, text) == 1.0
