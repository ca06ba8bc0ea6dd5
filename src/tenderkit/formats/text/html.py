# SPDX-License-Identifier: Apache-2.0
"""A paper as one HTML page that loads no other file: to read before opening Word, to print, to publish."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from tenderkit.papers.blocks import (
    Answer,
    Block,
    ClauseBlock,
    Contents,
    Heading,
    InLanguage,
    Paragraph,
    ProofText,
    RequirementText,
    Table,
    Wide,
)
from tenderkit.papers.paper import Paper


class _HtmlWriter:
    """Writes blocks as HTML, and collects the headings for the table of contents."""

    def __init__(self, gaps: Iterable[str] = (), anchor: str = "h") -> None:
        self.anchor = anchor
        gaps = sorted((escape(gap) for gap in gaps), key=len, reverse=True)
        self.gaps = re.compile("|".join(map(re.escape, gaps))) if gaps else None
        self.contents: list[tuple[Heading, str]] = []

    def format_text(self, text: str) -> str:
        """Return a text as HTML. Line breaks are kept, and the places that are still to be filled in are marked."""
        safe = escape(text).replace("\n", "<br>")
        return self.gaps.sub(lambda gap: f"<mark>{gap.group()}</mark>", safe) if self.gaps else safe

    def format_lead(self, lead: str) -> str:
        """Return the words in bold at the start of a text as HTML."""
        return f'<strong class="lead">{self.format_text(lead)}</strong>'

    def render_heading(self, block: Heading) -> str:
        """Return a heading as HTML, with its number as the link target: `#c1.2.3` works even if the text changes."""
        anchor = (
            f"c{block.number}"
            if re.fullmatch(r"(\w\.)?[\d.]+", block.number)
            else f"{self.anchor}{len(self.contents) + 1}"
        )
        self.contents.append((block, anchor))
        number = f'<span class="number">{escape(block.number)}</span>' if block.number else ""
        level = block.level + 1
        return f'<h{level} id="{anchor}">{number}{self.format_text(block.text)}</h{level}>'

    def render_cell(self, cell: str | Answer) -> str:
        if isinstance(cell, Answer):
            choices = f" ({' / '.join(map(escape, cell.choices))})" if cell.choices else ""
            return f'<td class="answer">{escape(cell.prompt)}{choices}</td>'
        return f"<td>{self.format_text(cell)}</td>"

    def render_table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{self.format_text(cell)}</th>' for cell in table.head)
        rows = []
        for number, row in enumerate(table.rows, 1):
            total = ' class="total"' if table.total and number == len(table.rows) else ""
            rows.append(f"<tr{total}>{''.join(map(self.render_cell, row))}</tr>")
        small = ' class="small"' if table.small else ""
        return (
            f'<div class="wide"><table{small}><caption>{self.format_text(table.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def render_block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.render_heading(block)
            case Paragraph(style="fact"):
                term, fact = self.format_text(block.lead), self.format_text(block.text)
                return f'<dl class="facts"><dt>{term}</dt><dd>{fact}</dd></dl>'
            case Paragraph():
                lead = f"{self.format_lead(block.lead)} " if block.lead else ""
                kind = "" if block.style == "body" else f' class="{block.style}"'
                return f"<p{kind}>{lead}{self.format_text(block.text)}</p>" if lead or block.text else ""
            case RequirementText():
                return self.render_duties(block.paragraphs)
            case ProofText():
                proofs = (f"{self.format_lead(lead)} {self.format_text(text)}" for lead, text in block.proofs)
                return f"<p>{' '.join(proofs)}</p>"
            case Table():
                return self.render_table(block)
            case ClauseBlock():
                content = self.render_blocks(block.blocks)
                return f'<section class="clause" id="{block.printed.bookmark}">{content}</section>'
            case Wide():
                return self.render_blocks(block.blocks)
            case InLanguage():
                frame = block.language.frame
                return f'<div lang="{frame.locale}" dir="{frame.direction}">{self.render_blocks(block.blocks)}</div>'
            case Contents():
                return ""  # the page has its own

    def render_blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(filter(None, map(self.render_block, blocks)))

    def render_duties(self, paragraphs: Sequence[str]) -> str:
        if len(paragraphs) == 1:
            return f"<p>{self.format_text(paragraphs[0])}</p>"
        return f"<ol>{''.join(f'<li>{self.format_text(p)}</li>' for p in paragraphs)}</ol>"

    def render_contents(self, name: str) -> str:
        """Return the table of contents as HTML, with links to parts and to numbered sections and clauses.

        Parameters: `name`, its title.
        """
        items = []
        for heading, anchor in self.contents:
            if heading.listed and (heading.level == 1 or heading.number):
                number = f"{escape(heading.number)} " if heading.number else ""
                items.append(
                    f'<li class="level-{heading.level}"><a href="#{anchor}">{number}{escape(heading.text)}</a></li>'
                )
        name = escape(name)
        return f'<nav aria-label="{name}"><h2>{name}</h2><ul>{"".join(items)}</ul></nav>'


def render_fragment(blocks: Iterable[Block], anchor: str = "h") -> str:
    """Return blocks as HTML that becomes part of a page.

    Parameters: `anchor`, how the link targets of headings without a number begin, different in each part of a page.
    """
    return _HtmlWriter(anchor=anchor).render_blocks(blocks)


def render(paper: Paper, css: str) -> str:
    """Return a paper, such as the annex, as one HTML page, which loads no other file.

    Parameters: `css`, the text of the style sheet, which becomes part of the page.
    """
    writer = _HtmlWriter(paper.gaps)
    language = paper.language
    cover = "".join(
        f"<dt>{writer.format_text(name)}</dt><dd>{writer.format_text(value)}</dd>" for name, value in paper.cover
    )
    content = writer.render_blocks(paper.blocks)
    contents = writer.render_contents(language.text("contents.title"))
    title = escape(f"{paper.title}: {paper.subtitle}")
    return (
        f'<!DOCTYPE html>\n<html lang="{language.frame.locale}" dir="{language.frame.direction}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{css}</style>\n</head>\n<body>\n<header>\n"
        f'<h1>{writer.format_text(paper.title)}</h1>\n<p class="subtitle">{writer.format_text(paper.subtitle)}</p>\n'
        f'<dl class="facts">{cover}</dl>\n</header>\n{contents}\n<main>\n{content}\n</main>\n'
        "</body>\n</html>\n"
    )
