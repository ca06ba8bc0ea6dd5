# SPDX-License-Identifier: Apache-2.0
"""The general rules and the lots of an annex: what each lot covers, and the clauses section by section."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.library.question import ACCEPTS_REFURBISHED
from tenderkit.papers.annex.award_table import compose_award_table, compose_shared_scoring, find_only_criterion
from tenderkit.papers.annex.clauses import compose_clause, compose_shared_clause
from tenderkit.papers.annex.context import Context, PrintedLot
from tenderkit.papers.annex.forms import has_price_sheet
from tenderkit.papers.annex.part import OpenPoint, Part, join_parts
from tenderkit.papers.award_formula import Criterion
from tenderkit.papers.blocks import Block, Cell, Heading, Paragraph, Table
from tenderkit.papers.sheets.sheet_rows import format_price_cap, list_line_words
from tenderkit.purchase.purchase import ROUTES, Line, Lot, sum_quantities
from tenderkit.selection.selection import LotSelection

SECTIONS = (1, 2, 3, 4, 5)
_AWARD = 3

# Categories of which a line says too little to be priced without a note on the kinds in it.
_OF_MANY_KINDS = ("accessory", "mixed-ict", "stationary-battery", "ups-battery")

# The share of the width that each column of the table of quantities takes, before the others are left out.
_QUANTITY_WIDTHS = (22, 22, 18, 13, 25)

# The sections that decide on tenders, each with a sentence on how; in the others the clauses say what is owed.
_DECISIVE = (1, 2, 3)


def compose_general_rules(context: Context) -> Part:
    """Return the part of the annex with the clauses that apply to all lots; empty if there are no such clauses."""
    general = context.general
    if not general.clauses:
        return Part()
    return join_parts(
        Heading(general.title, 1, part="general"),
        Heading(context.text("sections.general"), 2, listed=False, tight=True),
        *(compose_clause(context, clause, None) for clause in general.clauses),
    )


def compose_common_part(context: Context) -> Part:
    """Return the part of the annex with the clauses for several lots; empty if no lots share a clause."""
    text = context.text
    if not context.shared:
        return Part()
    intro = ["intro", *(["intro-values"] if any(one.values for one in context.shared) else [])]
    pieces: list[Part | Block] = [
        Heading(text("common.title"), 1, part="common"),
        Paragraph(" ".join(text(f"common.{key}") for key in intro), style="note"),
    ]
    for section in SECTIONS:
        shared = [one for one in context.shared if one.printed.clause.section == section]
        number = f"{text('common.letter')}.{section}"
        pieces += _begin_section(context, number, section, bool(shared), "none-common")
        pieces += [compose_shared_clause(context, one) for one in shared]
    return join_parts(*pieces)


def compose_lot(context: Context, lot: PrintedLot) -> Part:
    """Return the part of the annex on one lot: what the lot covers, then five sections with its clauses."""
    number = lot.part.number
    assert lot.part.lot is not None
    return join_parts(
        Heading(
            lot.title,
            1,
            context.text("lot.number", number=number),
            "lot",
            page_break=number > 1 or bool(context.shared),
        ),
        _describe_lot(context, lot.part),
        *(_compose_section(context, lot, section) for section in SECTIONS),
    )


def _compose_section(context: Context, lot: PrintedLot, section: int) -> Part:
    """Return a section of a lot. One without clauses says so: Word counts the sections by their headings."""
    text, place = context.text, f"{lot.part.number}.{section}"
    criteria = {c.clause.clause.id: c for c in lot.criteria if c.clause}
    clauses = [clause for clause in lot.clauses if clause.clause.section == section]
    is_filled = bool(clauses) or (section == _AWARD and bool(lot.criteria))
    award = Part()
    if section == _AWARD and lot.criteria:
        award = compose_award_table(context, lot)
        if context.ranking_law:
            point = OpenPoint(place, text("gaps.ranking-what"), text("gaps.in-documents"), is_gap=False)
            award = replace(award, open_points=(*award.open_points, point))
    elif section == _AWARD:
        award = Part(
            open_points=(OpenPoint(place, text("gaps.criteria-what"), text("gaps.in-documents"), is_gap=False),)
        )
    shared = [clause for clause in clauses if clause.printed_in == "common"]
    empty = "none"
    rules: tuple[str, ...] = ()
    if section == _AWARD:
        empty = "none-award-priced" if has_price_sheet(context, lot) else "none-award"
        rules = _list_award_rules(context, lot)
    alone = find_only_criterion(lot) if section == _AWARD else None
    pieces: list[Part | Block] = [*_begin_section(context, place, section, is_filled, empty, rules, alone)]
    if shared:
        numbers = context.language.listing([clause.number for clause in shared])
        pieces.append(Paragraph(text("common.in-lot", list=numbers)))
    pieces.append(award)
    # Before the clauses of the lot: what follows a clause without a heading is taken for a part of it.
    pieces += [compose_shared_scoring(context, criteria[c.clause.id]) for c in shared if c.clause.id in criteria]
    pieces += [
        compose_clause(context, clause, criteria.get(clause.clause.id))
        for clause in clauses
        if clause.printed_in == "lot"
    ]
    return join_parts(*pieces)


def _begin_section(
    context: Context,
    place: str,
    section: int,
    is_filled: bool,
    empty: str = "none",
    rules: Sequence[str] = (),
    alone: Criterion | None = None,
) -> tuple[Block, ...]:
    """Return the heading of a section and what holds for all its clauses; of an empty section only the heading.

    Word counts the sections by their headings, so that an empty one has a heading too, which says that it is empty.
    Parameters: `place`, the number of the section; `empty`, the key of the heading of an empty section; `rules`,
    further sentences that hold for all clauses of the section; `alone`, the award criterion that has all the points.
    """
    text = context.text
    title = text(f"sections.{section}")
    if not is_filled:
        return (Heading(text(f"sections.{empty}", section=title), 2, place, listed=False, tight=True),)
    if section not in _DECISIVE:
        return (Heading(title, 2, place),)
    sentence = text("sections.intro-alone", name=alone.name) if alone else text(f"sections.intro-{section}")
    intro = Paragraph(sentence, style="note")
    # Each rule has a letter, by which it can be cited. It is typed: a list counts as one of a clause here.
    letters = (context.language.letter(number) for number in range(1, len(rules) + 1))
    lettered = (Paragraph(f"({letter})\u00a0{rule}") for letter, rule in zip(letters, rules, strict=True))
    return Heading(title, 2, place), intro, *lettered


def _list_award_rules(context: Context, lot: PrintedLot) -> tuple[str, ...]:
    """Return the sentences that hold for all award criteria of a lot.

    They are on rounding, the first step, several models, and what the law changes in the ranking.
    """
    scales = [c.clause.clause.scale for c in lot.criteria if c.clause and c.steps]
    keys = ["admitted", "rounded-steps" if scales else "rounded"]
    keys += ["models"] if any(scale and not scale.whole for scale in scales) else []
    keys += [] if context.ties_by_law else ["ties"]
    return (*(context.text(f"award.rules-{key}") for key in keys), *filter(None, (context.ranking_law,)))


def _describe_lot(context: Context, part: LotSelection) -> Part:
    """Return the description of a lot: acquisition model, term, data class, product categories with quantities."""
    text, contract = context.text, context.purchase.tender.contract
    assert part.lot is not None
    lot, number = part.lot, part.number
    facts = [
        (text("lot.acquisition"), context.label_word("acquisitions", lot.acquisition)),
        (text(f"lot.term-{contract}"), _describe_term(context, lot)),
    ]
    if (
        is_asked_for_refurbished(context, part)
        and (accepts := part.facts.find_value(ACCEPTS_REFURBISHED)) is not None
    ):
        facts.append((text("lot.units"), text(f"lot.units-{'either' if accepts else 'new'}")))
    if lot.data:
        facts.append((text("lot.data"), _explain_data(context, lot.data)))
    if lot.delivery_from:
        facts.append((text("lot.delivery-from"), context.language.date(lot.delivery_from)))
    if lot.price_cap:
        facts.append((text("lot.price-cap"), _describe_price_cap(context, lot)))
    if lot.unit_months:
        months = context.library.vocabulary.units["months"].label
        facts.append((text("lot.unit-months"), context.language.amount(lot.unit_months, months, alone=True)))
    if lot.on_site is not None:
        facts.append((text("lot.on-site"), text(f"lot.on-site-{'yes' if lot.on_site else 'no'}")))
    if lot.suppliers:
        facts.append((text("lot.suppliers"), context.language.number(lot.suppliers)))
    if lot.call_off:
        facts.append((text("lot.call-off"), context.label_word("call-offs", lot.call_off)))
    if lot.routes != ROUTES:
        routes = [context.label_word("routes", route) for route in lot.routes]
        facts.append((text("lot.routes"), text("lot.route").join(routes)))
    binding = contract != "framework" or lot.quantity_basis == "fixed"
    keys = [f"{'basis' if binding else 'framework'}-{lot.quantity_basis}", f"quantities-{contract}"]
    if lot.returns:
        keys.insert(1, f"returned-{lot.quantity_basis}")
    basis = " ".join(filter(None, (text(f"lot.{key}") for key in keys)))
    points, gaps = list(_list_open_kinds(context, part)), set()
    if points:
        gaps.add(text("gaps.kinds"))
    blocks: tuple[Block, ...] = (
        *(Paragraph(value, name, "fact") for name, value in facts),
        list_quantities(context, lot, asks_kinds=bool(points)),
        Paragraph(basis, style="note"),
    )
    if lot.months is None:
        points.insert(0, OpenPoint(lot.title, text("gaps.term-what"), f"lots.{number}.months"))
        gaps.add(text("gaps.term"))
    return Part(blocks, tuple(points), frozenset(gaps))


def _list_open_kinds(context: Context, part: LotSelection) -> Iterator[OpenPoint]:
    """Yield an open point for each line of a lot whose kinds nobody can tell; a small purchase leaves them open."""
    if part.lot is None or part.facts.proportionality == "short":
        return
    for name, lines in (("items", part.lot.items), ("returns", part.lot.returns)):
        for position, line in enumerate(lines, 1):
            if _has_open_kinds(line):
                key = f"lots.{part.number}.{name}.{position}.note"
                yield OpenPoint(part.lot.title or "", context.text("gaps.kinds-what"), key)


def _has_open_kinds(line: Line) -> bool:
    return line.kind in _OF_MANY_KINDS and not line.note


def _explain_data(context: Context, word: str) -> str:
    """Return a class of data with its meaning, as the interview explains it."""
    question = context.library.questions.get("data")
    meaning = question.choice_text.get(word) if question else None
    name = context.label_word("data", word)
    return context.text("lot.data-meaning", name=name, meaning=context.language.words(meaning)) if meaning else name


def is_asked_for_refurbished(context: Context, part: LotSelection) -> bool:
    """Return whether a lot buys equipment of which the authority says whether it may be refurbished."""
    question = context.library.questions.get(ACCEPTS_REFURBISHED)
    return question is not None and question.is_asked_for(part.facts)


def _describe_price_cap(context: Context, lot: Lot) -> str:
    """Return the highest prices of a unit, with what follows for a tender that is above one."""
    caps = {category: format_price_cap(context, lot, category) for category in sum_quantities(lot.items)}
    labels = context.library.vocabulary.categories
    shown = [
        context.text("lot.price-cap-kind", kind=context.language.label(labels[category].label), cap=cap)
        for category, cap in caps.items()
        if cap
    ]
    if "amount" in lot.price_cap:
        shown = list(dict.fromkeys(caps.values()))
    return context.text("lot.price-cap-set", caps=context.text("lot.remark").join(shown))


def _describe_term(context: Context, lot: Lot) -> str:
    language, units = context.language, context.library.vocabulary.units["months"].label
    if lot.months is None:
        return context.text("gaps.term")
    term = language.amount(lot.months, units, alone=True)
    if not lot.options:
        return term
    options = language.listing([language.amount(months, units) for months in lot.options])
    longest = language.amount(lot.months + sum(lot.options), units)
    return context.text("lot.term-with-options", term=term, options=options, longest=longest)


def _describe_line(context: Context, line: Line, *, asks_kinds: bool) -> str:
    """Return the note on a line: the authority's words, and what is known of media and of old equipment.

    Parameters: `asks_kinds`, whether a line of many kinds without a note shows a gap for them.
    """
    words = [line.note] if line.note else []
    if asks_kinds and _has_open_kinds(line):
        words.append(context.text("gaps.kinds"))
    if line.models:
        units = context.library.vocabulary.units["percent"].label
        shares = context.language.listing([context.language.amount(share, units) for share in line.models])
        words.append(context.text("lot.models", shares=shares))
    words += list_line_words(context, line)
    return context.text("lot.remark").join(words)


def list_quantities(context: Context, lot: Lot, *, asks_kinds: bool = False) -> Table:
    """Return the table of the units that are bought, and of the old units that are handed over, in a lot.

    The table has a column for notes if there are any notes, and one for CPV codes where a line names one, or
    units are bought and tenders name them. Each quantity says whether it is an estimate.
    Parameters: `asks_kinds`, whether a line of many kinds without a note shows a gap for them.
    """
    text = context.text

    def write_row(line: Line, kind: str) -> tuple[Cell, ...]:
        basis = f"returned-{lot.quantity_basis}" if kind == "returned" else lot.quantity_basis
        category = context.library.vocabulary.categories[line.kind or ""]
        # The code of goods is none of the service that takes them back.
        code = (line.cpv or (category.cpv if kind != "returned" else "") or "").partition("-")[0]
        label, number = context.language.label(category.label), context.language.number(line.quantity)
        return (
            text(f"lot.{kind}"),
            label,
            text(f"quantities.{basis}", list=number),
            code,
            _describe_line(context, line, asks_kinds=asks_kinds),
        )

    bought = "bought-repair" if lot.acquisition == "repair" else "bought"
    rows = [write_row(line, bought) for line in lot.items] + [write_row(line, "returned") for line in lot.returns]
    head = tuple(text(f"lot.{key}") for key in ("direction", "category", "quantity", "cpv", "note"))
    coded = any(line.cpv for line in (*lot.items, *lot.returns))
    shown = [0, 1, 2]
    if coded or (lot.items and context.library.find_inherited(context.selection.jurisdiction, "cpv")):
        shown.append(3)
    if any(row[4] for row in rows):
        shown.append(4)
    return Table(
        text("lot.caption"),
        tuple(head[column] for column in shown),
        tuple(tuple(row[column] for column in shown) for row in rows),
        tuple(_QUANTITY_WIDTHS[column] for column in shown),
    )
