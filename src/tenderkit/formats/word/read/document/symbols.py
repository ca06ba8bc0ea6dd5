# SPDX-License-Identifier: Apache-2.0
"""Letters that Word files show as symbols of special fonts."""

import re

# Of the fonts Wingdings and Symbol, by the code in the font: those that tenders use for boxes, arrows and figures.
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→",
    0xE8: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "µ", 0x70: "π", 0xA3: "≤", 0xAE: "→", 0xB0: "°",
    0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD2: "®", 0xD3: "©", 0xD4: "™",
}  # fmt: skip
_CODE = re.compile(r"[0-9A-Fa-f]{1,5}")
# Word writes the codes of fonts without Unicode from here on.
_PRIVATE = 0xF000
_REPLACEMENT = "\ufffd"


def read_symbol(code: str, font: str) -> str:
    """Return the letter that a symbol shows.

    Parameters: `code`, in hexadecimal digits; `font`, the name of the font. A symbol of a font that is not known is
    returned as U+FFFD, which stands for any letter.
    """
    if not _CODE.fullmatch(code):
        return ""
    number = int(code, 16)
    table = _WINGDINGS if font.lower().startswith("wingdings") else _SYMBOL if font.lower() == "symbol" else None
    if table is not None:
        return table.get(number & 0xFF, _REPLACEMENT)
    if _PRIVATE <= number < _PRIVATE + 0x100:
        return chr(number - _PRIVATE) if 0x20 <= number - _PRIVATE < 0x7F else _REPLACEMENT
    return chr(number) if number >= 0x20 and not 0xD800 <= number < 0xE000 else ""
