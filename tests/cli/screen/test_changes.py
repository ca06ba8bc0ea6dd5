# SPDX-License-Identifier: Apache-2.0
import io

import pytest

from tenderkit.checks.documents.document import Difference, Document, DocumentParagraph, PlacedChange
from tenderkit.checks.documents.word_changes import WordComparison
from tenderkit.cli.screen.changes import draw_changes
from tenderkit.cli.screen.console import make_console
from tests.cli.conftest import strip_codes
from tests.support import english

HEADING = DocumentParagraph("Take-back", number="1.4.1", level=3)
DUTY = DocumentParagraph("x", number="(a)")


def draw(old: str, new: str) -> str:
    """What a terminal shows of one changed paragraph."""
    (changed,) = WordComparison().compare([old], [new])
    difference = Difference("edited", "1.4.1 Take-back", HEADING, (PlacedChange(changed, DUTY),))
    stream = io.StringIO()
    console = make_console(stream, 80)
    console.print(
        *draw_changes(console, "a.docx", Document("own-annex", (HEADING,), differences=(difference,)), english()),
        sep="\n",
    )
    return stream.getvalue()


def test_deleted_words_are_struck_through_and_inserted_words_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = draw("in 10 days", "in 5 days").splitlines()
    assert strip_codes(lines[-1]) == "    (a): in 105 days"
    assert "\x1b[9;31m10\x1b[0m\x1b[4;32m5\x1b[0m" in lines[-1]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("in 10 days", "in 5 days", "    (a): in [-10-]{+5+} days"),
        ("خلال 10 أيام", "خلال 5 أيام", "    (a): خلال [-10-]{+5+} أيام"),
    ],
)
def test_without_colours_signs_mark_the_words(monkeypatch: pytest.MonkeyPatch, old: str, new: str, line: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert strip_codes(draw(old, new)).splitlines() == ["a.docx: changed in 1 clause", "  1.4.1 Take-back", line]


def test_what_is_in_a_file_steers_no_terminal() -> None:
    assert "<U+001B>" in strip_codes(draw("in 10 days", "in \x1b[31m days"))
