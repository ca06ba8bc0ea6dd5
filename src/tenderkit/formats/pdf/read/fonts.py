# SPDX-License-Identifier: Apache-2.0
"""The fonts of a PDF: which text the codes of a string show, and how wide it is."""

import re
import unicodedata
from typing import Any

from tenderkit.formats.pdf.read.entries import get_entry
from tenderkit.formats.pdf.read.glyph_names import read_glyph_name

_SECTIONS = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_TOKENS = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
# Fonts whose codes are signs; other fonts without an encoding have Latin letters, or say in a map what they show.
_SIGNS = re.compile(r"/(?:[A-Z]{6}\+)?(Symbol|ZapfDingbats)\b")
_MOST_CODES = 100_000
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
# What stands for any letter that is not known.
UNKNOWN = "\ufffd"
# Of the width of a letter whose font does not say it, in thousandths of the size.
_USUAL_WIDTH, _FULL_WIDTH = 500.0, 1000.0


class Font:
    """A font: `decode` reads strings, and `bold` says whether its letters are bold.

    Parameters: `resource`, the dictionary of the font; None for a font that is not there.
    """

    def __init__(self, resource: Any) -> None:
        self._resource = resource if hasattr(resource, "get") else {}
        self._is_composite = self._resource.get("/Subtype") == "/Type0"
        self._own = self._find_own()
        descriptor = get_entry(self._own, "/FontDescriptor", {})
        name = str(self._resource.get("/BaseFont", ""))
        weight, flags = (get_entry(descriptor, key, 0) for key in ("/FontWeight", "/Flags"))
        is_heavy = isinstance(weight, int | float) and weight >= _BOLD_WEIGHT
        self.bold = bool(_BOLD.search(name)) or is_heavy or (isinstance(flags, int) and bool(flags & _FORCE_BOLD))
        self._scale = self._find_scale()
        self._default = _FULL_WIDTH if self._is_composite else _USUAL_WIDTH
        self._widths = self._read_composite_widths() if self._is_composite else self._read_widths(descriptor)
        self._texts = self._read_texts()

    def decode(self, string: bytes) -> list[tuple[str, float, bool]]:
        """Return for each code of a string the text that it shows, its width in parts of the size, and its spacing.

        The third value says whether the code is a space of one byte, to which spacing between words is added.
        """
        if not self._is_composite:
            return [(self._texts.get(code, UNKNOWN), self._get_width(code), code == ord(" ")) for code in string]
        codes = [int.from_bytes(string[at : at + 2]) for at in range(0, len(string), 2)]
        return [(self._texts.get(code, UNKNOWN), self._get_width(code), False) for code in codes]

    def _get_width(self, code: int) -> float:
        return self._widths.get(code, self._default) * self._scale

    def _find_own(self) -> Any:
        """Return the dictionary with the widths: that of the only descendant of a composite font."""
        if not self._is_composite:
            return self._resource
        descendants = get_entry(self._resource, "/DescendantFonts", [])
        first = descendants[0].get_object() if isinstance(descendants, list) and descendants else {}
        return first if hasattr(first, "get") else {}

    def _find_scale(self) -> float:
        """Return the size of the unit of widths; fonts that are drawings (Type 3) say it."""
        matrix = get_entry(self._resource, "/FontMatrix", [])
        is_drawn = self._resource.get("/Subtype") == "/Type3" and isinstance(matrix, list) and len(matrix) == 6
        return abs(_number(matrix[0])) if is_drawn else 0.001

    def _read_widths(self, descriptor: Any) -> dict[int, float]:
        first, widths = get_entry(self._resource, "/FirstChar", 0), get_entry(self._resource, "/Widths", [])
        missing = _number(get_entry(descriptor, "/MissingWidth", 0))
        self._default = missing or self._default
        if not isinstance(widths, list) or not isinstance(first, int):
            return {}
        return {first + n: _number(width) for n, width in enumerate(widths[:256])}

    def _read_composite_widths(self) -> dict[int, float]:
        """Return the widths of a composite font: `first [widths]` and `first last width`, one after the other."""
        self._default = _number(get_entry(self._own, "/DW", _FULL_WIDTH))
        rows = get_entry(self._own, "/W", [])
        widths: dict[int, float] = {}
        items = [item.get_object() for item in rows[:_MOST_CODES]] if isinstance(rows, list) else []
        at = 0
        while at + 1 < len(items) and len(widths) < _MOST_CODES:
            first = int(_number(items[at]))
            if isinstance(items[at + 1], list):
                widths.update({first + n: _number(width) for n, width in enumerate(items[at + 1][:_MOST_CODES])})
                at += 2
            else:
                last = min(int(_number(items[at + 1])), first + 0xFFFF)
                width = _number(items[at + 2]) if at + 2 < len(items) else self._default
                widths.update(dict.fromkeys(range(first, last + 1), width))
                at += 3
        return widths

    def _read_texts(self) -> dict[int, str]:
        """Return the text of each code: by the map of the font to Unicode, else by its encoding."""
        texts = {} if self._is_composite else self._read_encoding()
        stream = get_entry(self._resource, "/ToUnicode", None)
        if hasattr(stream, "get_data"):
            texts |= read_unicode_map(stream.get_data())
        return texts

    def _read_encoding(self) -> dict[int, str]:
        from pypdf._codecs import charset_encoding

        encoding = get_entry(self._resource, "/Encoding", None)
        base = str(encoding if isinstance(encoding, str) else get_entry(encoding, "/BaseEncoding", ""))
        if base not in charset_encoding:
            signs = _SIGNS.match(str(self._resource.get("/BaseFont", "")))
            base = f"/{signs[1]}" if signs else "/WinAnsiEncoding"
        texts = {code: text if _is_shown(text) else UNKNOWN for code, text in enumerate(charset_encoding[base])}
        differences = get_entry(encoding, "/Differences", [])
        code = 0
        for item in differences[:1000] if isinstance(differences, list) else ():
            if isinstance(item, int):
                code = int(item)
            else:
                texts[code] = read_glyph_name(str(item).removeprefix("/")) or texts.get(code, UNKNOWN)
                code += 1
        return texts


def read_unicode_map(stream: bytes) -> dict[int, str]:
    """Return the text of each code that a map to Unicode gives (ISO 32000-1, 9.10.3)."""
    texts: dict[int, str] = {}
    for section in _SECTIONS.finditer(stream):
        tokens = [m[1] if m[1] is not None else m[2] or m[3] for m in _TOKENS.finditer(section[2])]
        size = 2 if section[1] == b"bfchar" else 3
        at = 0
        while at + size <= len(tokens) and len(texts) < _MOST_CODES:
            first = _read_code(tokens[at])
            if size == 2:
                texts[first] = _read_text(tokens[at + 1])
            elif tokens[at + 2] == b"[":
                end = tokens.index(b"]", at) if b"]" in tokens[at:] else len(tokens)
                texts.update({first + n: _read_text(token) for n, token in enumerate(tokens[at + 3 : end])})
                at = end - 2
            else:
                begin = _read_text(tokens[at + 2])
                count = min(_read_code(tokens[at + 1]) - first, 0xFFFF) + 1
                for n in range(count if begin else 0):
                    last = ord(begin[-1]) + n
                    texts[first + n] = begin[:-1] + (chr(last) if last <= 0x10FFFF else UNKNOWN)
            at += size
    return {code: text for code, text in texts.items() if _is_shown(text)}


def _read_code(token: bytes) -> int:
    digits = b"".join(token.split())[:8]
    return int(digits, 16) if digits and digits not in (b"[", b"]") else 0


def _read_text(token: bytes) -> str:
    digits = b"".join(token.split())[:1024]
    if digits in (b"[", b"]"):
        return ""
    content = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return content.decode("utf-16-be" if len(content) > 1 else "latin-1", "replace")


def _is_shown(text: str) -> bool:
    return bool(text) and not any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\t" for letter in text)


def _number(value: Any) -> float:
    value = value.get_object() if hasattr(value, "get_object") else value
    return float(value) if isinstance(value, int | float) else 0.0
