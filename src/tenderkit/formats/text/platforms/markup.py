# SPDX-License-Identifier: Apache-2.0
"""Markup that files for learning platforms share: XML elements, and texts as HTML with a direction."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from xml.sax.saxutils import quoteattr

from tenderkit.formats.text.html import render_fragment
from tenderkit.library.language import Language
from tenderkit.papers.blocks import Block

# Characters that XML 1.0 cannot hold.
REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape_xml(text: str) -> str:
    """Return a text for the content of an XML element, without the characters that XML cannot hold."""
    return escape(REFUSED.sub("", text), quote=False)


def write_element(name: str, *content: str, **attributes: object) -> str:
    """Return an XML element.

    Parameters: `content`, its content as XML; `attributes`, by name, with values as text.
    """
    listed = "".join(f" {key}={quoteattr(REFUSED.sub('', str(value)))}" for key, value in attributes.items())
    return f"<{name}{listed}>{''.join(content)}</{name}>" if content else f"<{name}{listed}/>"


def write_paragraphs(texts: Iterable[str]) -> str:
    """Return texts as paragraphs of HTML, which is well-formed XML too; line breaks are kept."""
    return "".join(f"<p>{escape_xml(text).replace(chr(10), '<br/>')}</p>" for text in texts)


def write_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks of a paper as HTML that is well-formed XML too."""
    return REFUSED.sub("", render_fragment(blocks)).replace("<br>", "<br/>")


def set_direction(html: str, language: Language) -> str:
    """Return HTML that has the language and its direction, where a platform would take it for left to right."""
    if not language.rtl or not html:
        return html
    return write_element("div", html, lang=language.frame.locale, dir="rtl")
