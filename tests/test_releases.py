# SPDX-License-Identifier: Apache-2.0
"""Files that earlier releases made are still read, and no clause id of theirs is lost.

`releases/VERSION/` holds annexes, filled response forms, and `data.tar.xz`: the clauses, frame texts and example
purchases of that release.
"""

import io
import tarfile
from pathlib import Path

import pytest

from tenderkit.formats.word.read.form_fields import read_form
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.read.verify import verify
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.papers.digest import list_known_digests
from tenderkit.papers.form_fields import ACCEPTANCE
from tenderkit.purchase.reading import validate_purchase
from tenderkit.responses.form_answers import check_bid, read_bids
from tenderkit.selection.select import select
from tests.support import example

RELEASE = Path(__file__).parent / "releases" / "0.1.0"
# The clauses of each annex, general rules included, and the answers of each form.
CLAUSES = {"ke-school-laptops": 31, "three-lots": 76, "eg-school-laptops": 31}
ANSWERS = {"ke-school-laptops": (108, 13), "three-lots": (231, 28), "eg-school-laptops": (102, 12)}


@pytest.mark.parametrize(("name", "clauses"), CLAUSES.items())
def test_an_annex_of_release_0_1_0_is_known_as_unchanged(name: str, clauses: int) -> None:
    path = RELEASE / f"{name}.docx"
    outcome = verify(open_word(path.read_bytes(), path.name))
    assert outcome.state == "unchanged"
    assert outcome.tool == "0.1.0"
    assert len(outcome.clauses) == clauses


@pytest.mark.parametrize(("name", "answered", "unanswered"), [(name, *counts) for name, counts in ANSWERS.items()])
def test_a_filled_form_of_release_0_1_0_gives_its_answers(name: str, answered: int, unanswered: int) -> None:
    path = RELEASE / f"{name}-filled.docx"
    form = read_form(open_word(path.read_bytes(), path.name, digests=False))
    blank = [control for control in form.controls if control.blank]
    assert (len(form.controls) - len(blank), len(blank)) == (answered, unanswered)


def test_a_form_of_release_0_1_0_says_which_of_its_sheets_were_copied_for_each_model() -> None:
    path = RELEASE / "ke-school-laptops-filled.docx"
    form = read_form(open_word(path.read_bytes(), path.name, digests=False))
    stems = {field.tag.rpartition(".")[0] for field in form.fields if field.copied}
    assert stems == {f"tk:L1.life-cycle-cost-award.{kind}" for kind in ("laptop", "tablet", "display")}


def test_a_form_of_release_0_1_0_keeps_its_answer_to_each_contract_clause() -> None:
    path = RELEASE / "ke-school-laptops-filled.docx"
    form = read_form(open_word(path.read_bytes(), path.name, digests=False))
    asked = example("ke-school-laptops").form_fields
    assert ACCEPTANCE in {field.tag for field in asked}
    (bid,) = read_bids([(path.name, form)], [form.purchase or ""], asked)
    states = {reply.tag: reply.state for reply in bid.replies}
    assert set(states.values()) == {"answered", "unanswered"}
    assert states["tk:L1.take-back.answer"] == "answered"
    assert ACCEPTANCE not in states
    assert [f.severity for f in check_bid(bid) if f.rule == "earlier-form"] == ["info"]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_form_of_release_0_1_0_belongs_to_its_purchase_file(name: str) -> None:
    path = RELEASE / f"{name}-filled.docx"
    form = read_form(open_word(path.read_bytes(), path.name, digests=False))
    with tarfile.open(fileobj=io.BytesIO((RELEASE / "data.tar.xz").read_bytes())) as data:
        (member,) = [m for m in data.getnames() if m.endswith(f"purchases/{name}.toml")]
        file = data.extractfile(member)
        assert file is not None
        text = file.read().decode()
    shipped = shipped_data.load_shipped_data()
    purchase = validate_purchase(text_files.parse_toml(text, name), name, "toml", form.language, shipped)
    assert form.purchase in list_known_digests(
        select(shipped.in_language(purchase.prevailing_language).library, purchase)
    )


def test_every_clause_of_release_0_1_0_is_still_in_the_library() -> None:
    with tarfile.open(fileobj=io.BytesIO((RELEASE / "data.tar.xz").read_bytes())) as data:
        names = [Path(name) for name in data.getnames()]
    not_clauses = {"jurisdictions", "translations", "word-lists"}
    released = {
        path.stem
        for path in names
        if path.suffix == ".toml" and path.parts[0] == "clauses" and len(path.parts) == 3
        if path.parts[1] not in not_clauses
    }
    assert len(released) == 139 + 1
    assert released <= shipped_data.load_shipped_data().library.clauses.keys()
