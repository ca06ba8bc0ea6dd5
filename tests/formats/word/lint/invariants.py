# SPDX-License-Identifier: Apache-2.0
"""What Word and LibreOffice rely on and validators of the schema do not see (W)."""

import posixpath
import re
from collections.abc import Iterator

from tests.formats.word.lint.package import ANSWERS, NAMESPACES, Package, name
from tests.formats.word.lint.rule import Fault, never, rule, there, unique

# The parser finds the control characters of ASCII; these are well-formed.
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]|\xef\xbb\xbf|\x7f|&#xD;")
# REF and PAGEREF, the links of HYPERLINK, the stretch that the contents are of.
_REFERENCE = re.compile(r'\s*(?:(?:PAGE|NOTE)?REF|HYPERLINK\s+\\l|TOC\s.*\\b)\s+"?([^\s"\\]+)')
_BOOKMARKS, _TAGS = "//w:bookmarkStart/@w:name", "//w:sdtPr/w:tag/@w:val"
_SWITCHES = """
    b bCs i iCs caps smallCaps strike noProof vanish webHidden rtl cs specVanish keepNext keepLines pageBreakBefore
    widowControl suppressAutoHyphens bidi contextualSpacing mirrorIndents cantSplit tblHeader bidiVisual noWrap
    titlePg formProt showingPlcHdr temporary qFormat semiHidden unhideWhenUsed locked updateFields"""
# The order of the schema, as far as a file of ours can need it.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs suppressAutoHyphens"
    " bidi spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike noProof vanish webHidden color spacing w kern position sz"
    " szCs highlight u bdr shd vertAlign rtl cs lang specVanish",
    "tblPr": "tblStyle tblpPr bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    " tblDescription",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar pgNumType cols formProt titlePg"
    " bidi rtlGutter docGrid",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding appearance comboBox date"
    " docPartObj dropDownList picture richText text checkbox",
}


@rule("W01")
def characters(package: Package) -> Iterator[Fault]:
    """Every part is well-formed XML without control characters."""
    for part, (_, error) in package.parsed.items():
        if error or (found := _CONTROL.search(package.parts[part])):
            yield part, error or f"holds {found.group()!r}"


@rule("W02")
def content_types(package: Package) -> Iterator[Fault]:
    """Every part has a content type, one of its own unless it is a relationship, a picture or custom XML."""
    rows = list(package.parsed["[Content_Types].xml"][0])
    own = {row.get("PartName").lstrip("/") for row in rows if row.get("PartName")}
    others = {row.get("Extension") for row in rows} - {"xml"}
    for part in package.parts.keys() - own - {"[Content_Types].xml"}:
        if part.rpartition(".")[2] not in others and not re.fullmatch(r"customXml/item\d+\.xml", part):
            yield part, "has no content type"
    yield from (("[Content_Types].xml", f"{part} is not there") for part in own - package.parts.keys())


@rule("W03")
def relations(package: Package) -> Iterator[Fault]:
    """Every relationship leads to a part that is there or to the outside, and those that are used are there."""
    used = {(package.part_of(id_.getparent()), id_) for id_ in package.find("//@r:id | //a:blip/@r:embed")}
    for part, (root, _) in package.parsed.items():
        if part.endswith(".rels"):
            folder, file = posixpath.split(part.removesuffix(".rels"))
            source = posixpath.join(posixpath.dirname(folder), file)
            for row in root:
                used.discard((source, row.get("Id")))
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), row.get("Target")))[1:]
                if row.get("TargetMode") != "External" and target not in package.parts:
                    yield part, f"{target} is not there"
    yield from ((part, f"the relationship {id_} is not there") for part, id_ in used)


unique(
    "W04",
    "No two controls have the same id or tag, no two bookmarks the same id or name.",
    "//w:sdtPr/w:id/@w:val", _TAGS, "//w:bookmarkStart/@w:id", _BOOKMARKS,
)  # fmt: skip
never(
    "W05",
    "Every control has a tag; tags and names of controls have 64 characters at most.",
    "//w:sdtPr[not(w:docPartObj)][not(string(w:tag/@w:val))]"
    " | //w:sdtPr[string-length(w:tag/@w:val) > 64 or string-length(w:alias/@w:val) > 64]",
)
there(
    "W06",
    "Every bookmark that is opened is closed, and the other way round.",
    ("//w:bookmarkStart/@w:id", "//w:bookmarkEnd/@w:id"),
    ("//w:bookmarkEnd/@w:id", "//w:bookmarkStart/@w:id"),
)
never(
    "W07",
    "The name of a bookmark begins with a letter or line, has no spaces or signs, and 40 characters at most.",
    r"//w:bookmarkStart[not(re:test(@w:name, '^[^\W\d]\w{0,39}$'))]",
)


@rule("W08")
def fields(package: Package) -> Iterator[Fault]:
    """Every field is opened, holds its result, and is closed."""
    yield from ((sign, f"{instruction} {fault}") for sign, instruction, fault in package.fields if fault)


@rule("W09")
def references(package: Package) -> Iterator[Fault]:
    """Every cross reference leads to a bookmark."""
    bookmarks = set(package.find(_BOOKMARKS))
    for sign, instruction, _ in package.fields:
        if (found := _REFERENCE.match(instruction)) and found[1] not in bookmarks:
            yield sign, f"there is no bookmark {found[1]}"


there("W10", "Every link inside the document leads to a bookmark.", ("//w:hyperlink/@w:anchor", _BOOKMARKS))
there(
    "W11",
    "Every style that is named is there, and of the right kind.",
    *(
        (f"//w:{use}/@w:val", f"//w:style[@w:type = '{kind}']/@w:styleId")
        for use, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table"))
    ),
    ("//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val", "//w:style/@w:styleId"),
)
there(
    "W12",
    "Every list that is named is there, with its levels.",
    ("//w:numPr/w:numId/@w:val[. != 0]", "//w:num/@w:numId"),
    ("//w:num/w:abstractNumId/@w:val", "//w:abstractNum[w:lvl]/@w:abstractNumId"),
)
never(
    "W13",
    "The label of a list counts no deeper than its level, and has 31 characters at most.",
    "//w:lvl[string-length(w:lvlText/@w:val) > 31"
    " or @w:ilvl < 8 and re:test(w:lvlText/@w:val, concat('%[', @w:ilvl + 2, '-9]'))]",
)
never(
    "W14",
    "The choices of a list differ, in what is shown and in what is meant.",
    "//w:listItem[@w:value = preceding-sibling::*/@w:value or @w:displayText = preceding-sibling::*/@w:displayText]",
)


@rule("W15")
def switches(package: Package) -> Iterator[Fault]:
    """An on/off element has no value where it is on, and 0 where it is off."""
    names = [name(f"w:{tag}") for tag in _SWITCHES.split()]
    for root, _ in package.parsed.values():
        for switch in root.iter(names):
            if switch.get(name("w:val"), "0") != "0":
                yield switch, f"the switch says “{switch.get(name('w:val'))}”"


@rule("W16")
def order(package: Package) -> Iterator[Fault]:
    """Properties stand in the order of the schema."""
    for block, names in _ORDER.items():
        place = {f"{{{NAMESPACES[p]}}}{n}": i for i, n in enumerate(names.split()) for p in ("w", "w14", "w15")}
        ordered: dict[tuple[str, ...], bool] = {}
        for element in package.find(f"//w:{block}[*[2]]"):
            tags = tuple([inner.tag for inner in element])
            if tags not in ordered:
                places = [place.get(tag, -1) for tag in tags]
                ordered[tags] = places == sorted(places) and -1 not in places
            if not ordered[tags]:
                yield element, f"{block} holds {', '.join(tag.rpartition('}')[2] for tag in tags)} in this order"


never(
    "W17",
    "Nothing has to be updated on opening, because Word puts a question then.",
    "//w:updateFields | //w:fldChar[@w:dirty] | //w:fldSimple[@w:dirty]",
)
never("W18", "A cell ends with a paragraph.", "//w:tc[not(*[last()][self::w:p])]")
there("W19", "Every footnote is there.", ("//w:footnoteReference/@w:id", "/w:footnotes/w:footnote/@w:id"))
never(
    "W20",
    "Word opens the file without compatibility mode.",
    "/w:settings[not(w:compat/w:compatSetting[@w:name = 'compatibilityMode' and @w:val >= 15])]",
)
never("W21", "LibreOffice empties no control, which it does with bound ones.", "//w:dataBinding")
never("W22", "LibreOffice passes over no tab, which it does with those that margins set.", "//w:ptab")
there(
    "W23",
    "The manifest names the controls and bookmarks of all clauses, and every field to fill in.",
    ("/tk:manifest/*/@tag", _TAGS),
    ("/tk:manifest/*/@bookmark", _BOOKMARKS),
    (f"{ANSWERS}/w:tag/@w:val | {_TAGS}[contains(., '@')]", "/tk:manifest/*/@tag"),
)
never(
    "W24",
    "The controls of clauses and answers cannot be deleted, and those of clauses draw no box.",
    f"{ANSWERS}[not(w:lock/@w:val = 'sdtLocked')] | //w:sdtPr[contains(w:tag/@w:val, '@')]"
    "[not(w:lock/@w:val = 'sdtLocked' and w15:appearance/@w15:val = 'hidden')]",
)
