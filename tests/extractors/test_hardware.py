"""Computing hardware: which words mean it, how far the name goes, and what it is called."""

import pytest
from claimboard.extractors.document import lay_out
from claimboard.extractors.hardware import find_hardware
from claimboard.schemas.vocabulary import HARDWARE_KINDS
from hypothesis import given
from hypothesis import strategies as st


def mentions(text: str) -> list[tuple[str, str]]:
    return [(entity.name, text[entity.start : entity.end]) for entity in find_hardware(lay_out("", text))]


def names(text: str) -> list[str]:
    return [name for name, _ in mentions(text)]


@pytest.mark.parametrize(
    ("text", "name", "surface", "kind", "vendor"),
    [
        ("at 9 fps on a Jetson Nano board.", "NVIDIA Jetson Nano", "Jetson Nano", "edge-gpu", "NVIDIA"),
        (
            "on an Nvidia Jetson AGX Xavier",
            "NVIDIA Jetson AGX Xavier",
            "Nvidia Jetson AGX Xavier",
            "edge-gpu",
            "NVIDIA",
        ),
        ("on one Tesla 16GB P100 GPU we", "NVIDIA Tesla P100", "Tesla 16GB P100 GPU", "gpu", "NVIDIA"),
        ("with a GTX1080Ti GPU", "NVIDIA GTX 1080 Ti", "GTX1080Ti GPU", "gpu", "NVIDIA"),
        ("only a 1080Ti GPU", "NVIDIA GTX 1080 Ti", "1080Ti GPU", "gpu", "NVIDIA"),
        ("four NVIDIA GeForce RTX 5090s", "NVIDIA RTX 5090", "NVIDIA GeForce RTX 5090", "gpu", "NVIDIA"),
        ("an NVIDIA A100 GPU", "NVIDIA A100", "NVIDIA A100 GPU", "gpu", "NVIDIA"),
        ("an NVIDIA A78 card", "NVIDIA A78", "NVIDIA A78", "gpu", "NVIDIA"),
        ("on a Titan Xp.", "NVIDIA Titan Xp", "Titan Xp", "gpu", "NVIDIA"),
        ("an Intel Core i7-8700K CPU", "Intel Core i7-8700K", "Intel Core i7-8700K CPU", "cpu", "Intel"),
        ("a 2.8 GHz i7 CPU", "Intel Core i7", "i7 CPU", "cpu", "Intel"),
        ("dual Xeon Gold 6130 servers", "Intel Xeon Gold 6130", "Xeon Gold 6130", "cpu", "Intel"),
        ("AMD Ryzen 9 5950X", "AMD Ryzen 9 5950X", "AMD Ryzen 9 5950X", "cpu", "AMD"),
        ("an ARM Cortex-A57 CPU", "ARM Cortex-A57", "ARM Cortex-A57 CPU", "cpu", "ARM"),
        ("from ARM Cortex M0s upwards", "ARM Cortex-M0", "ARM Cortex M0", "mcu", "ARM"),
        ("the OMAP4460 ARM processor", "OMAP4460 ARM processor", "OMAP4460 ARM processor", "cpu", "ARM"),
        ("an octa-core ARM CPU", "octa-core ARM CPU", "octa-core ARM CPU", "cpu", None),
        ("an STM32F746 board", "STM32F746", "STM32F746", "mcu", "STMicroelectronics"),
        ("an STM32U585 board", "STM32U585", "STM32U585", "mcu", "STMicroelectronics"),
        ("two ESP32-S3 modules", "ESP32-S3", "ESP32-S3", "mcu", "Espressif"),
        ("a Raspberry PI 4B", "Raspberry Pi 4B", "Raspberry PI 4B", "sbc", "Raspberry Pi"),
        ("on Xilinx Zynq-7000 at", "Xilinx Zynq-7000", "Xilinx Zynq-7000", "fpga", "AMD Xilinx"),
        ("a Xilinx ZCU104 board", "Xilinx ZCU104", "Xilinx ZCU104", "fpga", "AMD Xilinx"),
        ("a Spartan 6 FPGA board", "Xilinx Spartan-6", "Spartan 6 FPGA", "fpga", "AMD Xilinx"),
        ("Intel Arria 10 FPGAs", "Intel Arria 10", "Intel Arria 10 FPGAs", "fpga", "Intel"),
        ("trained on Cloud TPU v3", "TPUv3", "Cloud TPU v3", "tpu", "Google"),
        ("on the Edge TPU", "Edge TPU", "Edge TPU", "tpu", "Google"),
        ("on Intel's Loihi 2", "Loihi 2", "Intel's Loihi 2", "neuromorphic", "Intel"),
        ("the Loihi neuromorphic chip", "Loihi", "Loihi neuromorphic chip", "neuromorphic", "Intel"),
        ("a Snapdragon 778G phone", "Qualcomm Snapdragon 778G", "Snapdragon 778G", "phone", "Qualcomm"),
        ("an iPhone 12 Pro", "iPhone 12 Pro", "iPhone 12 Pro", "phone", "Apple"),
        ("the Google Pixel 6", "Google Pixel 6", "Google Pixel 6", "phone", "Google"),
        ("29 fps on Samsung S21 DSP", "Samsung Galaxy S21 DSP", "Samsung S21 DSP", "dsp", "Samsung"),
        ("a Rockchip Zeta5 NPU", "Rockchip Zeta5 NPU", "Rockchip Zeta5 NPU", "npu", "Rockchip"),
        ("a memristor crossbar array", "memristor crossbar", "memristor crossbar array", "in-memory", None),
        ("analog VLSI circuits", "analog VLSI", "analog VLSI", "asic", None),
    ],
)
def test_products(text, name, surface, kind, vendor):
    (entity,) = find_hardware(lay_out("", text))
    assert (entity.name, text[entity.start : entity.end]) == (name, surface)
    assert (entity.hardware_kind, entity.vendor) == (kind, vendor)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is trained on eight GPUs.", ["GPU"]),
        ("It needs 6 GB of GPU memory.", ["GPU"]),
        ("Our GPU implementation is public.", ["GPU"]),
        ("A GPU-based variant follows.", ["GPU"]),
        ("with GPU/TPU execution", ["GPU", "TPU"]),
        ("a CPU-GPU system", ["CPU", "GPU"]),
        ("It needs 30 GPU hours.", []),
        ("in 0.4 GPU-days or 3 CPU time units", []),
        ("runs without a GPU", []),
        ("with no need for GPUs", []),
        ("The Neural GPU learns addition.", []),
        ("a field-programmable gate array (FPGA)", ["FPGA", "FPGA"]),
        ("graphics processing units (GPUs)", ["GPU", "GPU"]),
        ("2x on the GPU (Titan Xp)", ["NVIDIA Titan Xp"]),
        ("chips like Loihi and neuromorphic processors such as Akida", ["Loihi", "BrainChip Akida"]),
        ("a Jetson Nano board (GPU-based)", ["NVIDIA Jetson Nano"]),
        ("a laptop CPU, a mobile CPU and a mobile GPU", ["laptop CPU", "mobile CPU", "mobile GPU"]),
        ("deployed on smartphones", ["smartphone"]),
        ("for smartphone photos of receipts", []),
        ("people holding a smartphone", []),
        ("scenes of the iPhone dataset", []),
        ("20 frames per second on an iPhone", ["iPhone"]),
        ("on edge devices and mobile devices", []),
        ("an adaptive relation model (ARM) and ARM-Net", []),
        ("3x faster than the ARM implementation", ["ARM"]),
        ("domain size pooling (DSP) and DSP again", []),
        ("uses 40 DSP slices", []),
        ("on a DSP at 200 MHz", ["DSP"]),
        ("a finger printed in TPU filament", []),
        ("the OULU-NPU data", []),
        ("a 100 % success rate", []),
        ("provided by Xilinx and Intel", []),
        ("an Intel RealSense camera", []),
        ("in the primary visual cortex a model", []),
        ("https://example.org/acme/tpu for code", []),
        ("the RISC-V instruction set", []),
        ("a RISC-V MCU", ["RISC-V MCU"]),
        ("hip extensor muscles", []),
        ("on AWS and Google Cloud", []),
    ],
)
def test_what_means_a_device(text, expected):
    assert names(text) == expected


def test_a_short_name_means_the_product_named_before_it():
    text = "We use an NVIDIA Jetson Nano board. On the Jetson it takes 3 ms."
    assert mentions(text) == [
        ("NVIDIA Jetson Nano", "NVIDIA Jetson Nano"),
        ("NVIDIA Jetson Nano", "Jetson"),
    ]


def test_a_short_name_stays_when_it_could_be_two():
    assert names("A Jetson Nano, a Jetson TX2 and another Jetson.")[-1] == "NVIDIA Jetson"


def test_unit_of_a_product_is_its_own_thing():
    assert names("178 fps on an NVIDIA Jetson TX2 GPU and 27 fps on the TX2 CPU") == [
        "NVIDIA Jetson TX2",
        "NVIDIA Jetson TX2 CPU",
    ]


def test_line_and_model_side_by_side_are_one():
    assert names("the NVIDIA Jetson Tegra X1 module") == ["NVIDIA Tegra X1"]


@given(
    st.lists(
        st.sampled_from("NVIDIA Jetson Nano GPU GPUs CPU ( ) , ARM Titan X Tesla P100 - 1080Ti i7 DSP on a".split())
    )
)
def test_any_mixture_is_read_in_order(words):
    text = " ".join(words)
    end = 0
    for entity in find_hardware(lay_out("", text)):
        assert end <= entity.start < entity.end <= len(text)
        assert entity.hardware_kind in HARDWARE_KINDS
        end = entity.end
