# SPDX-License-Identifier: Apache-2.0
"""What became of the fields of forms that come back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.formats.text.form_answers import render
from tenderkit.papers.form_fields import ACCEPTANCE, Field
from tenderkit.responses.form_answers import AnswerState, FormControl, Reply, ReturnedForm, check_bid, read_bids

A, V = "tk:L1.take-back.answer", "tk:L1.take-back.value"
ASKED = (
    Field("tk:tenderer.name", "", "Name and address", "Fill in"),
    Field(A, "1.4.1", "1.4.1 Answer", "Choose", ("Met", "Not met")),
    Field(V, "1.4.1", "1.4.1 Value offered", "Fill in"),
    Field("tk:L2.price.laptop.price", "", "Laptops: Price", "Price of one unit"),
    Field("tk:L1.life-cycle-cost-award.laptop.price", "1.3.1", "laptops: Price", "Price", copied=True),
)
CHOICES = {"Choose": "", "Met": "Met", "Not met": "Not met"}


def form(*controls: FormControl, **more: object) -> ReturnedForm:
    made = ReturnedForm(controls, ASKED, "a" * 64, "en", "")
    return replace(made, **more)  # type: ignore[arg-type]


def one(*controls: FormControl, tag: str = A) -> list[Reply]:
    (tender,) = read_bids([("x.docx", form(*controls))])
    return [r for r in tender.replies if r.tag == tag]


def listed(text: str, **more: object) -> FormControl:
    return replace(FormControl(A, "1.4.1 Answer", text, choices=CHOICES), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("control", "value", "state"),
    [
        (listed("Met"), "Met", "answered"),
        (listed("Choose", blank=True), "", "unanswered"),
        (listed("Choose"), "", "unanswered"),
        (listed(""), "", "unanswered"),
        (listed("Maybe"), "Maybe", "unknown-choice"),
        (listed("Maybe", choices={}), "Maybe", "unknown-choice"),
        (listed("Met", choices={}), "Met", "answered"),
        (listed("Better", choices={**CHOICES, "Better": "Better"}), "Better", "unknown-choice"),
        (listed("Ja", choices={"Ja": "Met"}), "Met", "answered"),
        (listed("Not met", blank=True), "Not met", "unclear"),
        (FormControl(A, "", "x", ticked=True), "yes", "answered"),
        (FormControl(A, "", "x", ticked=False), "", "unanswered"),
    ],
)
def test_a_choice(control: FormControl, value: str, state: AnswerState) -> None:
    (reply,) = one(control)
    assert (reply.value, reply.state) == (value, state)
    assert reply.answered == bool(value)
    assert (reply.lot, reply.clause, reply.number, reply.column, reply.copy) == (1, "take-back", "1.4.1", "answer", 1)


@pytest.mark.parametrize(
    ("text", "more", "value", "state"),
    [
        ("7 years", {}, "7 years", "answered"),
        ("Fill  in", {}, "", "unanswered"),
        ("Fill in", {"blank": True}, "", "unanswered"),
        ("12 March 2027", {"day": "2027-03-12"}, "2027-03-12", "answered"),
        ("12 March 2027", {"day": ""}, "12 March 2027", "answered"),
        ("12 March 2027", {"day": "0000-99-99"}, "12 March 2027", "answered"),
        ("Fill in", {"day": "2027-03-12", "blank": True}, "", "unanswered"),
    ],
)
def test_a_text_or_a_day(text: str, more: dict[str, object], value: str, state: AnswerState) -> None:
    (reply,) = one(replace(FormControl(V, "", text), **more), tag=V)  # type: ignore[arg-type]
    assert (reply.value, reply.state) == (value, state)


def test_the_same_control_twice_is_a_conflict_that_keeps_both() -> None:
    replies = one(listed("Met"), listed("Not met"))
    assert [(r.copy, r.value, r.state) for r in replies] == [(1, "Met", "conflict"), (2, "Not met", "conflict")]
    assert [r.state for r in one(listed("Met"), listed("Choose", blank=True))] == ["conflict", "conflict"]


def test_the_same_control_twice_with_one_answer_is_one_answer() -> None:
    assert [r.state for r in one(listed("Met"), listed("Met"))] == ["answered"]


def test_a_sheet_that_is_copied_is_no_conflict() -> None:
    tag = "tk:L1.life-cycle-cost-award.laptop.price"
    replies = one(FormControl(tag, "", "500"), FormControl(tag, "", "500"), FormControl(tag, "", "610"), tag=tag)
    assert [(r.copy, r.value, r.state) for r in replies] == [
        (n, v, "answered") for n, v in enumerate(("500", "500", "610"), 1)
    ]


@pytest.mark.parametrize("number", ["9.9.9", "G.2", "C.4.11", "م.4.1", ""])
def test_a_field_that_the_form_does_not_list_has_the_number_in_its_name(number: str) -> None:
    loose = FormControl("tk:L9.other.answer", f"{number} Answer".strip(), "hi")
    (tender,) = read_bids([("x", form(loose))])
    assert [r.number for r in tender.replies if r.tag == loose.tag] == [number]


def test_a_missing_field_is_told_and_one_too_many_too() -> None:
    (tender,) = read_bids([("x", form(FormControl("tk:L9.other.answer", "9.9.9 Answer", "hi")))])
    assert {r.tag: r.state for r in tender.replies if r.state != "missing"} == {"tk:L9.other.answer": "unexpected"}
    assert tender.counts["missing"] == len(ASKED)
    assert [f.rule for f in check_bid(tender) if f.severity == "error"] == ["missing"] * len(ASKED)


def test_a_price_belongs_to_a_lot_and_to_no_clause() -> None:
    (reply,) = one(FormControl("tk:L2.price.laptop.price", "", "5"), tag="tk:L2.price.laptop.price")
    assert (reply.lot, reply.clause, reply.number, reply.column) == (2, "", "", "price.laptop.price")


def test_without_a_list_of_fields_the_controls_speak_for_themselves() -> None:
    loose = form(listed("Met"), listed("Met", tag="tk:L1.x.answer", name="1.2.3 Answer"), fields=())
    (tender,) = read_bids([("x", loose)])
    assert [(r.number, r.state) for r in tender.replies] == [("1.4.1", "answered"), ("1.2.3", "answered")]
    assert "no-list" in [f.rule for f in check_bid(tender)]


def test_forms_of_another_tender_are_told() -> None:
    same, other, lost = form(), form(purchase="b" * 64), form(purchase=None)
    tenders = read_bids([("a", lost), ("b", same), ("c", other)])
    assert [t.belongs for t in tenders] == [None, True, False]
    assert "other-tender" in [f.rule for f in check_bid(tenders[2])]
    assert "unknown-tender" in [f.rule for f in check_bid(tenders[0])]
    assert [t.belongs for t in read_bids([("b", same), ("c", other)], ["b" * 64])] == [False, True]


def everything(*answered: FormControl) -> ReturnedForm:
    """A form with all controls, of which some are answered."""
    blank = {f.tag: FormControl(f.tag, f.name, f.prompt, blank=True) for f in ASKED}
    return form(*{**blank, **{c.tag: c for c in answered}}.values())


def test_a_lot_in_which_nothing_is_answered_is_told_once() -> None:
    (tender,) = read_bids([("x", everything(FormControl("tk:tenderer.name", "", "Ada")))])
    assert tender.lots_left_out == (1, 2)
    assert [(f.rule, f.severity) for f in check_bid(tender)] == [("lot-unanswered", "info")] * 2


def test_what_need_not_be_answered_is_a_hint() -> None:
    (tender,) = read_bids([("x", everything(listed("Met")))])
    told = {f.place.key: f.severity for f in check_bid(tender) if f.rule == "unanswered"}
    assert told == {
        "tk:tenderer.name": "warn",
        V: "info",
        "tk:L1.life-cycle-cost-award.laptop.price": "warn",
    }


def test_the_name_of_the_tenderer_is_its_first_line() -> None:
    (tender,) = read_bids([("x", form(FormControl("tk:tenderer.name", "", "Ada Ltd\nLondon")))])
    assert tender.tenderer == "Ada Ltd"


TEXTS = st.text(max_size=12)
CONTROLS = st.builds(
    FormControl,
    st.sampled_from([*(f.tag for f in ASKED), "tk:L3.x.value"]),
    TEXTS,
    st.sampled_from(["Met", "Choose", "Fill in", "Maybe"]) | TEXTS.map(str.strip),
    st.booleans(),
    st.sampled_from(["", "2027-01-01", "x"]),
    st.sampled_from([{}, CHOICES]),
    st.sampled_from([None, None, True, False]),
)


@given(st.lists(CONTROLS, max_size=8), st.booleans())
def test_no_answer_is_lost_and_no_field_is_left_out(controls: list[FormControl], known: bool) -> None:
    whole = form(*controls, fields=ASKED if known else ())
    (tender,) = read_bids([("x", whole)])
    told = {r.tag for r in tender.replies}
    assert {c.tag for c in controls} <= told
    if known:
        assert {f.tag for f in ASKED} <= told
    for control in controls:
        values = {r.value for r in tender.replies if r.tag == control.tag}
        prompts = {"", "Choose", *(f.prompt for f in ASKED)}
        if control.text not in prompts and not control.blank and control.ticked is None:
            assert control.text in values or control.day in values
    assert all(r.answered == bool(r.value) for r in tender.replies)
    assert sum(tender.counts.values()) == len(tender.replies)
    list(check_bid(tender))
    assert render([tender])


# The acceptance of the contract performance clauses

WORDS = ("Accepted", "Not accepted")
ACCEPTED = Field(ACCEPTANCE, "G.2", "Acceptance: Answer", "Choose", WORDS)
WITH_ACCEPTANCE = (ASKED[0], ACCEPTED, Field(V, "1.4.1", "1.4.1 Value offered", "Fill in"))
OLD = (ASKED[0], Field("tk:L0.g.answer", "G.1", "G.1 Answer", "Choose", WORDS), *ASKED[1:3])


def acceptance(text: str, fields: tuple[Field, ...] = WITH_ACCEPTANCE) -> ReturnedForm:
    choices = {"Choose": "", **{word: word for word in WORDS}}
    return form(
        FormControl("tk:tenderer.name", "", "Ada"),
        FormControl(ACCEPTANCE, "Acceptance: Answer", text, choices=choices),
        FormControl(V, "", "7 days"),
        fields=fields,
    )


def test_the_acceptance_belongs_to_all_lots_and_to_no_clause() -> None:
    (bid,) = read_bids([("x", acceptance("Accepted"))])
    (reply,) = [r for r in bid.replies if r.tag == ACCEPTANCE]
    assert (reply.lot, reply.clause, reply.column) == (0, "", "contract-performance.answer")
    assert (reply.number, reply.refuses) == ("G.2", False)
    assert list(check_bid(bid)) == []


@pytest.mark.parametrize("fields", [WITH_ACCEPTANCE, ()])
def test_clauses_that_are_not_accepted_are_a_warning(fields: tuple[Field, ...]) -> None:
    (bid,) = read_bids([("x", acceptance("Not accepted", fields))])
    (finding,) = [f for f in check_bid(bid) if f.rule != "no-list"]
    assert (finding.rule, finding.severity, finding.place.key) == ("not-accepted", "warn", ACCEPTANCE)
    assert finding.message == "Acceptance: Answer: the tenderer answers “Not accepted”"
    assert "rejected" in finding.fix
    assert "the tenderer answers “Not accepted”" in render([bid])


def test_an_acceptance_that_is_not_given_is_a_warning() -> None:
    (bid,) = read_bids([("x", acceptance("Choose"))])
    assert [(f.rule, f.severity) for f in check_bid(bid)] == [("unanswered", "warn")]


def test_a_value_may_stay_empty_only_next_to_an_answer() -> None:
    empty = FormControl(V, "", "Fill in", blank=True)
    price = FormControl("tk:L1.price.total", "", "5")
    alone = (*WITH_ACCEPTANCE, Field(price.tag, "", "Price of the lot", "Fill in"))
    for fields, other, severity in ((ASKED, listed("Met"), "info"), (alone, price, "warn")):
        (bid,) = read_bids([("x", form(other, empty, fields=fields))])
        assert [f.severity for f in check_bid(bid) if f.place.key == V] == [severity]


def test_evidence_for_a_quality_criterion_may_stay_empty_and_its_value_not() -> None:
    fields = tuple(
        Field(f"tk:L1.quality.1.{column}", "", f"Quality: Plan: {column}", "Fill in")
        for column in ("value", "evidence")
    )
    controls = [FormControl(field.tag, field.name, "Fill in", blank=True) for field in fields]
    price = FormControl("tk:L1.price.total", "", "5")
    total = Field(price.tag, "", "Price of the lot", "Fill in")
    (bid,) = read_bids([("x", form(price, *controls, fields=(*WITH_ACCEPTANCE, *fields, total)))])
    replies = [reply for reply in bid.replies if reply.tag.startswith("tk:L1.quality.")]
    assert [(r.lot, r.clause, r.column) for r in replies] == [
        (1, "", "quality.1.value"),
        (1, "", "quality.1.evidence"),
    ]
    severities = {f.place.key: f.severity for f in check_bid(bid)}
    assert [severities[field.tag] for field in fields] == ["warn", "info"]


def test_evidence_that_an_older_form_asks_for_is_kept_and_is_only_a_hint() -> None:
    evidence = Field("tk:L1.take-back.evidence", "1.4.1", "1.4.1 Evidence enclosed", "Fill in")
    given = FormControl(evidence.tag, evidence.name, "Annex 3")
    older = form(listed("Met"), given, fields=(*ASKED, evidence, WITH_ACCEPTANCE[-1]))
    (bid,) = read_bids([("x", older)], asked=ASKED)
    assert [(r.value, r.optional) for r in bid.replies if r.tag == evidence.tag] == [("Annex 3", True)]
    assert [f.severity for f in check_bid(bid) if f.place.key == evidence.tag] == ["info"]


def test_a_form_of_an_earlier_release_keeps_its_own_fields() -> None:
    old = form(FormControl("tk:tenderer.name", "", "Ada"), listed("Not met"), fields=OLD)
    (bid,) = read_bids([("x", old)], asked=WITH_ACCEPTANCE)
    assert bid.earlier
    assert {r.tag: r.state for r in bid.replies} == {
        "tk:tenderer.name": "answered",
        "tk:L0.g.answer": "missing",
        A: "answered",
        V: "missing",
    }
    (told,) = [f for f in check_bid(bid) if f.rule == "earlier-form"]
    assert told.severity == "info"
    assert told.message in render([bid])
    (new,) = read_bids([("x", acceptance("Accepted"))], asked=WITH_ACCEPTANCE)
    assert not new.earlier


@pytest.mark.parametrize(("end", "severity"), [("total", "info"), ("laptop.price", "warn")])
def test_a_total_that_the_authority_works_out_may_stay_empty(end: str, severity: str) -> None:
    empty, name = Field(f"tk:L1.price.{end}", "", "Price", "Sum"), Field("tk:tenderer.name", "", "Name", "Name")
    returned = form(
        FormControl(name.tag, name.name, "Ada"), FormControl(empty.tag, empty.name, empty.prompt, blank=True)
    )
    (bid,) = read_bids([("x", returned)], asked=(name, empty))
    findings = [f for f in check_bid(bid) if f.rule in ("unanswered", "lot-unanswered")]
    replies = [reply for reply in bid.replies if reply.tag == empty.tag]
    assert [reply.optional for reply in replies] == [severity == "info"], findings
