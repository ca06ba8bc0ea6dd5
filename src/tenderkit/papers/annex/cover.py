# SPDX-License-Identifier: Apache-2.0
"""The cover of the papers: the authority, the reference and launch day, version and status, and the lots."""

from collections.abc import Sequence

from tenderkit.papers.annex.context import Context
from tenderkit.papers.annex.part import OpenPoint, Part
from tenderkit.papers.blocks import Block, list_texts
from tenderkit.selection.untranslated import find_untranslated_words


def compose_cover(context: Context) -> tuple[tuple[str, str], ...]:
    """Return the lines of the cover as pairs of name and content: (`Reference`, `2026/17`)."""
    text, language, tender = context.text, context.language, context.purchase.tender
    lines = [
        (text("cover.authority"), tender.authority or text("gaps.authority")),
        (text("cover.reference"), tender.reference or text("gaps.reference")),
        (text("cover.launch"), language.date(tender.launch)),
        (text("cover.version"), tender.version),
    ]
    if tender.status == "draft":
        lines.append((text("cover.status"), text("cover.draft")))
    if tender.country:
        lines.append((text("cover.country"), language.country(tender.country)))
    elif _is_country_open(context):
        lines.append((text("cover.country"), text("gaps.country")))
    if tender.delivery_country and tender.delivery_country != tender.country:
        lines.append((text("cover.delivery"), language.country(tender.delivery_country)))
    lines.append((text("cover.contract"), context.label_word("contracts", tender.contract)))
    if tender.reserved:
        lines.append((text("cover.reserved"), text("cover.reserved-text")))
    if find_untranslated_words(context.selection, language):
        lines.append((text("cover.language"), text("cover.untranslated")))
    lines += [(text("lot.number", number=lot.part.number), lot.title) for lot in context.lots]
    return tuple(lines)


def _is_country_open(context: Context) -> bool:
    """Return whether the cover marks the missing country of the authority.

    A purchase may do without a country: of an organisation, by its own rules, and wherever the papers are final.
    """
    tender = context.purchase.tender
    return not tender.country and not tender.jurisdiction and tender.status == "draft"


def find_cover_gaps(context: Context) -> Part:
    """Return the open points for an authority, reference or country that the purchase file does not name.

    The result also holds the texts that the cover shows for what is missing.
    """
    text, tender = context.text, context.purchase.tender
    # An organisation with rules of its own has no country, and the place of delivery says whose product law holds.
    country = tender.country or (tender.jurisdiction and tender.delivery_country)
    answers = {"authority": tender.authority, "reference": tender.reference, "country": country}
    missing = [key for key, answer in answers.items() if not answer]
    where = text("cover.where")
    return Part(
        open_points=tuple(
            OpenPoint(where, text(f"cover.{key}"), f"tender.{key}", is_gap=key != "country") for key in missing
        ),
        gaps=frozenset(text(f"gaps.{key}") for key in missing if key != "country" or _is_country_open(context)),
    )


def find_currency_gap(context: Context, blocks: Sequence[Block]) -> Part:
    """Return the open point for the currency of the contract, if the papers name sums and the currency is not known.

    Parameters: `blocks`, those of the annex and of the response form.
    """
    gap = context.text("gaps.currency")
    if not any(gap in line for line in list_texts(blocks)):
        return Part()
    point = OpenPoint(context.text("gaps.currency-where"), context.text("gaps.currency-what"), "tender.value")
    return Part(open_points=(point,), gaps=frozenset((gap,)))


def find_points_of_law(context: Context) -> Part:
    """Return the open points of law: what a duty of the authority forbids unless the authority settled it."""
    settled, where = context.purchase.tender.settled, context.text("gaps.law-where")
    return Part(
        open_points=tuple(
            OpenPoint(
                where,
                context.language.words(duty.open_point),
                f"tender.settled.{duty.id}",
                is_gap=False,
                is_legal=True,
            )
            for duty in context.duties
            if duty.open_point and duty.id not in settled
        )
    )


def find_open_status(context: Context) -> Part:
    """Return the open point for the status of a draft, which the authority changes once all else is settled.

    A draft may lie until its launch is past, and no paper knows the clock, so that the point names the day.
    """
    if context.purchase.tender.status == "final":
        return Part()
    text, launch = context.text, context.language.date(context.purchase.tender.launch)
    status = text("cover.status-what", launch=launch)
    return Part(open_points=(OpenPoint(text("cover.where"), status, "tender.status", is_gap=False),))
