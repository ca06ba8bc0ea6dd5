# SPDX-License-Identifier: Apache-2.0
"""The Arabic papers of one example in Word; `.ci/nightly` looks at those of all of them."""

from tenderkit.formats.word.write.bidi import DirectedText
from tests.formats.word.write.icu_program import Icu
from tests.formats.word.write.papers_in_word import Line, draft_word_files, find_fault, list_lines


def test_each_line_reads_in_word_as_icu_orders_it(icu: Icu) -> None:
    files = dict(draft_word_files("eg-school-laptops"))
    assert {"annex", "response", "notes"} <= files.keys()
    lines = {line for content in files.values() for line in list_lines(content)}
    assert len(lines) > 500
    assert len({line for line in lines if line.rtl and len(line.runs) > 1}) > 100
    assert [(line.text, fault) for line in lines if (fault := find_fault(line, icu))] == []


def test_a_run_in_the_wrong_direction_is_found(icu: Icu) -> None:
    arabic, latin = DirectedText("المعيار ", True), DirectedText("ISO/IEC 14001", False)
    assert find_fault(Line((arabic, latin), True), icu) is None
    assert find_fault(Line((arabic, DirectedText("c++", False)), True), icu) is not None
