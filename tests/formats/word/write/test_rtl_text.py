# SPDX-License-Identifier: Apache-2.0
"""Text from right to left is found by its letters."""

import sys
import unicodedata

from tenderkit.formats.word.write.rtl_text import has_rtl_text


def test_everything_that_turns_the_direction_is_seen() -> None:
    turning = {chr(c) for c in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(c)) in ("R", "AL", "AN")}
    assert {sign for sign in turning if not has_rtl_text(sign)} == {"\u200f"}


def test_a_letter_is_found_anywhere_in_a_text() -> None:
    assert has_rtl_text("a “quoted” \u0627")
    assert not has_rtl_text("a “quoted” text, 5 °C")
