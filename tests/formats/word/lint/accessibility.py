# SPDX-License-Identifier: Apache-2.0
"""What EN 301 549 clause 10 and the accessibility checker of Microsoft ask for (A)."""

import re
from collections.abc import Iterator

from tests.formats.word.lint.package import (
    ANSWERS,
    LATIN_LETTER,
    RTL_LETTER,
    Package,
    Paragraph,
    child,
    compiled,
    name,
    plain,
    text_in,
)
from tests.formats.word.lint.rule import Fault, never, rule

_SAYS_NOTHING = re.compile(r"(?i)((click|see|read) )?(here|link|more|this)?|((اضغط|انظر) )?(هنا|الرابط|المزيد)")
_CLAUSE = re.compile(r"(?:[0-9]+\.[0-9]+|[^\W\d_](?:\.[0-9]+)?)\.[0-9]+(?= )")
_BLACK, _WHITE = "000000", "FFFFFF"

never("A01", "The document has a title.", "/cp:coreProperties[not(normalize-space(dc:title))]")


@rule("A02")
def language(package: Package) -> Iterator[Fault]:
    """The document names its language, and styles and settings name the same."""
    attribute = "@w:bidi" if package.rtl else "@w:val"
    for where in ("/w:styles/w:docDefaults/w:rPrDefault/w:rPr/w:lang", "/w:settings/w:themeFontLang"):
        if not package.language or package.find(f"{where}/{attribute}") != [package.language]:
            yield "docProps/core.xml", f"the language “{package.language}” is not that of {where}"


def _headings(package: Package) -> list[tuple[Paragraph, int]]:
    return [(p, package.outline[p.style]) for p in package.body if p.style in package.outline]


@rule("A03")
def heading_levels(package: Package) -> Iterator[Fault]:
    """The first heading is of level 1, and no level is skipped."""
    before = 0
    for heading, level in _headings(package):
        if level > before + 1:
            yield heading.element, f"a heading of level {level} follows level {before}"
        before = level


@rule("A04")
def heading_texts(package: Package) -> Iterator[Fault]:
    """No heading is empty."""
    yield from ((h.element, "the heading is empty") for h, _ in _headings(package) if not plain(h.text))


@rule("A05")
def headings(package: Package) -> Iterator[Fault]:
    """There are headings."""
    if not _headings(package):
        yield "word/document.xml", "there are no headings"


never(
    "A06",
    "The first row of a table, and no other, is marked as its header.",
    "//w:tbl[not(w:tr[1]/w:trPr/w:tblHeader)] | //w:tr[position() > 1]/w:trPr/w:tblHeader",
)
never(
    "A07",
    "No cells are merged, and no table stands in another.",
    "//w:gridSpan | //w:vMerge | //w:hMerge | //w:tc//w:tbl",
)
never(
    "A08",
    "A picture is described, or marked as decoration.",
    "//wp:docPr[not(normalize-space(@descr)) and not(.//decor:decorative)]",
)
never(
    "A09",
    "No row is blank, but for those of a height of their own, which are there to be written in by hand.",
    "//w:tr[not(.//w:t[normalize-space()]) and not(w:trPr/w:trHeight)]",
)
never("A10", "No row is split between pages.", "//w:tr[not(w:trPr/w:cantSplit)]")


@rule("A11")
def captions(package: Package) -> Iterator[Fault]:
    """A table has a caption and a description, and its caption can be read in the heading or caption above it."""
    styles = {id_ for id_ in package.styles if package.resolved(id_, "self::*[@w:styleId = 'Caption']") is not None}
    above = {p.element: p for p in package.body if p.style in styles or p.style in package.outline}
    heading = caption = ""
    for element in package.parsed["word/document.xml"][0].iter(name("w:p"), name("w:tbl")):
        if element in above:
            caption = plain(above[element].text)
            heading = caption if above[element].style in package.outline else heading
        elif element.tag == name("w:tbl"):
            said = compiled("string(w:tblPr/w:tblCaption/@w:val)")(element)
            if not said or not compiled("string(w:tblPr/w:tblDescription/@w:val)")(element):
                yield element, "the table has no caption or no description"
            elif plain(said) not in (heading, caption):
                yield element, f"the caption “{said}” is not to be read above the table"


@rule("A12")
def link_texts(package: Package) -> Iterator[Fault]:
    """The text of a link says where it leads."""
    for link in package.find("//w:hyperlink"):
        if _SAYS_NOTHING.fullmatch(text_in(link)):
            yield link, f"“{text_in(link)}” does not say where the link leads"


never("A13", "Every link is described, as PDF/UA asks for.", "//w:hyperlink[not(normalize-space(@w:tooltip))]")


@rule("A14")
def empty_paragraphs(package: Package) -> Iterator[Fault]:
    """No empty paragraph makes space: without text are only those that end a section or a field, and pictures."""
    for paragraph in package.body:
        shown = plain(paragraph.text) or paragraph.style in package.outline
        if not shown and not compiled(".//w:sectPr | .//w:fldChar | .//w:drawing | .//w:pict")(paragraph.element):
            yield paragraph.element, "the paragraph is empty"


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str | None, ground: str) -> float:
    """The contrast ratio of WCAG 2; text without a colour of its own is black."""
    colour = _BLACK if colour in (None, "auto") else colour
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@rule("A15")
def contrasts(package: Package) -> Iterator[Fault]:
    """Every colour stands out by 4.5 to 1 from its own ground, or else from white and all grounds of cells."""
    cells = {_WHITE, *package.find("//w:tcPr/w:shd/@w:fill")} - {"auto"}
    colour, fill = "w:rPr/w:color/@w:val", "(w:rPr | w:pPr)/w:shd/@w:fill[. != 'auto']"
    looks = [(s, package.resolved(id_, colour), package.resolved(id_, fill)) for id_, s in package.styles.items()]
    for run in package.find("//w:r[w:rPr/w:color or w:rPr/w:shd]"):
        looks.append((run, *(next(iter(compiled(path)(run)), None) for path in (colour, fill))))
    for element, own, ground in looks:
        for other in [ground] if ground else sorted(cells):
            if contrast(own, other) < 4.5:
                yield element, f"{own or _BLACK} is hard to read on {other}"


never("A16", "No text is hidden.", "//w:vanish | //w:specVanish")


@rule("A17")
def names_of_controls(package: Package) -> Iterator[Fault]:
    """Every control has a name; that of an answer says the clause and the column, or else the row it stands in.
    The prompt in it stands out from white by 7 to 1."""
    for control in package.find("//w:sdtPr[not(w:docPartObj)][not(normalize-space(w:alias/@w:val))]"):
        yield control, "the control has no name"
    for alias in package.find(f"{ANSWERS}[ancestor::w:tc]/w:alias/@w:val"):
        said, cell = plain(alias), next(alias.getparent().iterancestors(name("w:tc")))
        wanted = text_in(child(cell.getparent(), "w:tc"))
        if clause := _CLAUSE.match(wanted):
            column = int(compiled("count(preceding-sibling::w:tc)")(cell))
            wanted = f"{clause.group()} {text_in(compiled('../../w:tr[1]/w:tc')(cell)[column])}"
        # Names end with a whole word at 64 characters, because Word would refuse longer ones.
        cut = alias.endswith("…") and wanted.startswith(said.removesuffix("…").rpartition(": ")[2])
        if not cut and not set(re.findall(r"\S+\b", wanted)) <= set(re.findall(r"\S+\b", said)):
            yield alias.getparent(), f"“{alias}” does not say “{wanted}”"
    if contrast(package.resolved("PlaceholderText", "w:rPr/w:color/@w:val"), _WHITE) < 7:
        yield "word/styles.xml", "prompts are hard to read"


never(
    "A18",
    "Nothing floats beside the text: there are no text boxes, frames or anchored objects.",
    "//w:pict | //w:object | //w:txbxContent | //w:framePr | //w:tblpPr | //wp:anchor | //mc:AlternateContent",
)
never("A19", "No type is smaller than 8 points.", "//w:sz[@w:val < 16] | //w:szCs[@w:val < 16]")


@rule("A20")
def protection(package: Package) -> Iterator[Fault]:
    """A form is protected only where that was asked for, so that its fields can be filled in, and without a
    password."""
    allowed = "[@w:edit = 'forms' and not(@w:hash or @w:hashValue or @w:cryptAlgorithmSid)]"
    found = package.find("/w:settings/w:documentProtection" + (allowed if package.protected else ""))
    if len(found) != package.protected:
        yield "word/settings.xml", "the protection is not the one that was asked for"
    for section in package.find("//w:sectPr[not(w:formProt)]" if package.protected else "//w:sectPr[w:formProt]"):
        yield section, "the section says something else about protection than the settings"


@rule("A21")
def language_of_parts(package: Package) -> Iterator[Fault]:
    """A run in letters of the other direction names its language."""
    foreign, attribute = (LATIN_LETTER, "w:val") if package.rtl else (RTL_LETTER, "w:bidi")
    for paragraph in package.paragraphs:
        for run in paragraph.runs:
            if foreign.search(run.text):
                lang = child(run.element, "w:rPr", "w:lang")
                if lang is None or not lang.get(name(attribute)):
                    yield run.element, f"“{run.text}” does not name its language"
