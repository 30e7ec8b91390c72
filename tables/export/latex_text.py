"""Texts as LaTeX: nothing in them is a command, and what fonts of pdfLaTeX lack is written by name."""

from typing import Final

import regex

from .printed import one_line

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    **{character: f"\\{character}" for character in "%_&#$"},
}
_SYMBOLS: Final = {
    "×": r"\ensuremath{\times}",
    "±": r"\ensuremath{\pm}",
    "−": r"\ensuremath{-}",
    "·": r"\ensuremath{\cdot}",
    "≤": r"\ensuremath{\leq}",
    "≥": r"\ensuremath{\geq}",
    "≈": r"\ensuremath{\approx}",
    "≠": r"\ensuremath{\neq}",
    "∼": r"\ensuremath{\sim}",
    "∞": r"\ensuremath{\infty}",
    "∈": r"\ensuremath{\in}",
    "→": r"\ensuremath{\rightarrow}",
    "←": r"\ensuremath{\leftarrow}",
    "↑": r"\ensuremath{\uparrow}",
    "↓": r"\ensuremath{\downarrow}",
    "ℓ": r"\ensuremath{\ell}",
    "α": r"\ensuremath{\alpha}",
    "β": r"\ensuremath{\beta}",
    "γ": r"\ensuremath{\gamma}",
    "δ": r"\ensuremath{\delta}",
    "ε": r"\ensuremath{\varepsilon}",
    "ζ": r"\ensuremath{\zeta}",
    "η": r"\ensuremath{\eta}",
    "θ": r"\ensuremath{\theta}",
    "κ": r"\ensuremath{\kappa}",
    "λ": r"\ensuremath{\lambda}",
    "μ": r"\ensuremath{\mu}",
    "µ": r"\ensuremath{\mu}",
    "ν": r"\ensuremath{\nu}",
    "ξ": r"\ensuremath{\xi}",
    "π": r"\ensuremath{\pi}",
    "ρ": r"\ensuremath{\rho}",
    "σ": r"\ensuremath{\sigma}",
    "τ": r"\ensuremath{\tau}",
    "φ": r"\ensuremath{\varphi}",
    "χ": r"\ensuremath{\chi}",
    "ψ": r"\ensuremath{\psi}",
    "ω": r"\ensuremath{\omega}",
    "Γ": r"\ensuremath{\Gamma}",
    "Δ": r"\ensuremath{\Delta}",
    "Θ": r"\ensuremath{\Theta}",
    "Λ": r"\ensuremath{\Lambda}",
    "Π": r"\ensuremath{\Pi}",
    "Σ": r"\ensuremath{\Sigma}",
    "Φ": r"\ensuremath{\Phi}",
    "Ψ": r"\ensuremath{\Psi}",
    "Ω": r"\ensuremath{\Omega}",
    "∇": r"\ensuremath{\nabla}",
}
_WRITTEN: Final = str.maketrans(_SPECIAL | _SYMBOLS)
# `--` would be a dash, `?` and a grave accent a Spanish question mark, `''` a quotation mark.
_LIGATURE: Final = regex.compile(r"(?<=[-',])(?=[-',])")
# What `\\` in front of it would take for its option.
_AFTER_ROW: Final = regex.compile(r"^(?=[\[*])")


def latex_text(text: str) -> str:
    """Return a text as one line of LaTeX that prints as it is.

    Characters beyond Latin, Greek and common symbols stay as they are: LuaLaTeX and XeLaTeX print them where the font
    has them.
    """
    apart = _AFTER_ROW.sub("\0", _LIGATURE.sub("\0", one_line(text)))
    return apart.translate(_WRITTEN).replace("\0", "{}")
