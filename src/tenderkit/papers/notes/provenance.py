# SPDX-License-Identifier: Apache-2.0
"""The record of how the annex was made: the purchase, the library and the facts used."""

from tenderkit import __version__
from tenderkit.library.language import contains_word_form
from tenderkit.papers.annex.context import Context
from tenderkit.papers.blocks import Block, Heading, Paragraph, RequirementText, list_texts
from tenderkit.selection.reasons import format_jurisdiction_reason

_Row = tuple[str, str]


def compose_provenance(context: Context) -> tuple[Block, ...]:
    """Return the record of how the annex was made: a line for each of the facts used, such as versions and places."""
    text = context.text
    facts = ((text(f"provenance.{key}"), value) for key, value in (*_list_facts(context), *_list_terms(context)))
    record = (*facts, *_list_overlays(context), *_list_records(context))
    return (
        Heading(text("provenance.title"), 1),
        *(Paragraph(value, text("provenance.lead", name=name)) for name, value in record),
    )


def _list_facts(context: Context) -> list[_Row]:
    """Return facts on tool, library, purchase, law and proportionality, as pairs of a key and a text.

    A place that is not stated has no row: the cover marks the gap.
    """
    text, language, library = context.text, context.language, context.library
    selection, tender = context.selection, context.purchase.tender
    place = tender.delivery_country or tender.country
    profiles = [language.words(library.jurisdictions[profile].title) for profile in selection.place]
    size = context.label_word("proportionalities", selection.proportionality)
    rows = [
        ("tool", text("provenance.with-version", version=__version__)),
        ("library", text("provenance.with-digest", version=library.version, digest=library.digest)),
        ("purchase", text("provenance.digest", digest=context.purchase_digest)),
        ("jurisdiction", format_jurisdiction_reason(selection, language)),
        ("place", language.country(place) if place else ""),
        ("product-law", language.listing(profiles)),
        ("level", context.label_word("levels", tender.level)),
        ("proportionality", text(f"provenance.proportionality-{selection.proportionality_basis}", size=size)),
    ]
    return [row for row in rows if row[1]]


def _list_terms(context: Context) -> list[_Row]:
    """Return a row on the translation of an annex; no row for an annex in English.

    If the clauses contain terms whose translation no source confirms, the row lists these terms.
    """
    text, language = context.text, context.language
    tongue = context.library.translations.get(language.code)
    if tongue is None:
        return []
    clauses = [RequirementText((c.title, *c.requirement, *c.verification.values())) for c in context.printed]
    words = " ".join(list_texts(clauses))
    unchecked = [t.term for t in tongue.terms.values() if t.source is None and contains_word_form(t.forms, words)]
    if not unchecked:
        return [("translation", text("provenance.translation-text"))]
    terms, count = text("formats.joint").join(unchecked), language.number(len(unchecked))
    return [("translation", text("provenance.translation-terms", count=count, terms=terms))]


def _list_overlays(context: Context) -> list[_Row]:
    """Return a row for each overlay, a library that the authority put on top of the shipped one."""
    text, language = context.text, context.language
    rows = []
    for overlay in context.library.overlays:
        title = language.words(overlay.title)
        words = text("provenance.overlay-text", title=title, version=overlay.version, digest=overlay.digest)
        for key, ids in (("clauses", overlay.clauses), ("hidden", overlay.hide)):
            if ids:
                words += text(f"provenance.overlay-{key}", clauses=language.listing(ids))
        rows.append((text("provenance.overlay"), words))
    return rows


def _list_records(context: Context) -> list[_Row]:
    """Return a row for each question asked only for the record: the question, then the answer or a remark."""
    language, answers = context.language, context.purchase.tender.answers
    rows = []
    for id_, question in context.library.questions.items():
        if question.record:
            labels = [language.words(question.choice_text[word]) for word in answers.get(id_, ())]
            answer = language.listing(labels) or context.text("provenance.unrecorded")
            rows.append((language.words(question.label), answer))
    return rows
