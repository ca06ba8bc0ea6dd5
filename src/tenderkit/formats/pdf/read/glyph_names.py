# SPDX-License-Identifier: Apache-2.0
"""The letters that fonts name (Adobe Glyph List Specification, 2): `eacute` is é, `uni0645` is م."""

import re

_CODES = re.compile(r"uni(?:[0-9A-Fa-f]{4})+|u[0-9A-Fa-f]{4,6}")


def read_glyph_name(name: str) -> str:
    """Return the letters that a name stands for; none where it is not known."""
    from pypdf._codecs.adobe_glyphs import adobe_glyphs

    parts = name.partition(".")[0].split("_")
    letters = [adobe_glyphs.get(f"/{part}") or _read_codes(part) for part in parts]
    return "".join(letters) if all(letters) else ""


def _read_codes(name: str) -> str:
    """Return the letters of a name such as `uni06440627` or `u1F600`; none for other names."""
    if not _CODES.fullmatch(name):
        return ""
    digits = name.removeprefix("uni") if name.startswith("uni") else name[1:]
    step = 4 if name.startswith("uni") else len(digits)
    codes = [int(digits[at : at + step], 16) for at in range(0, len(digits), step)]
    is_sound = all(code <= 0x10FFFF and not 0xD800 <= code < 0xE000 for code in codes)
    return "".join(map(chr, codes)) if is_sound else ""
