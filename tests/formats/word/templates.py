# SPDX-License-Identifier: Apache-2.0
"""Templates of authorities for tests: of python-docx, of LibreOffice, of our own, and one made by hand of all that a
German Word, a busy authority and a long life put into such a file.
"""

import io
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

import docx

from tests.support import LAUNCH, example, word_bases

# Words of the text of a template, none of which may be left.
SECRET = "Zitronenfalter"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATED = f"{_OFFICE}/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_RELATED}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A file of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def plain() -> bytes:
    """What python-docx makes, with text in it."""
    made = docx.Document()
    made.add_heading(f"{SECRET} 1", 1)
    made.add_paragraph(SECRET)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@cache
def own() -> bytes:
    """An annex of ours, which an authority made its template, with all our styles and lists in it."""
    from tenderkit.formats.word.write.writer import write

    return write(example("small-laptops"), word_bases(), LAUNCH)


# By LibreOffice

_FLAT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
 <office:font-face-decls><style:font-face style:name="Liberation Serif" svg:font-family="'Liberation Serif'"/>
 <style:font-face style:name="Liberation Sans" svg:font-family="'Liberation Sans'"/></office:font-face-decls>
 <office:styles>
  <style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Serif"
   fo:font-size="11pt" fo:language="fr" fo:country="FR"/></style:default-style>
  <style:style style:name="Standard" style:family="paragraph" style:class="text">
   <style:text-properties fo:language="fr" fo:country="FR"/></style:style>
  <style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/>
  <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
   style:parent-style-name="Heading" style:default-outline-level="1"><style:paragraph-properties
   fo:margin-top="8mm" fo:margin-bottom="4mm"/><style:text-properties style:font-name="Liberation Sans"
   fo:font-size="17pt" fo:color="#7a1f1f" fo:font-weight="bold"/></style:style>
  <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
   style:parent-style-name="Heading" style:default-outline-level="2"><style:text-properties
   style:font-name="Liberation Sans" fo:font-size="13pt" fo:color="#7a1f1f"/></style:style>
  <style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph"
   style:parent-style-name="Heading" style:default-outline-level="3"><style:text-properties
   style:font-name="Liberation Sans" fo:font-size="11pt" fo:color="#7a1f1f"/></style:style>
  <style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard"/>
  <style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard"/>
 </office:styles>
 <office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="210mm"
  fo:page-height="297mm" fo:margin-top="15mm" fo:margin-bottom="15mm" fo:margin-left="30mm" fo:margin-right="20mm"/>
  <style:header-style><style:header-footer-properties fo:min-height="10mm" fo:margin-bottom="5mm"/>
  </style:header-style><style:footer-style><style:header-footer-properties fo:min-height="10mm"
  fo:margin-top="5mm"/></style:footer-style>
 </style:page-layout></office:automatic-styles>
 <office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
  <style:header><text:p text:style-name="Header">Commune de Bellerive</text:p></style:header>
  <style:footer><text:p text:style-name="Footer">Page <text:page-number/> / <text:page-count/></text:p></style:footer>
 </style:master-page></office:master-styles>
 <office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">{SECRET}</text:h>
  <text:h text:style-name="Heading_20_2" text:outline-level="2">{SECRET}</text:h>
  <text:h text:style-name="Heading_20_3" text:outline-level="3">{SECRET}</text:h>
  <text:p text:style-name="Standard">{SECRET}</text:p></office:text></office:body>
</office:document>
"""


def of_libreoffice(soffice: Path, folder: Path) -> bytes:
    """What LibreOffice saves as a Word file, with a header, a footer, and French in its styles."""
    source = folder / "template.fodt"
    source.write_text(_FLAT, encoding="utf-8")
    profile = (folder / "profile").as_uri()
    command = [str(soffice), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    return (folder / "template.docx").read_bytes()


# By hand


def rels(*rows: tuple[str, str, str]) -> bytes:
    """A part of relationships: id, type, target, which is outside where it is an address."""
    made = ""
    for id_, type_, target in rows:
        whole = type_ if ":" in type_ else f"{_RELATED}/{type_}"
        outside = ' TargetMode="External"' if "://" in target else ""
        made += f'<Relationship Id="{id_}" Type="{whole}" Target="{target}"{outside}/>'
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'.encode()


def word(tag: str, *inner: str) -> bytes:
    """A part with an element of Word at its root."""
    # Blanks between elements, as people and other programs leave them.
    body = "\n ".join(inner)
    return f"{_DECLARATION}<w:{tag} {_SPACES}>\n {body}\n</w:{tag}>".encode()


def types(parts: Iterable[str], *, template: bool = False) -> bytes:
    """The list of the types of content."""
    main = "template" if template else "document"
    known = {
        "word/document.xml": f"{_ML}.{main}.main+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    rows = "".join(
        f'<Override PartName="/{part}" ContentType="{type_}"/>'
        for part in parts
        if (type_ := known.get(part) or (f"{_ML}.{part[5:-4].rstrip('0123456789')}+xml" if _named(part) else ""))
    )
    usual = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    defaults = "".join(f'<Default Extension="{end}" ContentType="{type_}"/>' for end, type_ in usual.items())
    return f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{defaults}{rows}</Types>'.encode()


def _named(part: str) -> bool:
    return part.startswith("word/") and part.count("/") == 1 and part.endswith(".xml")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _picture() -> bytes:
    """A red dot as PNG; behind its end stand the signs that end a declaration of XML."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xc8\x20\x20")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", dot) + _chunk(b"IEND", b"") + b"?>\nnothing"


def _shown(id_: str) -> str:
    """A picture in a line."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
        '<wp:docPr id="1" name="Wappen" descr="Wappen"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="Wappen"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _field(instruction: str, result: str) -> str:
    return f'<w:fldSimple w:instr=" {escape(instruction)} "><w:r><w:t>{result}</w:t></w:r></w:fldSimple>'


def _line(style: str, *inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(inner)}</w:p>'


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _style(kind: str, id_: str, name: str, inner: str = "", base: str = "", *, default: bool = False) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    usual = ' w:default="1"' if default else ""
    named = f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
    return f'<w:style w:type="{kind}"{usual} w:styleId="{id_}">{named}{inner}</w:style>'


def _heading(level: int, size: int, more: str = "") -> str:
    list_ = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    fonts = '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/>'
    look_ = f'<w:b/><w:bCs/><w:color w:val="1B4D3E"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return _style(
        "paragraph",
        f"berschrift{level + 1}",
        f"heading {level + 1}",
        f'<w:pPr><w:keepNext/>{list_}<w:spacing w:before="240" w:after="120"/>'
        f'<w:outlineLvl w:val="{level}"/></w:pPr><w:rPr>{fonts}{look_}{more}</w:rPr>',
        "Standard",
    )


def _styles() -> bytes:
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
    tabs = '<w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    german = '<w:lang w:val="de-DE"/>'
    return word(
        "styles",
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="de-DE" w:eastAsia="ja-JP" w:bidi="he-IL"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>',
        _style("paragraph", "Standard", "Normal", f"<w:rPr>{german}</w:rPr>", default=True),
        _style("character", "Absatz-Standardschriftart", "Default Paragraph Font", default=True),
        _style("table", "NormaleTabelle", "Normal Table", default=True),
        _style("numbering", "KeineListe", "No List", default=True),
        _heading(0, 34, german),
        _heading(1, 28),
        _heading(2, 24),
        _style("paragraph", "Titel", "Title", '<w:rPr><w:sz w:val="52"/><w:szCs w:val="52"/></w:rPr>', "Standard"),
        _style("paragraph", "Kopfzeile", "header", f"<w:pPr>{tabs}</w:pPr>", "Standard"),
        _style("paragraph", "Fuzeile", "footer", f"<w:pPr>{tabs}</w:pPr>", "Standard"),
        _style("paragraph", "Verzeichnis1", "toc 1", '<w:pPr><w:spacing w:after="40"/></w:pPr>', "Standard"),
        _style("paragraph", "Inhaltsverzeichnisberschrift", "TOC Heading", "", "berschrift1"),
        # A name of ours for something else, an id of ours for something else, and a foreign language of its own.
        _style("paragraph", "Leitsatz", "Lead", "", "Standard"),
        _style("paragraph", "Gap", "Luecke", "", "Standard"),
        _style("paragraph", "Latein", "Latein", '<w:rPr><w:lang w:val="la-VA"/></w:rPr>', "Standard"),
    )


def _numbering() -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        f'<w:pStyle w:val="berschrift{n + 1}"/><w:lvlText w:val="§ %{n + 1}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
        for n in range(3)
    )
    return word(
        "numbering",
        f'<w:abstractNum w:abstractNumId="4"><w:nsid w:val="2A51D000"/><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>",
        '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>',
        '<w:numIdMacAtCleanup w:val="1"/>',
    )


_SETTINGS = (
    '<w:writeProtection w:recommended="1"/>',
    '<w:zoom w:percent="90"/>',
    "<w:mirrorMargins/>",
    '<w:attachedTemplate r:id="rId1"/>',
    "<w:linkStyles/>",
    '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/></w:mailMerge>',
    "<w:trackRevisions/>",
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
    '<w:defaultTabStop w:val="709"/>',
    "<w:autoHyphenation/>",
    "<w:evenAndOddHeaders/>",
    '<w:characterSpacingControl w:val="doNotCompress"/>',
    '<w:updateFields w:val="true"/>',
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>',
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>',
    f'<w:docVars><w:docVar w:name="x" w:val="{SECRET}"/></w:docVars>',
    '<w:rsids><w:rsidRoot w:val="00AA1D8D"/></w:rsids>',
    '<w:themeFontLang w:val="de-DE"/>',
    '<w:decimalSymbol w:val=","/>',
    '<w:listSeparator w:val=";"/>',
)


def _notes(kind: str) -> bytes:
    separators = "".join(
        f'<w:{kind} w:type="{type_}" w:id="{id_}"><w:p><w:r><w:{sign}/></w:r></w:p></w:{kind}>'
        for type_, id_, sign in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    note = f'<w:{kind} w:id="1"><w:p>{_text(SECRET)}</w:p></w:{kind}>'
    return word(f"{kind}s", separators, note)


def _document() -> bytes:
    first = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId11"/><w:headerReference w:type="first" r:id="rId12"/>'
        '<w:headerReference w:type="even" r:id="rId13"/><w:footerReference w:type="default" r:id="rId14"/>'
        '<w:footerReference w:type="even" r:id="rId14"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2000" w:right="1000" w:bottom="1500" w:left="1000" '
        'w:header="700" w:footer="600" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    last = (
        '<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="15840" w:h="12240" w:orient="landscape" w:code="1"/>'
        '<w:pgMar w:top="2268" w:right="1134" w:bottom="1701" w:left="1418" w:header="709" w:footer="567" '
        'w:gutter="284"/><w:pgNumType w:fmt="lowerRoman" w:start="5"/><w:cols w:num="2" w:space="400"/>'
        '<w:vAlign w:val="center"/><w:titlePg/></w:sectPr>'
    )
    return word(
        "document",
        "<w:body>",
        _line("berschrift1", _text(SECRET), '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        f'<w:p><w:commentRangeStart w:id="0"/>{_text(SECRET)}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
        f'<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">{_text(SECRET)}</w:ins>{_shown("rId16")}</w:p>',
        f"<w:p><w:pPr>{first}</w:pPr></w:p>",
        f'<w:p><w:bookmarkStart w:id="3" w:name="Stelle"/>{_text(SECRET)}<w:bookmarkEnd w:id="3"/></w:p>',
        last,
        "</w:body>",
    )


@cache
def by_hand_parts() -> Mapping[str, bytes]:
    """The parts of the template that is made by hand."""
    number = _field('DOCPROPERTY "Aktenzeichen" \\* MERGEFORMAT', "12/34")
    theme = unzipped(plain())["word/theme/theme1.xml"]
    theme = theme.replace(b'"Calibri"', b'"Carlito"').replace(b'"Cambria"', b'"Caladea"')
    link = f'<w:hyperlink r:id="rId1" w:tooltip="Musterheim">{_text("www.musterheim.example")}</w:hyperlink>'
    page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r>'
    page += '<w:r><w:instrText>GE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    page += f'{_text("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    mark = '<w:bookmarkStart w:id="4" w:name="Wappen"/><w:bookmarkEnd w:id="4"/>'
    custom = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}"><vt:lpwstr>{value}'
        "</vt:lpwstr></property>"
        for pid, name, value in ((2, "Aktenzeichen", "12/34 &amp; 56"), (3, "Sachbearbeiter", SECRET))
    )
    made = {
        "_rels/.rels": rels(
            ("rId1", "officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", "extended-properties", "docProps/app.xml"),
            ("rId4", "custom-properties", "docProps/custom.xml"),
        ),
        "docProps/core.xml": (
            f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{SECRET}</dc:title></cp:coreProperties>'
        ).encode(),
        "docProps/app.xml": (
            f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"><Template>{SECRET}.dotx</Template>'
            "<Company>Stadt Musterheim</Company></Properties>"
        ).encode(),
        "docProps/custom.xml": (
            f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
            f"{custom}</Properties>"
        ).encode(),
        "customXml/item1.xml": f'{_DECLARATION}<akte xmlns="urn:musterheim">{SECRET}</akte>'.encode(),
        "customXml/itemProps1.xml": (
            f'{_DECLARATION}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" '
            'ds:itemID="{11111111-2222-3333-4444-555555555555}"/>'
        ).encode(),
        "customXml/_rels/item1.xml.rels": rels(("rId1", "customXmlProps", "itemProps1.xml")),
        "word/_rels/document.xml.rels": rels(
            ("rId1", "styles", "styles.xml"),
            ("rId2", "numbering", "numbering.xml"),
            ("rId3", "settings", "settings.xml"),
            ("rId5", "theme", "theme/theme1.xml"),
            ("rId6", "footnotes", "footnotes.xml"),
            ("rId7", "endnotes", "endnotes.xml"),
            ("rId8", "comments", "comments.xml"),
            ("rId9", "customXml", "../customXml/item1.xml"),
            ("rId11", "header", "header1.xml"),
            ("rId12", "header", "header2.xml"),
            ("rId13", "header", "/word/header3.xml"),
            ("rId14", "footer", "footer1.xml"),
            ("rId16", "image", "media/image2.png"),
        ),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": word("settings", *_SETTINGS),
        "word/_rels/settings.xml.rels": rels(("rId1", "attachedTemplate", "https://musterheim.example/x.dotx")),
        "word/theme/theme1.xml": theme,
        "word/footnotes.xml": _notes("footnote"),
        "word/endnotes.xml": _notes("endnote"),
        "word/comments.xml": word(
            "comments", f'<w:comment w:id="0" w:author="A"><w:p>{_text(SECRET)}</w:p></w:comment>'
        ),
        "word/header1.xml": word("hdr", _line("Kopfzeile", _shown("rId1"), mark, _text("Stadt Musterheim "), number)),
        "word/_rels/header1.xml.rels": rels(("rId1", "image", "media/image1.png")),
        "word/header2.xml": word("hdr", _line("Kopfzeile", _text("Stadt Musterheim, erste Seite"))),
        "word/header3.xml": word("hdr", _line("Kopfzeile", _field("DOCPROPERTY Company", "Stadt Musterheim"))),
        "word/footer1.xml": word("ftr", _line("Fuzeile", link, "<w:r><w:tab/></w:r>", page)),
        "word/_rels/footer1.xml.rels": rels(("rId1", "hyperlink", "https://www.musterheim.example/a?b=1&amp;c=2")),
        "word/media/image1.png": _picture(),
        "word/media/image2.png": _picture(),
    }
    return {"[Content_Types].xml": types(made), **made}


def by_hand(changed: Mapping[str, bytes | None] | None = None, *, template: bool = False) -> bytes:
    """The template that is made by hand.

    Parameters: `changed`, parts that are others or, where they are None, not there; `template`, saved as .dotx.
    """
    parts = {**by_hand_parts(), **(changed or {})}
    made = {name: part for name, part in parts.items() if part is not None and name != "[Content_Types].xml"}
    return zipped({"[Content_Types].xml": types(made, template=template), **made})


def bare() -> bytes:
    """The least that is a Word file: no styles, lists, settings, headers, no sheet and no margins."""
    made = {
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": word("document", f"<w:body><w:p>{_text(SECRET)}</w:p></w:body>"),
    }
    return zipped({"[Content_Types].xml": types(made), **made})
