# SPDX-License-Identifier: Apache-2.0
"""The base of the Word file: styles, numbering, settings, fonts, made from `templates/annex/look.toml`."""

from tenderkit.formats.word.write.xml import NOTHING, Markup, join, w, write_word_part
from tenderkit.library.language import Language
from tenderkit.library.look import Look, Script, Style

# Numbering lists: the clauses of the lots, and those of the general rules, which count from 0.
LOTS, GENERAL = 1, 2
# The language of the scripts that are not that of the document.
LATIN, COMPLEX = "en-GB", "ar-SA"
LIST_LEVELS = ("LotHeading", "SectionHeading", "ClauseHeading", "ClauseItem")
# The styles that are not in `look.toml`: kind and name in Word, by id.
_FIXED = {
    "DefaultParagraphFont": ("character", "Default Paragraph Font"),
    "TableNormal": ("table", "Normal Table"),
    "NoList": ("numbering", "No List"),
    "AnnexTable": ("table", "Annex Table"),
}


def _write_switch(tag: str, flag: bool | None) -> Markup:
    """Write a property that is on or off, such as `b` for bold, and its counterpart for Arabic, such as `bCs`."""
    if flag is None:
        return NOTHING
    value = {} if flag else {"val": "0"}
    return join(w(tag, **value), w(f"{tag}Cs", **value))


def _write_run_properties(look: Look, script: Script, style: Style) -> Markup:
    colour = look.colours[style.colour] if style.colour else None
    return join(
        _write_switch("b", style.bold),
        _write_switch("i", style.italic),
        w("color", val=colour) if colour else None,
        w("sz", val=style.size) if style.size else None,
        w("szCs", val=style.size + script.larger) if style.size else None,
        w("shd", val="clear", color="auto", fill=look.colours[style.fill]) if style.fill else None,
    )


def _write_paragraph_properties(style: Style, id_: str, rtl: bool, width: int) -> Markup:
    spacing = {"before": style.before, "after": style.after, "line": style.line}
    if style.line:
        spacing["lineRule"] = "auto"  # type: ignore[assignment]
    counted = None
    if style.list_level is not None:
        level = w("ilvl", val=style.list_level) if style.list_level else None
        counted = w("numPr", level, w("numId", val=LOTS))
    return join(
        w("keepNext") if style.keep_next else None,
        w("keepLines") if style.keep_lines else None,
        counted,
        w("tabs", w("tab", val="left", pos=style.indent)) if id_ == "CoverLine" else None,
        w("tabs", w("tab", val="right", leader="dot", pos=width)) if style.page_tab else None,
        w("bidi") if rtl and id_ == "Normal" else None,
        w("spacing", **spacing) if any(v is not None for v in spacing.values()) else None,
        w("ind", left=style.indent or 0, hanging=style.hanging) if style.indent or style.hanging else None,
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _write_style(look: Look, script: Script, id_: str, style: Style, rtl: bool, width: int) -> Markup:
    built_in = style.name in ("Normal", "Title", "Subtitle", "header", "footer", "caption") or (
        style.name.startswith(("heading ", "toc ")) or style.name in ("TOC Heading", "Placeholder Text")
    )
    paragraph = _write_paragraph_properties(style, id_, rtl, width) if style.type == "paragraph" else NOTHING
    run = _write_run_properties(look, script, style)
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based_on or "DefaultParagraphFont")
        if style.based_on or style.type == "character"
        else None,
        w("next", val=style.after_style) if style.after_style else None,
        w("qFormat") if style.quick else None,
        w("pPr", paragraph) if paragraph else None,
        w("rPr", run) if run else None,
        type=style.type,
        styleId=id_,
        default="1" if id_ == "Normal" else None,
        customStyle=None if built_in else "1",
    )


def name_styles(look: Look) -> dict[str, tuple[str, str]]:
    """Map the id of each style to its kind and its name in Word: `Heading1` gives `("paragraph", "heading 1")`."""
    return {**_FIXED, **{id_: (style.type, style.name) for id_, style in look.styles.items()}}


def _write_default_style(id_: str, *kids: Markup) -> Markup:
    """Write a default style, which Word uses where no style is named."""
    kind, name = _FIXED[id_]
    return w("style", w("name", val=name), *kids, type=kind, styleId=id_, default="1")


def write_styles(look: Look, language: Language, width: int) -> str:
    """Write `word/styles.xml`.

    Parameters: `width`, the width of the text between the margins, in twentieths of a point.
    """
    script = look.scripts[language.frame.script]
    normal = look.styles["Normal"]
    latin = LATIN if language.rtl else language.frame.locale
    size = normal.size or 21
    defaults = w(
        "docDefaults",
        w(
            "rPrDefault",
            w(
                "rPr",
                w(
                    "rFonts",
                    ascii=script.latin,
                    hAnsi=script.latin,
                    eastAsia=script.east_asian,
                    cs=script.complex,
                ),
                w("sz", val=size),
                w("szCs", val=size + script.larger),
                w(
                    "lang",
                    val=latin,
                    eastAsia="zh-CN",
                    bidi=language.frame.locale if language.rtl else COMPLEX,
                ),
            ),
        ),
        w("pPrDefault"),
    )
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = look.colours["line"]
    margins = look.cell_margins
    kind, name = _FIXED["AnnexTable"]
    table = w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("tblPr",
          w("tblBorders", *(w(e, val="single", sz=4, space=0, color=line) for e in edges)),
          w("tblCellMar",
            w("top", w=margins["top"], type="dxa"), w("left", w=margins["start"], type="dxa"),
            w("bottom", w=margins["bottom"], type="dxa"), w("right", w=margins["end"], type="dxa"))),
        w("tblStylePr", w("tcPr", w("shd", val="clear", color="auto", fill=look.colours["fill"])), type="firstRow"),
        type=kind, styleId="AnnexTable", customStyle="1",
    )  # fmt: skip
    fixed = (
        _write_default_style("DefaultParagraphFont", w("uiPriority", val=1)),
        _write_default_style("TableNormal", w("uiPriority", val=99),
               w("tblPr", w("tblInd", w=0, type="dxa"),
                 w("tblCellMar", *(w(e, w=n, type="dxa")
                                   for e, n in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108)))))),
        _write_default_style("NoList", w("uiPriority", val=99)),
    )  # fmt: skip
    look_styles = (_write_style(look, script, id_, style, language.rtl, width) for id_, style in look.styles.items())
    return write_word_part("styles", defaults, *fixed, *look_styles, table)


def write_numbering(look: Look, language: Language, *, libreoffice: bool = False) -> str:
    """Write `word/numbering.xml`: the numbering of the lots, from 1, and of the general rules, from 0.

    Both have the levels lot, section, clause and item.
    Parameters: `libreoffice`, true for a file that LibreOffice lays out. To LibreOffice, `left` is always the left
    side of the page; to Word, it is the side at which a line begins.
    """
    edge = "right" if libreoffice and language.rtl else "left"
    script = look.scripts[language.frame.script]
    lot = language.text("lot.number", number="%1")

    def level(index: int, start: int, form: str, text: str, indent: int, hanging: int, linked: bool) -> Markup:
        return w(
            "lvl",
            w("start", val=start),
            w("numFmt", val=form),
            w("pStyle", val=LIST_LEVELS[index]) if linked else None,
            w("suff", val="space" if index == 0 and text else "nothing") if index == 0 else None,
            w("lvlText", val=text),
            w("lvlJc", val=edge),
            w("pPr", w("ind", left=indent, hanging=hanging)),
            ilvl=index,
        )

    def levels(general: bool) -> list[Markup]:
        linked = not general
        first = "" if general else lot + "\u2002"
        return [
            level(0, 0 if general else 1, "decimal", first, 0, 0, linked),
            level(1, 1, "decimal", "%1.%2", 794, 794, linked),
            level(2, 1, "decimal", "%1.%2.%3", 794, 794, linked),
            level(3, 1, script.item_format, "(%4)", 1247, 453, linked),
        ]

    lists = [
        w("abstractNum", w("nsid", val=f"2A51D00{n}"), w("multiLevelType", val="multilevel"),
          w("tmpl", val=f"2A51D10{n}"), *levels(general), abstractNumId=n)
        for n, general in ((0, False), (1, True))
    ]  # fmt: skip
    numbers = [w("num", w("abstractNumId", val=n - 1), numId=n) for n in (LOTS, GENERAL)]
    return write_word_part("numbering", *lists, *numbers)


def write_settings(language: Language, *, protected: bool = False) -> str:
    """Write `word/settings.xml`.

    The settings do not tell Word to update the fields on opening, because Word would ask the reader for permission.
    Parameters: `protected`, true to let users change only the fields of a form; there is no password.
    """
    uri = "http://schemas.microsoft.com/office/word"
    modes = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
    }
    locale = language.frame.locale
    return write_word_part(
        "settings",
        w("zoom", percent=100),
        w("documentProtection", edit="forms", enforcement="1") if protected else None,
        w("defaultTabStop", val=567),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *(w("compatSetting", name=n, uri=uri, val=v) for n, v in modes.items())),
        w("themeFontLang", val=LATIN if language.rtl else locale, bidi=locale if language.rtl else COMPLEX),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def write_font_table(look: Look, language: Language) -> str:
    """Write `word/fontTable.xml`, the list of the fonts."""
    script = look.scripts[language.frame.script]
    names = dict.fromkeys((script.latin, script.complex, script.east_asian))
    return write_word_part(
        "fonts", *(w("font", w("charset", val="00"), w("family", val="auto"), name=n) for n in names)
    )
