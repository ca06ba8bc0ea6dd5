# SPDX-License-Identifier: Apache-2.0
"""The bids that come back as response forms: the reply in each field, and findings on wrong or missing replies."""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.form_fields import ACCEPTANCE, ACCEPTANCE_STEM, NAME, PRICE, QUALITY, Field

# The state of a reply. `conflict`: several controls of a field have different answers; `unclear`: a text other than
# the prompt, but marked as if it were the prompt; `unexpected`: the form was made without this field.
AnswerState = Literal["answered", "unanswered", "unknown-choice", "conflict", "unclear", "missing", "unexpected"]
ANSWER_STATES: tuple[AnswerState, ...] = (
    "answered",
    "unanswered",
    "unknown-choice",
    "conflict",
    "unclear",
    "missing",
    "unexpected",
)
# Columns that may stay empty next to an answer: a value where the clause asks for none, evidence where none is due.
OPTIONAL_COLUMNS = ("value", "evidence")
# The totals of a cost sheet, which belongs to a clause, and of a price sheet.
TOTAL_COLUMNS = ("total", f"{PRICE}.total")

_TAG = re.compile(r"tk:(?:tenderer|L(\d{1,3})\.([a-z0-9-]+))\.([a-z0-9.-]+)")
# 2.4.1 in a lot, G.2 in the general rules, C.4.1 among the clauses for several lots; the letters are of a language.
_NUMBER = re.compile(r"(\d+\.\d+\.\d+|[^\W\d_]\.\d+(?:\.\d+)?) ")


@dataclass(frozen=True, slots=True)
class FormControl:
    """A content control of a response form that a tenderer returned.

    `text` is the text in the control; `blank` is whether the file marks the text as the prompt, the text shown until
    somebody answers; `day` is the date of a date control in ISO form; `choices` maps the text of each choice to its
    value; `ticked` is whether the box is ticked, None for a control without a box.
    """

    tag: str
    name: str
    text: str
    blank: bool = False
    day: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    ticked: bool | None = None


@frozen_dataclass
class ReturnedForm:
    """A response form that a tenderer returned.

    `controls` are its content controls; `fields` are the fields that the form was made with; `purchase` is the digest
    of the purchase that the form was made from, None where the file does not state the digest; `language` and
    `created` are the language and the date of the form.
    """

    controls: tuple[FormControl, ...]
    fields: tuple[Field, ...]
    purchase: str | None
    language: str | None
    created: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply in a field of a form that a tenderer returned.

    `lot` is None for a field about the tenderer; `clause` and `number` are empty for a field that belongs to no
    clause; `column` says what the field asks for, such as `answer`, `value` or `evidence`; `copy` is the number of
    the reply among the replies with the same tag, from 1; `optional` is whether the field may stay empty; `refuses`
    is whether the tenderer does not accept the contract performance clauses.
    """

    tag: str
    lot: int | None
    clause: str
    number: str
    column: str
    copy: int
    name: str
    value: str
    state: AnswerState
    optional: bool = False
    refuses: bool = False

    @property
    def answered(self) -> bool:
        """Whether the tenderer entered an answer in the field, even if its state is `conflict` or `unclear`."""
        return self.state not in ("unanswered", "missing") and bool(self.value)


@frozen_dataclass
class Bid:
    """A bid in a response form.

    `file` is the name of the file; `purchase` is the digest of the purchase, None where it is unknown; `belongs` is
    whether the form belongs to the tender whose bids are read, None where that is unknown; `complete_list` is whether
    the fields that the form was made with are known, so that missing fields are found; `earlier` is whether the form
    is of an earlier release, in which the tenderer accepts each contract performance clause by itself.
    """

    file: str
    replies: tuple[Reply, ...]
    purchase: str | None
    belongs: bool | None
    complete_list: bool
    earlier: bool = False

    @property
    def tenderer(self) -> str:
        """The name of the tenderer: the first line of the answer on name and address, empty where there is none."""
        address = next((r.value for r in self.replies if r.tag == NAME and r.answered), "")
        return address.partition("\n")[0].strip()

    @property
    def counts(self) -> dict[AnswerState, int]:
        """The number of replies in each state."""
        counted = Counter(reply.state for reply in self.replies)
        return {state: counted[state] for state in ANSWER_STATES}

    @property
    def lots_left_out(self) -> tuple[int, ...]:
        """The numbers of the lots in which no field is answered."""
        lots = {reply.lot for reply in self.replies if reply.lot}
        return tuple(sorted(lots - {reply.lot for reply in self.replies if reply.answered}))


def read_bids(
    forms: Sequence[tuple[str, ReturnedForm]], purchases: Collection[str] = (), asked: Sequence[Field] = ()
) -> tuple[Bid, ...]:
    """Read the bids in returned response forms, one bid from each form.

    Parameters: `forms`, pairs of a file name and a form; `purchases`, the purchase digests that forms of this tender
    may carry, by default the first digest found in the forms; `asked`, the fields that the forms of this tender have,
    by default the fields that each form records. A form of an earlier release has the fields that it records.
    """
    expected = purchases or [form.purchase for _, form in forms if form.purchase][:1]
    bids = []
    for file, form in forms:
        belongs = None if form.purchase is None else form.purchase in expected
        earlier = _is_earlier_form(form)
        fields_ = form.fields if belongs is False or earlier else tuple(asked) or form.fields
        replies = _mark_optional(tuple(_read_replies(form, fields_)))
        bids.append(Bid(file, replies, form.purchase, belongs, bool(fields_), earlier))
    return tuple(bids)


def _is_earlier_form(form: ReturnedForm) -> bool:
    """Return whether a form asks to accept each contract performance clause by itself, as in release 0.1.0."""
    tags = {field_.tag for field_ in form.fields}
    return ACCEPTANCE not in tags and any(tag.startswith("tk:L0.") and tag.endswith(".answer") for tag in tags)


def _mark_optional(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """Return replies, with those marked whose field may stay empty.

    These are a value or evidence next to an answer, the evidence for a quality criterion of the authority, and the
    total of a cost sheet or price sheet, which the authority works out itself.
    """
    answers = {(reply.lot, reply.clause) for reply in replies if reply.clause and reply.column == "answer"}
    return tuple(
        replace(
            reply,
            optional=(reply.column in OPTIONAL_COLUMNS and (reply.lot, reply.clause) in answers)
            or (reply.column.startswith(f"{QUALITY}.") and reply.column.endswith(".evidence"))
            or reply.column in TOTAL_COLUMNS,
        )
        for reply in replies
    )


def _read_replies(form: ReturnedForm, asked: Sequence[Field]) -> Iterator[Reply]:
    """Yield a reply for every control of a form.

    A field for which the form has no control gets a reply in the state `missing`. Parameters: `asked`, the fields.
    """
    by_tag: dict[str, list[FormControl]] = {}
    for control in form.controls:
        by_tag.setdefault(control.tag, []).append(control)
    for field_ in asked:
        controls = by_tag.pop(field_.tag, [])
        if not controls:
            yield _build_reply(field_, 1, "", "missing")
            continue
        yield from _read_field(field_, controls)
    for tag, controls in by_tag.items():
        name = controls[0].name
        number = _NUMBER.match(name)
        choices = tuple(value for value in controls[0].choices.values() if value)
        loose = Field(tag, number[1] if number else "", name, "", choices)
        for reply in _read_field(loose, controls):
            yield replace(reply, state="unexpected") if asked and reply.answered else reply


def _read_field(field_: Field, controls: Sequence[FormControl]) -> Iterator[Reply]:
    answers = [_read_control(field_, control) for control in controls]
    if not field_.copied:
        answers = list(dict.fromkeys(answers))  # the same control twice with the same answer is one answer
    conflict = len(answers) > 1 and not field_.copied
    for copy, (value, state) in enumerate(answers, 1):
        yield _build_reply(field_, copy, value, "conflict" if conflict else state)


def _build_reply(field_: Field, copy: int, value: str, state: AnswerState) -> Reply:
    match = _TAG.fullmatch(field_.tag)
    lot, stem, column = match.groups() if match else (None, None, field_.tag)
    if stem in (PRICE, QUALITY, ACCEPTANCE_STEM):
        stem, column = "", f"{stem}.{column}"
    return Reply(
        field_.tag,
        None if lot is None else int(lot),
        stem or "",
        field_.number,
        column,
        copy,
        field_.name,
        value,
        state,
        refuses=field_.tag == ACCEPTANCE and state == "answered" and value == field_.choices[-1],
    )


def _read_control(field_: Field, control: FormControl) -> tuple[str, AnswerState]:
    """Return the text of the answer in a control, which is `yes` for a ticked box, and the state of the answer."""
    text = control.text
    if control.ticked is not None:
        return ("yes", "answered") if control.ticked else ("", "unanswered")
    if control.blank:
        # A program that does not know prompts may have left the mark of one on an answer.
        replaced = field_.prompt and text and _collapse_spaces(text) != _collapse_spaces(field_.prompt)
        return (text, "unclear") if replaced else ("", "unanswered")
    if not text or (field_.prompt and _collapse_spaces(text) == _collapse_spaces(field_.prompt)):
        return "", "unanswered"
    if control.day and _is_day(control.day):
        return control.day, "answered"
    if control.choices or field_.choices:
        value = control.choices.get(text, text)
        known = field_.choices or tuple(control.choices.values())
        if not value:
            return "", "unanswered"
        return value, "answered" if value in known else "unknown-choice"
    return text, "answered"


def _collapse_spaces(text: str) -> str:
    return " ".join(text.split())


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def check_bid(bid: Bid) -> Iterator[Finding]:
    """Yield a finding for each wrong or missing reply of a bid, and for a form that may belong to another tender.

    It is an error if a field is gone from the form, or holds what cannot be read as an answer. A field that was left
    empty is a warning, or only a hint if it may stay empty. It is a warning too if the tenderer does not accept the
    contract performance clauses. A lot without any answer gives one hint.
    """
    here = Place(bid.file)
    if bid.belongs is False:
        message = "belongs to another tender, or to another state of its purchase file"
        yield Finding(
            "other-tender", message, "Leave it out, or name the purchase file that it belongs to.", place=here
        )
    elif bid.belongs is None:
        message = "does not say to which tender it belongs: its marks were lost when it was saved"
        yield Finding("unknown-tender", message, "Look for the tender on its cover.", "warn", here)
    if not bid.complete_list:
        message = "does not list the fields that it had, so that missing ones cannot be found"
        yield Finding("no-list", message, "Name the purchase file with --purchase.", "warn", here)
    if bid.earlier:
        message = "was made by an earlier release: it asks for the acceptance of each contract performance clause"
        yield Finding("earlier-form", message, "Look at each of these answers.", "info", here)
    left_out = bid.lots_left_out
    for lot in left_out:
        yield Finding("lot-unanswered", f"lot {lot}: nothing is answered", "", "info", Place(bid.file, None, lot))
    for reply in bid.replies:
        if reply.refuses:
            message = f"{reply.name}: the tenderer answers “{reply.value}”"
            yield Finding("not-accepted", message, _REJECTED, "warn", Place(bid.file, reply.tag, reply.lot))
        elif reply.state != "answered" and not (reply.state == "unanswered" and reply.lot in left_out):
            yield _describe_reply(bid.file, reply)


_REJECTED = "A tender that does not accept the contract performance clauses is rejected, as the response form says."
# As the general rule on proof says, prices and scored values are not asked for again.
WORSE_COUNTS = "Compare the value that is worse for the contracting authority; the better one binds the tenderer."
_MESSAGES: Mapping[str, tuple[str, str]] = {
    "unknown-choice": ("“{value}” is not one of the choices", "Ask the tenderer what is meant."),
    "conflict": ("is answered several times: “{value}”", f"{WORSE_COUNTS} Other answers: ask once."),
    "unclear": ("“{value}” is marked as if it were the prompt", "Ask the tenderer whether it is the answer."),
    "missing": ("the field is missing", "Look for the answer in the file, or ask for the form again."),
    "unexpected": ("the form was made without this field: “{value}”", "Find out where it comes from."),
    "unanswered": ("is not answered", "Ask the tenderer, where the tender documents allow it."),
}


def _describe_reply(file: str, reply: Reply) -> Finding:
    message, fix = _MESSAGES[reply.state]
    shown = reply.value if len(reply.value) <= 80 else reply.value[:79] + "…"
    severity: Literal["error", "warn", "info"] = "error"
    if reply.state in ("unanswered", "unexpected"):
        severity = "info" if reply.optional else "warn"
    place = Place(file, reply.tag, reply.lot, reply.clause or None)
    return Finding(reply.state, f"{reply.name}: {message.format(value=shown)}", fix, severity, place)
