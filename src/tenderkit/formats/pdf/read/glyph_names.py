# SPDX-License-Identifier: Apache-2.0
"""The letters that fonts name: `eacute` is é, `uni0645` is م."""

import re
import unicodedata

_CODE = re.compile(r"(?:uni|u)([0-9A-Fa-f]{4,6})")
_ACCENTED = re.compile(
    "([A-Za-z])(acute|grave|circumflex|dieresis|tilde|cedilla|caron|ring|ogonek|macron|breve|dotaccent|hungarumlaut)"
)
_ACCENTS = {"dieresis": "diaeresis", "ring": "ring above", "dotaccent": "dot above", "hungarumlaut": "double acute"}
_NAMES = """
space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen
period slash zero one two three four five six seven eight nine colon semicolon less equal greater question at
bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright asciitilde exclamdown cent
sterling currency yen section copyright ordfeminine guillemotleft registered degree plusminus acute mu paragraph
periodcentered ordmasculine guillemotright onequarter onehalf threequarters questiondown multiply divide germandbls ae
AE oe OE oslash Oslash eth Eth thorn Thorn dotlessi lslash Lslash endash emdash quoteleft quoteright quotesinglbase
quotedblleft quotedblright quotedblbase dagger bullet ellipsis perthousand guilsinglleft guilsinglright fraction Euro
trademark minus lessequal greaterequal notequal approxequal nbspace sfthyphen onesuperior twosuperior threesuperior
checkbox arrowright
"""
_LETTERS = (
    " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~¡¢£¤¥§©ª«®°±´µ¶·º»¼½¾¿×÷ßæÆœŒøØðÐþÞıłŁ–—‘’‚“”„†•…‰‹›⁄€™−≤≥≠≈"
    "\u00a0\u00ad¹²³☐→"
)
_LIGATURES = {"ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "f_f": "ff", "f_i": "fi", "f_l": "fl"}
_SIGNS = dict(zip(_NAMES.split(), _LETTERS, strict=True)) | _LIGATURES


def read_glyph_name(name: str) -> str:
    """Return the letters that a name stands for; none where it is not known."""
    name = name.partition(".")[0]
    if len(name) == 1:
        return name
    if name in _SIGNS:
        return _SIGNS[name]
    if code := _CODE.fullmatch(name):
        number = int(code[1], 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else ""
    if accented := _ACCENTED.fullmatch(name):
        letter, accent = accented.groups()
        size = "capital" if letter.isupper() else "small"
        accent = _ACCENTS.get(accent, accent)
        try:
            return unicodedata.lookup(f"latin {size} letter {letter} with {accent}".upper())
        except KeyError:
            return letter
    return ""
