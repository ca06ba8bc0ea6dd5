# SPDX-License-Identifier: Apache-2.0
"""Read what comments a Word file has, and which words each covers."""

from lxml import etree

from tenderkit.formats.word.read.document.reader import trace_paragraphs
from tenderkit.formats.word.read.elements import read_attribute
from tenderkit.formats.word.read.open_docx import open_word


def shown(content: bytes, view: str = "final") -> list[str]:
    """The texts of a file without its comments."""
    opened = open_word(content, "x.docx", digests=False, macros=True)
    traced = trace_paragraphs(opened, view)  # type: ignore[arg-type]
    return [one.paragraph.text for one in traced if one.paragraph.part != "comment"]


def covered(content: bytes) -> dict[str, str]:
    """The words that each comment covers, by the text of the comment, with `|` between its paragraphs."""
    opened = open_word(content, "x.docx", digests=False, macros=True)
    body = opened.trees[opened.main]
    (name,) = (n for n, tree in opened.trees.items() if str(tree.tag).endswith("}comments"))
    comments = {read_attribute(one, "id"): join_paragraphs(one) for one in opened.trees[name]}
    assert len(comments) == len(opened.trees[name]), "an id is there twice"
    words: dict[str, str] = {}
    open_: list[str] = []
    for element in body.iter():
        kind = str(element.tag).rpartition("}")[2]
        id_ = read_attribute(element, "id")
        if kind == "commentRangeStart":
            open_.append(id_)
            words[comments[id_]] = ""
        elif kind == "commentRangeEnd":
            open_.remove(id_)
        elif kind == "t":
            for other in open_:
                words[comments[other]] += element.text or ""
    assert open_ == []
    references = [read_attribute(one, "id") for one in body.iter("{*}commentReference")]
    assert sorted(references) == sorted(comments)
    return words


def join_paragraphs(element: etree._Element) -> str:
    return "|".join("".join(t.text or "" for t in p.iter("{*}t")) for p in element.iter("{*}p"))
