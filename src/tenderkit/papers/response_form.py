# SPDX-License-Identifier: Apache-2.0
"""The response form: the tables that a tenderer fills in, and the list of the documents that it encloses."""

from collections.abc import Iterator

from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, Heading, Paragraph, Table, Wide
from tenderkit.papers.form_fields import ACCEPTANCE, PRICE
from tenderkit.papers.paper import Paper
from tenderkit.selection.selection import LIFE_CYCLE_COST


def compose_response_form(annex: Annex, *, protected: bool = False) -> Paper:
    """Compose the response form of an annex.

    Parameters: `protected`, whether only the fields can be changed.
    """
    t = annex.language.text
    first: tuple[Block, ...] = (Heading(t("response.answers"), 1), Paragraph(t("response.intro")))
    return annex.make_paper(
        t("response.title"),
        (*_explain_use(annex, protected), Wide((*first, *annex.form, *_list_enclosures(annex)))),
        fields=annex.form_fields,
        protected=protected,
    )


def _explain_use(annex: Annex, protected: bool) -> Iterator[Block]:
    """Yield the heading and the paragraphs that explain how to fill in the form."""
    t = annex.language.text
    yield Heading(t("response.how"), 1)
    tags = [field.tag for field in annex.form_fields]
    keys = ["fields", "clauses"]
    if ACCEPTANCE in tags:
        keys.append("acceptance")
    if any(tag.endswith(".evidence") for tag in tags):
        keys.append("documents")
    if len(annex.lots) > 1:
        keys.append("lots")
    if any(f".{PRICE}." in tag or f".{LIFE_CYCLE_COST}." in tag for tag in tags):
        keys.append("prices")
    keys.append("save")
    if protected:
        keys.append("protected")
    longer = {"acceptance": "acceptance-lots"} if len(annex.lots) > 1 else {}
    if any(tag.endswith(".end-of-use") or f".{LIFE_CYCLE_COST}.old-" in tag for tag in tags):
        longer["prices"] = "prices-sums"
    for key in keys:
        yield Paragraph(
            t(f"response.how-{longer.get(key, key)}", annex=annex.title),
            t("formats.lead", text=t(f"response.how-{key}-lead")),
        )


def _list_enclosures(annex: Annex) -> Iterator[Block]:
    """Yield the list of the documents that a tenderer encloses with the tender, such as a plan or a price list.

    For all other clauses the statements in the form are enough with the tender. Of several lots, each row names those
    that the document is for.
    """
    t, name_lots = annex.language.text, annex.context.name_lots
    yield Heading(t("enclosures.title"), 2)
    rows = [
        (
            f"{clause.number} {clause.title}",
            t("enclosures.every") if clause.printed_in == "general" else name_lots(clause.lots),
            clause.verification["declaration"],
        )
        for clause in annex.printed
        if clause.clause.encloses
    ]
    rows += [
        (criterion.name, name_lots([lot.part.number]), t("enclosures.quality"))
        for lot in annex.lots
        for criterion in lot.quality_criteria
    ]
    if not rows:
        yield Paragraph(t("enclosures.none"))
        return
    yield Paragraph(t("enclosures.intro"), style="note")
    head = tuple(t(f"enclosures.{key}") for key in ("clause", "lot", "document"))
    if len(annex.lots) > 1:
        yield Table(t("enclosures.title"), head, tuple(rows), (32, 13, 55))
    else:
        yield Table(t("enclosures.title"), (head[0], head[2]), tuple((row[0], row[2]) for row in rows), (38, 62))
