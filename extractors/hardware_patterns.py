"""How makers number their hardware: names of models that no list has yet.

A pattern is tried only where one of its first words stands, and begins there.
"""

import re
from typing import Final, NamedTuple

from ..schemas.vocabulary import HardwareKind


class ModelPattern(NamedTuple):
    """A scheme of model names.

    Attributes:
        first: Lower-case first words at which the pattern is tried.
        pattern: The whole name; named groups are the parts that tell models apart.
        name: Canonical name; `{group}` stands for a part, in upper case where the group's name is.
        kind: Kind of hardware.
        vendor: Its maker.
    """

    first: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    kind: HardwareKind
    vendor: str | None


def _model(first: str, pattern: str, name: str, kind: HardwareKind, vendor: str | None) -> ModelPattern:
    return ModelPattern(tuple(first.split()), re.compile(pattern), name, kind, vendor)


_END: Final = r"(?![\w]|-[A-Za-z0-9])"
_WORD_END: Final = r"(?!(?!s\b)\w)"
_NVIDIA: Final = r"(?:(?i:nvidia)(?:'s|’s)?[\s-])?"
_INTEL: Final = r"(?:Intel(?:®|\(R\))?\s)?"
_XILINX: Final = r"(?:(?:AMD[-\s])?(?i:xilinx)\s)?"
_ARM: Final = r"(?:(?i:arm)(?:v\d)?[\s-])?"
_MEMORY: Final = r"(?:\s?\d+\s?GB\s)?"

MODELS: Final[tuple[ModelPattern, ...]] = (
    _model(
        "nvidia geforce gtx rtx",
        _NVIDIA + r"(?:(?i:geforce)\s)?(?P<SERIES>(?i:[gr]tx))[\s-]?(?P<NUMBER>\d{3,4})(?:[\s-]?(?P<ti>(?i:ti|super)))?"
        r"(?:\sLaptop)?" + _WORD_END,
        "NVIDIA {SERIES} {NUMBER} {ti}",
        "gpu",
        "NVIDIA",
    ),
    _model(
        "nvidia geforce 950 960 970 980 1050 1060 1070 1080",
        _NVIDIA + r"(?:(?i:geforce)\s)?(?P<NUMBER>(?:9|10)[5-8]0)(?:\s?(?P<ti>T[Ii])(?!\w)|(?=\sGPU))",
        "NVIDIA GTX {NUMBER} {ti}",
        "gpu",
        "NVIDIA",
    ),
    _model(
        "nvidia geforce 2060 2070 2080 3060 3070 3080 3090 4060 4070 4080 4090 5070 5080 5090",
        _NVIDIA + r"(?:(?i:geforce)\s)?(?P<NUMBER>[2-5]0[6-9]0)(?:\s?(?P<ti>T[Ii])(?!\w)|(?=\sGPU))",
        "NVIDIA RTX {NUMBER} {ti}",
        "gpu",
        "NVIDIA",
    ),
    _model(
        "nvidia tesla",
        _NVIDIA
        + r"(?i:tesla)[\s-]"
        + _MEMORY
        + r"(?P<LETTER>[A-Za-z])-?(?P<NUMBER>\d{1,4})(?P<variant>[a-z]?)"
        + _WORD_END,
        "NVIDIA Tesla {LETTER}{NUMBER}{variant}",
        "gpu",
        "NVIDIA",
    ),
    _model(
        "nvidia quadro",
        _NVIDIA + r"(?i:quadro)\s(?P<SERIES>(?i:rtx\s?|gv|[kmpt]))(?P<NUMBER>\d{3,4})" + _WORD_END,
        "NVIDIA Quadro {SERIES}{NUMBER}",
        "gpu",
        "NVIDIA",
    ),
    _model(
        "nvidia",
        r"(?i:nvidia)[\s-](?P<MODEL>[ABHLPVTKM][BH]?\d{1,3}[GSX]?)(?:[\s-]\d+\s?GB)?" + _WORD_END,
        "NVIDIA {MODEL}",
        "gpu",
        "NVIDIA",
    ),
    _model(
        "amd radeon instinct",
        r"(?:AMD\s)?(?:(?P<line>Radeon|Instinct)\s)?(?P<series>RX|HD|R9|Pro|MI)\s?(?P<MODEL>\d{2,4}[A-Z]{0,3})"
        + _WORD_END,
        "AMD {line} {series} {MODEL}",
        "gpu",
        "AMD",
    ),
    _model(
        "intel core i",
        _INTEL + r"(?:Core(?:™|\(TM\))?[\s-])?i(?P<tier>[3579])[-\s]?(?P<MODEL>\d{3,5}[A-Z]{0,2})" + _WORD_END,
        "Intel Core i{tier}-{MODEL}",
        "cpu",
        "Intel",
    ),
    _model(
        "intel xeon",
        _INTEL + r"Xeon(?:®|\(R\))?\s(?:(?P<tier>Gold|Silver|Platinum|Bronze|Max|Scalable|Phi)\s?)?"
        r"(?P<MODEL>(?:(?:E[357]?|W|D)-?)?\d{4,5}[A-Z]?(?:\s?v\d)?)" + _WORD_END,
        "Intel Xeon {tier} {MODEL}",
        "cpu",
        "Intel",
    ),
    _model(
        "amd ryzen epyc threadripper",
        r"(?:AMD\s)?(?P<line>EPYC|Ryzen|Threadripper|Opteron)(?:™)?\s"
        r"(?:(?P<tier>Threadripper|[3579])\s)?(?P<MODEL>(?:PRO\s)?\d{4}[A-Z]{0,2})" + _WORD_END,
        "AMD {line} {tier} {MODEL}",
        "cpu",
        "AMD",
    ),
    _model(
        "arm armv cortex",
        _ARM + r"(?i:cortex)[-\s]?(?P<LETTER>[AaRr])[-\s]?(?P<NUMBER>\d{1,3})(?P<variant>AE)?" + _WORD_END,
        "ARM Cortex-{LETTER}{NUMBER}{variant}",
        "cpu",
        "ARM",
    ),
    _model(
        "arm armv cortex",
        _ARM + r"(?i:cortex)[-\s]?(?P<LETTER>[Mm])[-\s]?(?P<NUMBER>\d{1,3})(?P<variant>\+|F)?" + _WORD_END,
        "ARM Cortex-{LETTER}{NUMBER}{variant}",
        "mcu",
        "ARM",
    ),
    _model(
        "arm",
        r"(?:ARM|Arm)[-\s]?(?P<NUMBER>\d{1,2}(?:TDMI|EJ-S)?)(?=\s(?:CPU|processor|core))",
        "ARM{NUMBER}",
        "cpu",
        "ARM",
    ),
    _model("arm mali", _ARM + r"Mali[-\s](?P<MODEL>[GT]\d{2,3})" + _WORD_END, "ARM Mali-{MODEL}", "edge-gpu", "ARM"),
    _model(
        "qualcomm adreno",
        r"(?:Qualcomm\s)?Adreno\s(?P<NUMBER>\d{3})" + _WORD_END,
        "Qualcomm Adreno {NUMBER}",
        "edge-gpu",
        "Qualcomm",
    ),
    _model(
        "qualcomm snapdragon",
        r"(?:Qualcomm(?:'s|®)?\s)?Snapdragon(?:®)?[\s-](?P<NUMBER>\d{3})(?P<variant>\+|G|XR)?" + _WORD_END,
        "Qualcomm Snapdragon {NUMBER}{variant}",
        "phone",
        "Qualcomm",
    ),
    _model(
        "huawei hisilicon kirin",
        r"(?:(?:Huawei|HiSilicon)\s)?Kirin[\s-](?P<MODEL>\d{3,4}E?)" + _WORD_END,
        "Kirin {MODEL}",
        "phone",
        "Huawei",
    ),
    _model(
        "mediatek dimensity",
        r"(?:MediaTek\s)?Dimensity\s(?P<MODEL>\d{3,4}\+?)" + _WORD_END,
        "MediaTek Dimensity {MODEL}",
        "phone",
        "MediaTek",
    ),
    _model(
        "samsung exynos",
        r"(?:Samsung\s)?Exynos\s(?P<NUMBER>\d{4})" + _WORD_END,
        "Samsung Exynos {NUMBER}",
        "phone",
        "Samsung",
    ),
    _model(
        "samsung galaxy",
        r"(?:Samsung\s)?Galaxy\s(?P<SERIES>(?i:s|note|a|tab\ss))\s?(?P<NUMBER>\d{1,2})(?P<variant>\s?(?:Ultra|Plus|FE))?"
        + _WORD_END,
        "Samsung Galaxy {SERIES}{NUMBER} {variant}",
        "phone",
        "Samsung",
    ),
    _model(
        "samsung",
        r"Samsung\s(?P<SERIES>S)(?P<NUMBER>\d{1,2})(?P<variant>\s?(?:Ultra|Plus|FE))?" + _WORD_END,
        "Samsung Galaxy {SERIES}{NUMBER} {variant}",
        "phone",
        "Samsung",
    ),
    _model(
        "apple iphone",
        r"(?:Apple\s)?(?i:iphone)[\s-]?(?P<MODEL>\d{1,2}[sS]?|XS|XR|X|SE)(?P<variant>(?:\s(?:Pro|Max|Plus|mini))*)"
        + _WORD_END,
        "iPhone {MODEL} {variant}",
        "phone",
        "Apple",
    ),
    _model(
        "google pixel",
        r"(?:Google(?:'s)?\s)?Pixel[\s-]?(?P<NUMBER>\d{1,2})(?P<letter>a?)(?P<variant>(?:\s(?:Pro|XL))?)(?!\w|-[a-z])",
        "Google Pixel {NUMBER}{letter} {variant}",
        "phone",
        "Google",
    ),
    _model(
        "oneplus", r"OnePlus\s?(?P<MODEL>\d{1,2}[RT]?(?:\sPro)?)" + _WORD_END, "OnePlus {MODEL}", "phone", "OnePlus"
    ),
    _model(
        "xiaomi",
        r"Xiaomi\s(?P<MODEL>(?:Mi\s|Redmi\s(?:Note\s|K)?)?\d{1,2}(?:\s?(?:Pro|Ultra|Lite|T|S))?)" + _WORD_END,
        "Xiaomi {MODEL}",
        "phone",
        "Xiaomi",
    ),
    _model(
        "huawei", r"Huawei\s(?P<MODEL>(?:P|Mate\s)\d{2}(?:\sPro)?)" + _WORD_END, "Huawei {MODEL}", "phone", "Huawei"
    ),
    _model(
        "raspberry",
        r"(?i:raspberry\s?pi)[\s-]?(?P<NUMBER>[1-5])(?:[\s-]?(?:Model\s)?(?P<LETTER>[AaBb]))?(?P<variant>\+)?(?![\w.])",
        "Raspberry Pi {NUMBER}{LETTER}{variant}",
        "sbc",
        "Raspberry Pi",
    ),
    _model(
        "stm", r"STM32(?P<MODEL>[A-Z]{1,2}\d\w{0,8}(?:-\w+)?)" + _WORD_END, "STM32{MODEL}", "mcu", "STMicroelectronics"
    ),
    _model("esp", r"ESP-?(?P<MODEL>32(?:-?[SCP]\d)|8266)" + _WORD_END, "ESP{MODEL}", "mcu", "Espressif"),
    _model(
        "arduino",
        r"Arduino\s(?P<model>(?:Nano|Uno|UNO|Due|Mega|Zero|Nicla|Portenta|MKR)"
        r"(?:\s(?:[A-Z]?\d+|BLE|Sense|Vision|Rev\d))*)" + _WORD_END,
        "Arduino {model}",
        "mcu",
        "Arduino",
    ),
    _model("max", r"MAX78(?P<NUMBER>\d{3})" + _WORD_END, "MAX78{NUMBER}", "npu", "Analog Devices"),
    _model(
        "amd xilinx virtex kintex artix spartan",
        _XILINX + r"(?P<line>(?i:virtex|kintex|artix|spartan))[-\s]?"
        r"(?P<MODEL>\d|II|E)"
        r"(?:[-\s](?P<PART>(?:XC)?\d?[A-Z]?[A-Z]{1,3}\d{2,4}T?|\d{3}[tT]))?" + _END,
        "Xilinx {line}-{MODEL} {PART}",
        "fpga",
        "AMD Xilinx",
    ),
    _model(
        "amd xilinx zynq",
        _XILINX + r"(?i:zynq)[-\s](?:7000\s)?(?P<MODEL>(?:XC)?7?Z?-?(?:70|7)\d{2}\w{0,2}|ZU\d+\w*|XC7Z\d{3})" + _END,
        "Xilinx Zynq-{MODEL}",
        "fpga",
        "AMD Xilinx",
    ),
    _model(
        "amd xilinx zcu vcu zc vc kc kcu vck xc xcvu xcku xczu xck",
        _XILINX + r"(?P<MODEL>(?:ZCU|VCU|VCK|KCU|ZC|VC|KC)\d{3,4}|XC[A-Z0-9]{4,14}(?:-\w+)?)" + _WORD_END,
        "Xilinx {MODEL}",
        "fpga",
        "AMD Xilinx",
    ),
    _model(
        "amd xilinx alveo",
        _XILINX + r"(?:AMD\s)?Alveo[-\s](?P<MODEL>[UV]\d{2,3}[A-Z]?)" + _WORD_END,
        "Xilinx Alveo {MODEL}",
        "fpga",
        "AMD Xilinx",
    ),
    _model(
        "intel altera stratix arria cyclone",
        r"(?:(?:Intel|Altera)(?:'s)?\s)?(?P<line>Stratix|Arria|Cyclone)[-\s]?"
        r"(?P<MODEL>10|II|III|IV|V)(?:\s(?P<PART>[GSM]X(?:\s?\d{3,4})?|SoC))?" + _WORD_END,
        "Intel {line} {MODEL} {PART}",
        "fpga",
        "Intel",
    ),
    _model(
        "google tpu tpuv",
        r"(?:Google\s)?(?:Cloud\s)?TPU\s?-?[vV]?(?P<VERSION>[2-9])(?P<variant>[ep])?(?:-\d+)?" + _WORD_END,
        "TPUv{VERSION}{variant}",
        "tpu",
        "Google",
    ),
)
"""All schemes; at one place the longest match counts."""

MAKERS: Final[dict[str, str]] = {
    "nvidia": "NVIDIA",
    "intel": "Intel",
    "amd": "AMD",
    "xilinx": "AMD Xilinx",
    "altera": "Intel",
    "qualcomm": "Qualcomm",
    "apple": "Apple",
    "samsung": "Samsung",
    "huawei": "Huawei",
    "mediatek": "MediaTek",
    "ibm": "IBM",
    "lattice": "Lattice",
    "google": "Google",
    "microsoft": "Microsoft",
    "arm": "ARM",
    "nordic": "Nordic",
    "rockchip": "Rockchip",
    "imagination": "Imagination",
    "renesas": "Renesas",
    "nxp": "NXP",
    "tesla": "Tesla",
    "moore": "Moore Threads",
    "ti": "Texas Instruments",
}
"""Makers by the first word of their name, lower-case: with a model and a type noun they name hardware nobody listed."""
