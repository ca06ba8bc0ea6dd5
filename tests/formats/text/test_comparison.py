# SPDX-License-Identifier: Apache-2.0
from tenderkit.formats.text.comparison import build_data, render
from tenderkit.responses.comparison import RELATIONS_PART, ClauseFate, Comparison, FileState, Load, PartFate

KEPT = ClauseFate("tk:L1.warranty@1", "1.2.1", "warranty", "unchanged", "control")
LOST = ClauseFate("tk:L1.take-back@1", "1.4.1", "take-back", "missing")
LOOSE = ClauseFate("tk_0123456789ab", "", "", "unknown", "bookmark")
NEW = ClauseFate("", "", "", "unknown", headings=("Words of welcome",))
TORN = ClauseFate(
    "tk:L1.take-back@1", "1.4.1", "take-back", "split", "bookmark", True, "1.2.2", headings=("Take-back", "The rest")
)
BODY = PartFate("word/document.xml", "edited")


def test_an_unchanged_file_takes_two_lines() -> None:
    found = Comparison("unchanged", "a", "a", "1.2.0", "0.1.0", (PartFate("x", "unchanged"),), (KEPT,))
    assert render("x.docx", found) == "x.docx: unchanged since tenderkit 1.2.0 made it\n  1 clause: 1 unchanged\n"


def test_a_changed_file_names_what_is_not_as_it_was() -> None:
    parts = (BODY, PartFate("a.png", "unknown"), PartFate("b.xml", "missing"), PartFate(RELATIONS_PART, "edited"))
    found = Comparison("changed", "a", "b", None, None, parts, (KEPT, LOST, LOOSE))
    assert render("x.docx", found).splitlines() == [
        "x.docx: changed since tenderkit made it",
        "  part word/document.xml: edited",
        "  part a.png: added",
        "  part b.xml: missing",
        "  the links between the parts: edited",
        "  clause 1.4.1 take-back: missing",
        "  clause tk_0123456789ab: unknown",
        "  3 clauses: 1 unchanged, 1 missing, 1 unknown",
    ]


def test_where_a_clause_stands_now_is_told() -> None:
    moved = ClauseFate("tk:L1.audit-right@1", "1.4.9", "audit-right", "moved", "control", True, "1.2.3")
    first = ClauseFate("tk:L1.spare-parts@1", "1.2.2", "spare-parts", "edited", "control", True, "")
    halves = ClauseFate("tk:L1.remedies@1", "1.4.6", "remedies", "split", "control", headings=("", "Remedies"))
    said = render(
        "x.docx", Comparison("changed", "a", "b", None, None, (BODY,), (KEPT, moved, first, TORN, halves, NEW))
    )
    assert said.splitlines()[2:] == [
        "  clause 1.4.9 audit-right: moved, now after 1.2.3",
        "  clause 1.2.2 spare-parts: edited and moved, now the first",
        "  clause 1.4.1 take-back: split and moved, now after 1.2.2, under “Take-back” and “The rest”",
        "  clause 1.4.6 remedies: split, under “Remedies”",
        "  clause “Words of welcome”: unknown",
        "  6 clauses: 1 unchanged, 1 edited, 1 moved, 2 split, 1 unknown",
    ]


def test_a_change_outside_the_clauses_is_told_as_such() -> None:
    said = render("x.docx", Comparison("changed", "a", "b", None, None, (BODY,), (KEPT,)))
    assert said.endswith("  1 clause: 1 unchanged; the changes are outside their words\n")


def test_a_file_without_its_list_says_so() -> None:
    said = render("x.docx", Comparison("changed", "a", "b"))
    assert "the list of parts and clauses is gone; name the file as it was made with --original\n" in said


def test_a_foreign_file_takes_one_line() -> None:
    assert render("x.docx", Comparison("foreign", "a")) == "x.docx: not made by tenderkit, or without its marks\n"


def test_what_a_file_says_of_itself_cannot_steer_the_terminal() -> None:
    found = Comparison("unchanged", "a", "a", "\x1b[31m\n1", None, (), (KEPT,))
    assert "\x1b" not in render("x\x1b.docx", found)
    assert render("x.docx", found).count("\n") == 2
    new = ClauseFate("", "", "", "unknown", headings=("\x1b[2J\n",))
    said = render("x.docx", Comparison("changed", "a", "b", None, None, (BODY,), (KEPT, new)))
    assert ("\x1b" in said, said.count("\n")) == (False, 4)


def test_the_answer_for_machines_holds_all_of_it() -> None:
    assert build_data("x.docx", Comparison("changed", "a", "b", "1.2.0", "0.1.0", (BODY,), (KEPT, LOST, TORN))) == {
        "file": "x.docx",
        "state": "changed",
        "tool": "1.2.0",
        "library": "0.1.0",
        "made-content-sha256": "b",
        "content-sha256": "a",
        "parts": [{"name": "word/document.xml", "fate": "edited"}],
        "loads": [],
        "clauses": [
            {
                "mark": "tk:L1.warranty@1",
                "number": "1.2.1",
                "id": "warranty",
                "fate": "unchanged",
                "found-by": "control",
                "moved": False,
                "after": None,
                "headings": [],
            },
            {
                "mark": "tk:L1.take-back@1",
                "number": "1.4.1",
                "id": "take-back",
                "fate": "missing",
                "found-by": None,
                "moved": False,
                "after": None,
                "headings": [],
            },
            {
                "mark": "tk:L1.take-back@1",
                "number": "1.4.1",
                "id": "take-back",
                "fate": "split",
                "found-by": "bookmark",
                "moved": True,
                "after": "1.2.2",
                "headings": ["Take-back", "The rest"],
            },
        ],
        "counts": {"unchanged": 1, "edited": 0, "moved": 0, "split": 1, "missing": 1, "unknown": 0},
    }


def test_what_a_file_loads_is_named_whatever_its_state() -> None:
    picture = Load("word/header1.xml", "image", "http://x.example/a.png\x1b[2J")
    chunk = Load("word/document.xml", "aFChunk", "chunk.html")
    states: tuple[FileState, ...] = ("unchanged", "foreign")
    for state in states:
        lines = render("x.docx", Comparison(state, "a", loads=(picture, chunk))).splitlines()
        assert lines[1:] == [
            "  part word/header1.xml: loads from outside, image http://x.example/a.png<U+001B>[2J",
            "  part word/document.xml: holds alternative content, chunk.html",
        ]
    (row, _) = build_data("x.docx", Comparison("foreign", "a", loads=(picture, chunk)))["loads"]
    assert row == {"part": "word/header1.xml", "kind": "image", "target": picture.target}
