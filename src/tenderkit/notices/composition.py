# SPDX-License-Identifier: Apache-2.0
"""Compose the notice of a purchase from the selected clauses, as plain values that the formats write."""

from collections.abc import Iterator

from tenderkit.library.language import Language
from tenderkit.notices.codes import NoticeTables
from tenderkit.notices.lot_aims import NO_AIM, find_lot_aims, name_themes
from tenderkit.notices.lot_codes import CodeFinder
from tenderkit.notices.lot_criteria import PERFORMANCE, CriteriaWriter
from tenderkit.notices.notice import Money, Notice, NoticeDocument, NoticeLot, NoticeMilestone
from tenderkit.papers.clause_text import ClausePrinter
from tenderkit.purchase.purchase import Lot, Tender
from tenderkit.selection.selection import LotSelection, Selection

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FRAMEWORKS = {"ranking": "fa-wo-rc", "rotation": "fa-wo-rc", "mini-competition": "fa-w-rc"}
NO_FRAMEWORK = "none"


def compose_notice(selection: Selection, language: Language, tables: NoticeTables, *, with_value: bool) -> Notice:
    """Return the notice of a purchase.

    Parameters: `language`, the language of the selected clauses; `with_value`, whether the estimated value, which the
    annex does not show, is published.
    """
    tender, text = selection.purchase.tender, language.text
    lots = tuple(_compose_lot(selection, part, language, tables) for part in selection.lots)
    value = Money(tender.value.amount, tender.value.currency) if tender.value and with_value else None
    return Notice(
        title=tender.title,
        language=language.code,
        lots=lots,
        description=" ".join(
            (text("notice.lots", list=language.listing([lot.title for lot in lots])), text("notice.in-annex"))
        ),
        reference=tender.reference,
        authority=tender.authority,
        country=tender.country,
        country_name=language.country(tender.country) if tender.country else "",
        delivery_country=tender.delivery_country or tender.country,
        launch=tender.launch,
        reserved=tender.reserved,
        value=value,
        documents=(
            NoticeDocument("annex", "technicalSpecifications", text("cover.title"), _WORD),
            NoticeDocument("response", "biddingDocuments", text("response.title"), _WORD),
        ),
    )


def _compose_lot(selection: Selection, part: LotSelection, language: Language, tables: NoticeTables) -> NoticeLot:
    lot, library, text = part.lot, selection.library, language.text
    assert lot is not None
    tender = selection.purchase.tender
    codes = CodeFinder(tables.codes, tables.cpv, library, language).find_codes(part.number, lot)
    writer = CriteriaWriter(tables.codes, library, language, part)
    aims = find_lot_aims(part.picks, tables.codes, tender.country, library, language)
    themes = name_themes(aims.themes, library, language)
    terms = writer.list_terms()
    options = [language.amount(months, library.vocabulary.units["months"].label) for months in lot.options]
    return NoticeLot(
        number=part.number,
        title=lot.title,
        description=" ".join(_describe_lot(part, lot, writer.printer, language)),
        nature=codes.nature,
        natures_also=codes.natures_also,
        cpv=codes.cpv,
        cpv_also=codes.cpv_also,
        items=codes.items,
        quantity=_sum_quantity(lot),
        months=lot.months,
        options=lot.options,
        options_text=text("notice.options", list=language.listing(options)) if options else "",
        strategic=aims.strategic,
        strategic_text="" if aims.strategic == (NO_AIM,) else text("notice.aims", list="; ".join(themes)),
        impact=aims.impact,
        social=aims.social,
        criteria_set=aims.criteria_set,
        aims=aims.aims,
        criteria=writer.list_criteria(),
        award=writer.list_award_criteria(),
        terms=terms,
        terms_text=text("notice.terms", list="; ".join(terms)) if terms else "",
        milestones=tuple(_list_milestones(part, lot, writer)),
        framework=_find_framework(tender, lot),
        suppliers=lot.suppliers if tender.contract == "framework" else None,
    )


def _describe_lot(part: LotSelection, lot: Lot, printer: ClausePrinter, language: Language) -> Iterator[str]:
    """Yield the sentences of a lot's description: what is bought and handed over, the term, where the clauses are."""
    text, words = language.text, printer.library.vocabulary
    model = language.label(words.acquisitions[lot.acquisition].label)
    if part.facts.items:
        amounts = printer.list_quantities(part.facts.items, tuple(part.facts.items))
        yield text("notice.bought", list=amounts, model=model)
    if part.facts.returns:
        amounts = printer.list_quantities(part.facts.returns, tuple(part.facts.returns), returned=True)
        yield text("notice.handed-over", list=amounts, model=model)
    if lot.months:
        yield text("notice.term", months=language.amount(lot.months, words.units["months"].label, alone=True))
    yield text("notice.in-annex")


def _sum_quantity(lot: Lot) -> float | None:
    """Return the number of units of a lot: those bought or, in a lot that only takes old units, those handed over.

    Returns None where the quantities are those of one contract year, because the number is for the whole term.
    """
    if lot.quantity_basis == "per-year":
        return None
    return sum(line.quantity for line in lot.items or lot.returns)


def _find_framework(tender: Tender, lot: Lot) -> str | None:
    """Return the code of eForms for the framework agreement of a lot: `none`, or None where it is not known."""
    if tender.contract != "framework":
        return NO_FRAMEWORK
    return _FRAMEWORKS.get(lot.call_off or "")


def _list_milestones(part: LotSelection, lot: Lot, writer: CriteriaWriter) -> Iterator[NoticeMilestone]:
    """Yield the first delivery, where its day is known, and the reports of the contract."""
    text = writer.language.text
    if lot.delivery_from:
        yield NoticeMilestone(f"{part.number}-delivery", "delivery", text("notice.delivery"), due=lot.delivery_from)
    for pick in part.picks:
        if pick.clause.kind == PERFORMANCE and pick.clause.reports:
            yield NoticeMilestone(f"{part.number}-{pick.clause.id}", "reporting", writer.write_title(pick))
