# SPDX-License-Identifier: Apache-2.0
"""The styles of a Word file: found by name, compared, and copied from one file into another."""

from collections.abc import Mapping
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from tenderkit.formats.word.write.elements import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    W,
    find_value,
    get_local_name,
    is_on,
    make_element,
    read_length,
    read_value,
    replace_child,
    require_child,
    require_style_child,
)
from tenderkit.frozen import frozen_dataclass

# The styles in which papers are written, with their kinds. Names are compared without regard to capitals.
STYLES = {
    **dict.fromkeys(
        (
            "Annex Text", "Title", "Subtitle", "Cover Line", "TOC Heading", "toc 1", "toc 2", "toc 3", "heading 1",
            "heading 2", "heading 3", "Lot Heading", "Section Heading", "Clause Heading", "Clause Text",
            "Clause Item", "Annex Note", "Clause Note", "Table Caption", "Clause Caption",
            "Table Head", "Table Text", "Table Small", "After Table", "header", "footer",
        ),
        "paragraph",
    ),
    **dict.fromkeys(("Lead", "Gap", "Placeholder Text"), "character"),
    "Annex Table": "table",
}  # fmt: skip
# The headings by level: without a number, and with a number of the list of lots.
HEADING_STYLES = {
    1: ("heading 1", "Lot Heading"),
    2: ("heading 2", "Section Heading"),
    3: ("heading 3", "Clause Heading"),
}
# The headings that begin a clause or end the one before, with their levels.
HEADING_LEVELS = {style: level for level, styles in HEADING_STYLES.items() for style in styles}
# The style of each level of the list that counts lots, sections, clauses and items.
LIST_STYLES = ("Lot Heading", "Section Heading", "Clause Heading", "Clause Item")

# The levels of the outline that are text and no heading.
_BODY = "9"
_LEAST_BEFORE = 160  # above a heading, in twentieths of a point, where a template leaves less than that
_DEFAULT_SIZE = 20  # half points, where a file states no size
_SINGLE_LINES = {"line": "240", "lineRule": "auto"}
_NO_INDENT = dict.fromkeys(("left", "right", "firstLine", "hanging"), "0")
# Marks the name of a style that was added to a file in which a style of another kind has this name.
_OURS = " (tenderkit)"
# In a style, `left` and `right` mean where a line begins and ends.
_SIDES = {"left": ("left", "start"), "right": ("right", "end")}


@frozen_dataclass
class StyleInUse:
    """A style as paragraphs name it.

    `id`: its id in the file. The other attributes are properties that papers need and that the style of an authority
    may not have; paragraphs then state these properties themselves. `keep_next`, `keep_lines`: true to state that
    the heading stays with the next paragraph, and on one page. `uncounted`: true to switch off the numbering of the
    style. `outline`: the level in the outline to state, counted from 0, or None. `before`: the space above a heading
    to state, in twentieths of a point, or None. `level_lines`: true to state single line
    spacing, because the style takes another spacing from running text. `level_indent`: true to state that there is no
    indent, because the style takes an indent from running text. `rtl`: true where the style turns text from right to
    left.
    """

    id: str
    keep_next: bool = False
    keep_lines: bool = False
    uncounted: bool = False
    outline: int | None = None
    before: int | None = None
    level_lines: bool = False
    level_indent: bool = False
    rtl: bool = False


class Styles:
    """The styles part of a Word file; `root` is its root element."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.by_id = {style.get(f"{W}styleId", ""): style for style in root.iterfind(f"{W}style")}
        self.ids: dict[tuple[str, str], str] = {}
        # The chains that were walked; `add_missing` forgets them.
        self.chains: dict[str, tuple[etree._Element, ...]] = {}
        # Results for the style of running text, which all others ask for.
        self.unwanted: dict[tuple[str | None, str], bool] = {}
        for id_, style in self.by_id.items():
            self.ids.setdefault((style.get(f"{W}type", "paragraph"), find_value(style, "name").lower()), id_)

    def find_id(self, name: str) -> str | None:
        """Return the id of the style of papers with this name; None where the file does not have it."""
        kind = STYLES[name]
        return self.ids.get((kind, name.lower())) or self.ids.get((kind, f"{name}{_OURS}".lower()))

    def list_missing(self) -> tuple[str, ...]:
        """Return the names of the styles of papers that the file does not have."""
        return tuple(name for name in STYLES if self.find_id(name) is None)

    def walk_chain(self, id_: str) -> tuple[etree._Element, ...]:
        """Return a style and then the styles that it is based on, nearest first."""
        if id_ not in self.chains:
            chain: dict[str, etree._Element] = {}
            base = id_
            while base in self.by_id and base not in chain:
                chain[base] = self.by_id[base]
                base = find_value(chain[base], "basedOn")
            self.chains[id_] = tuple(chain.values())
        return self.chains[id_]

    def _is_from_text(self, id_: str, name: str, neutral: Mapping[str, str]) -> bool:
        """Check whether a style takes an unwanted property from the style of running text, or from the defaults.

        Parameters: `name`, the element in `pPr`; `neutral`, the attributes to compare, each with the value that is
        wanted.
        """
        *own, text = self.walk_chain(id_)
        text_id = text.get(f"{W}styleId")
        if text.get(f"{W}default") is None:
            own, text_id = [*own, text], None
        if not own or not self._is_unwanted(text_id, name, neutral):
            return False
        elements = [e for style in own for e in style.iterfind(f"{W}pPr/{W}{name}")]
        return not any(element.get(W + key) for element in elements for key in neutral)

    def _is_unwanted(self, id_: str | None, name: str, neutral: Mapping[str, str]) -> bool:
        """Check whether a style, or the defaults of the file where `id_` is None, gives an unwanted property."""
        if (id_, name) not in self.unwanted:
            values = {key: self.resolve_attribute(id_ or "", ("pPr", name), key) or neutral[key] for key in neutral}
            self.unwanted[id_, name] = values != neutral
        return self.unwanted[id_, name]

    def find_property(self, id_: str, *path: str) -> etree._Element | None:
        """Return the nearest element at a path, such as `pPr`, `keepNext`, of a style or of those it is based on."""
        steps = "/".join(W + name for name in path)
        return next((e for style in self.walk_chain(id_) if (e := style.find(steps)) is not None), None)

    def _find_paragraph_properties(self, id_: str) -> dict[str, etree._Element]:
        """Return the nearest element of each property of paragraphs of a style, by its name, such as `keepNext`."""
        properties: dict[str, etree._Element] = {}
        for style in self.walk_chain(id_):
            for element in style.iterfind(f"{W}pPr/*"):
                properties.setdefault(get_local_name(element), element)
        return properties

    def resolve_attribute(self, id_: str, path: tuple[str, ...], *names: str) -> str | None:
        """Return the nearest value of an attribute of a style; the defaults of the file count as its farthest base.

        Parameters: `path`, the element, such as `pPr`, `spacing`; `names`, the names that the attribute may have.
        """
        kind, *_ = path
        defaults = self.root.find(f"{W}docDefaults/{W}{kind}Default")
        steps = "/".join(W + name for name in path)
        for source in (*self.walk_chain(id_), *(() if defaults is None else (defaults,))):
            if (element := source.find(steps)) is not None:
                for name in names:
                    if (value := element.get(W + name)) is not None:
                        return str(value)
        return None

    def read_size(self, id_: str) -> int:
        """Return the size of the letters of a style in half points."""
        size = self.resolve_attribute(id_, ("rPr", "sz"), "val") or ""
        return int(size) if size.isdecimal() else _DEFAULT_SIZE

    def read_indent(self, id_: str) -> int:
        """Return the indent of a style at the side where lines begin, in twentieths of a point."""
        indent = self.resolve_attribute(id_, ("pPr", "ind"), *_SIDES["left"]) or ""
        return int(indent) if indent.isdecimal() else 0

    def list_tab_stops(self, id_: str) -> frozenset[str]:
        """Return the positions of the tab stops of a style and of those it is based on."""
        tabs = (tab for style in self.walk_chain(id_) for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab"))
        return frozenset(tab.get(f"{W}pos", "") for tab in tabs)

    def list_in_use(self) -> dict[str, StyleInUse]:
        """Return the styles of papers by name. Raises KeyError where the file does not have one of them."""
        in_use = {}
        for name, kind in STYLES.items():
            id_ = self.require_id(name)
            in_use[name] = self._compare_paragraphs(name, id_) if kind == "paragraph" else StyleInUse(id_)
        return in_use

    def _compare_paragraphs(self, name: str, id_: str) -> StyleInUse:
        """Return a style of paragraphs with the properties that a paper needs and that the style does not give.

        The heading of the table of contents is neither numbered nor in the outline, although templates often base
        its style on `heading 1`.
        """
        properties = self._find_paragraph_properties(id_)
        level = HEADING_LEVELS.get(name)
        wanted = _BODY if level is None else str(level - 1)
        outline = properties.get("outlineLvl")
        stays = level is not None or name == "TOC Heading"
        return StyleInUse(
            id_,
            keep_next=stays and not is_on(properties.get("keepNext")),
            keep_lines=level is not None and not is_on(properties.get("keepLines")),
            uncounted=name not in LIST_STYLES and self._is_counted(id_),
            outline=None if (_BODY if outline is None else read_value(outline)) == wanted else int(wanted),
            before=_LEAST_BEFORE if level is not None and self._is_tight(id_) else None,
            level_lines=self._is_from_text(id_, "spacing", _SINGLE_LINES),
            level_indent=self._is_from_text(id_, "ind", _NO_INDENT),
            rtl=is_on(properties.get("bidi")),
        )

    def _is_counted(self, id_: str) -> bool:
        """Check whether a style numbers its paragraphs."""
        list_ = self.find_property(id_, "pPr", "numPr", "numId")
        return list_ is not None and read_length(list_, "val") != 0

    def _is_tight(self, id_: str) -> bool:
        """Check whether a style leaves less space above a paragraph than a heading needs."""
        before = self.resolve_attribute(id_, ("pPr", "spacing"), "before") or "0"
        return before.isdecimal() and int(before) < _LEAST_BEFORE

    def set_language(self, language: Mapping[str, str]) -> None:
        """Set the language of the file and of the styles that papers use.

        Parameters: `language`, the locales by attribute: `val` for Latin text, `bidi` for text from right to left.
        """
        defaults = require_child(require_child(require_child(self.root, "docDefaults"), "rPrDefault"), "rPr")
        if defaults.find(f"{W}lang") is None:
            defaults.append(make_element("lang"))
        ids = filter(None, map(self.find_id, STYLES))
        used = {style.get(f"{W}styleId"): style for id_ in ids for style in self.walk_chain(id_)}
        for lang in [one for root in (defaults, *used.values()) for one in root.iter(f"{W}lang")]:
            for name, locale in language.items():
                lang.set(W + name, locale)

    def add_missing(self, source: "Styles") -> tuple[str, ...]:
        """Add the styles of papers that this file does not have, from a file that has them all; return their names.

        An added style states its own size, indents, spacing and alignment. So it takes only fonts and colours from
        the styles of this file that it is based on.
        """
        missing = self.list_missing()
        names = {find_value(style, "name").lower() for style in self.by_id.values()}
        # The ids of the base by those of this file; a style that only serves others as their base comes along.
        ids = {source.require_id(name): self.find_id(name) for name in STYLES}
        added: list[etree._Element] = []
        for name in missing:
            for style in source.walk_chain(source.require_id(name)):
                source_id = style.get(f"{W}styleId", "")
                if ids.get(source_id) is not None:
                    break
                kind, style_name = style.get(f"{W}type", "paragraph"), find_value(style, "name")
                if known := self._find_counterpart(style, kind, style_name):
                    ids[source_id] = known
                    break
                ids[source_id] = self._choose_id(source_id)
                copied = source.copy_explicitly(style)
                copied.set(f"{W}styleId", ids[source_id] or "")
                if f"{W}default" in copied.attrib:
                    del copied.attrib[f"{W}default"]
                # A style of another kind may have its name, which Word allows once.
                if style_name.lower() in names:
                    named = copied.find(f"{W}name")
                    assert named is not None
                    named.set(f"{W}val", f"{style_name}{_OURS}")
                self.root.append(copied)
                self.by_id[ids[source_id] or ""] = copied
                self.chains.clear()
                self.ids[kind, style_name.lower()] = ids[source_id] or ""
                added.append(copied)
        for above, name in pairwise(("toc 1", "toc 2", "toc 3")):
            # A level of the contents begins later than the one above it, wherever that begins.
            if name in missing:
                indent = self.by_id[self.require_id(name)].find(f"{W}pPr/{W}ind")
                assert indent is not None
                step = source.read_indent(source.require_id(name)) - source.read_indent(source.require_id(above))
                indent.set(f"{W}left", str(self.read_indent(self.require_id(above)) + step))
        for style in added:
            for link in style.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
                if target := ids.get(read_value(link)):
                    link.set(f"{W}val", target)
                else:
                    style.remove(link)
        self.chains.clear()
        return missing

    def drop_empty_borders(self) -> None:
        """Drop borders without lines from the defaults of paragraphs: with them, LibreOffice drops cell margins."""
        for borders in self.root.findall(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}pBdr"):
            if all(read_value(border) in ("none", "nil") for border in borders):
                properties = borders.getparent()
                assert properties is not None
                properties.remove(borders)

    def require_id(self, name: str) -> str:
        """Return the id of a style by its name, such as `Title`. Raises KeyError if the template does not have it."""
        if (id_ := self.find_id(name)) is None:
            raise KeyError(name)
        return id_

    def _find_counterpart(self, style: etree._Element, kind: str, name: str) -> str | None:
        """Return the id of the style that corresponds to a style of another file; None if there is no such style.

        It is the style of the same kind and name. For a default style, it may be the default style of this file.
        """
        if id_ := self.ids.get((kind, name.lower())):
            return id_
        if style.get(f"{W}default") is None:
            return None
        for id_, other in self.by_id.items():
            if other.get(f"{W}type") == kind and other.get(f"{W}default") is not None:
                return id_
        return None

    def _choose_id(self, id_: str) -> str:
        """Return an id that no style of the file has."""
        while id_ in self.by_id:
            id_ = f"tk{id_}"
        return id_

    def copy_explicitly(self, style: etree._Element) -> etree._Element:
        """Return a copy of a style; a copied paragraph style states its size, indents, spacing and alignment."""
        copied = deepcopy(style)
        if style.get(f"{W}type", "paragraph") != "paragraph":
            return copied
        id_ = style.get(f"{W}styleId", "")
        paragraph, run = (require_style_child(copied, name) for name in ("pPr", "rPr"))

        def read(path: str, *names: str, default: str = "0") -> str:
            return self.resolve_attribute(id_, ("pPr", path), *names) or default

        hanging = read("ind", "hanging")
        first = {"hanging": hanging} if hanging != "0" else {"firstLine": read("ind", "firstLine")}
        sides = {side: read("ind", *names) for side, names in _SIDES.items()}
        stated = (
            make_element(
                "spacing", before=read("spacing", "before"), beforeAutospacing="0", after=read("spacing", "after"),
                afterAutospacing="0", line=read("spacing", "line", default="240"),
                lineRule=read("spacing", "lineRule", default="auto"),
            ),
            make_element("contextualSpacing", val="0"),
            make_element("bidi", **({} if is_on(self.find_property(id_, "pPr", "bidi")) else {"val": "0"})),
            make_element("jc", val=read("jc", "val", default="start")),
        )  # fmt: skip
        # The indents of a counted style are those of its level in the list.
        indent = () if paragraph.find(f"{W}numPr") is not None else (make_element("ind", **sides, **first),)
        for element in (*stated, *indent):
            replace_child(paragraph, element, PARAGRAPH_ORDER)
        if find_value(copied, "name") not in HEADING_LEVELS:
            size = self.read_size(id_)
            complex_size = self.resolve_attribute(id_, ("rPr", "szCs"), "val") or str(size)
            replace_child(run, make_element("sz", val=str(size)), RUN_ORDER)
            replace_child(run, make_element("szCs", val=complex_size), RUN_ORDER)
        return copied
