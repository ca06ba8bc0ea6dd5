# SPDX-License-Identifier: Apache-2.0
"""`tenderkit clauses show` on a terminal: the wording in panels, the values in a table, the sources as links."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from tenderkit.cli.screen.console import find_origin_style, make_table, make_text, make_web_link
from tenderkit.formats.text.clause_page import (
    describe_clause,
    describe_facts,
    describe_points,
    describe_value_origin,
    list_relations,
    name_categories,
)

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from tenderkit.formats.text.clause_page import ClausePage
    from tenderkit.library.clause import SourceRef
    from tenderkit.library.language import Language
    from tenderkit.papers.clause_text import PrintedValue

# A value of more letters is cut if the requirement has it in full; more values of one name are only counted.
SHORT, MOST_VALUES = 50, 6


def print_page(console: "Console", page: "ClausePage", language: "Language") -> None:
    """Print what a clause says, its values, why it exists, its sources, and when it applies."""
    printed, clause = page.printed, page.clause
    head = [make_text(line) for line in describe_clause(page, language)]
    title = make_text(printed.title, "title") + make_text(f"  {clause.id}@{clause.version}", "minor")
    _print_panel(console, title, head)
    _print_panel(console, "Requirement", _draw_paragraphs(filter(None, (printed.covers, *printed.requirement))))
    rest = [
        *((tier, text) for tier, text in printed.verification.items()),
        ("question", printed.question),
        ("if not kept", printed.remedy),
    ]
    _print_panel(console, "Proof, question, remedy", [_draw_pairs(rest)])
    if printed.values:
        console.print(_draw_values(page, language))
    if page.criterion:
        points = describe_points(page.criterion, page, language)
        _print_panel(console, "Points", [make_text(line) for line in points])
    if printed.guidance:
        _print_panel(console, "Why, and how to use it", _draw_paragraphs([printed.guidance]))
    if clause.sources:
        _print_panel(console, "Sources", [_draw_source(page, ref) for ref in clause.sources])
    _print_panel(console, "For authors", [_draw_pairs(_list_facts(page, language))])


def _print_panel(console: "Console", title: "str | Text", content: "Iterable[RenderableType]") -> None:
    from rich.console import Group
    from rich.panel import Panel

    heading = make_text(title, "title") if isinstance(title, str) else title
    console.print(Panel(Group(*content), title=heading, title_align="left", border_style="minor"))


def _draw_paragraphs(paragraphs: Iterable[str]) -> "list[Text]":
    """Return paragraphs; if a paragraph begins with product categories, such as `For laptops:`, these are bold."""
    texts = []
    for paragraph in paragraphs:
        start, colon, rest = " ".join(paragraph.split()).partition(": ")
        is_covered = bool(colon) and start.startswith("For ")
        texts.append(make_text(start + colon, "bold" if is_covered else "") + make_text(rest))
    return texts


def _draw_pairs(pairs: Iterable[tuple[str, str]]) -> "Table":
    """Return a table of names in bold and their texts, without lines; a name without a text is left out."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold")
    table.add_column(ratio=1)
    for name, text in pairs:
        if text:
            table.add_row(make_text(name), make_text(" ".join(text.split())))
    return table


def _draw_values(page: "ClausePage", language: "Language") -> "Table":
    """Return a table of the values: name and equipment, amount, origin; the colour shows the origin."""
    table = make_table(expand=True)
    for heading, ratio in (("Value", 4), ("Amount", 5), ("Origin", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for name, group in groupby(page.printed.values, lambda v: v.name):
        values = list(group)
        if len(values) > MOST_VALUES and all(_is_in_requirement(value, page) for value in values):
            origins = dict.fromkeys(describe_value_origin(value, page, language) for value in values)
            note = make_text(f"{len(values)} values, all in the requirement", "minor")
            table.add_row(make_text(name, "bold"), note, make_text("; ".join(origins)))
            continue
        label = make_text(name, "bold")
        for value in values:
            if kinds := name_categories(value, page, language):
                if label:
                    table.add_row(label)
                label = make_text(f"for {kinds}")
            style = find_origin_style(value.value.origin)
            origin = describe_value_origin(value, page, language)
            table.add_row(label, make_text(_shorten_text(value, page), style), make_text(origin, style))
            label = make_text("")
    return table


def _is_in_requirement(value: "PrintedValue", page: "ClausePage") -> bool:
    return value.text in " ".join(page.printed.requirement)


def _shorten_text(value: "PrintedValue", page: "ClausePage") -> str:
    """Return the text of a value, shortened if it is long and also appears in the requirement, printed above."""
    is_cut = len(value.text) > SHORT and _is_in_requirement(value, page)
    return value.text[: SHORT - 1] + "…" if is_cut else value.text


def _draw_source(page: "ClausePage", ref: "SourceRef") -> "Text":
    """Return the line of a source: its title, which is a link where its address is known, and what it supports."""
    source = page.library.sources[ref.id]
    text = make_text(f"{ref.id}: ", "bold") + make_web_link(source.url or "", source.title)
    text += make_text(f", {ref.clause}" if ref.clause else "")
    mark = page.library.vocabulary.marks[ref.mark].label["en"]
    return text + make_text(f" ({mark})", "minor") + make_text(f": {ref.supports}" if ref.supports else "")


def _list_facts(page: "ClausePage", language: "Language") -> Iterable[tuple[str, str]]:
    """Yield pairs of name and text on conditions, relations, other wordings, examples and history of a clause."""
    clause = page.clause
    for block in clause.applies:
        yield "applies where", describe_facts(block) or "always"
    for name, ids in list_relations(page.library, clause).items():
        yield name, ", ".join(ids)
    for id_, variant in clause.variants.items():
        yield "other wording", f"{id_}: {describe_facts(variant.when)}"
    applying = sum(example.applies for example in clause.examples)
    yield "examples", f"{applying} where it applies, {len(clause.examples) - applying} where not: --format toml"
    for version, change in page.history.items():
        yield f"version {version}", f"{change.date.isoformat()}: {change.says.get(language.code, '')}"
