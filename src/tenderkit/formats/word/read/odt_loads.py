# SPDX-License-Identifier: Apache-2.0
"""What an OpenDocument text loads from outside when it is opened; the conversion to a Word file may drop it."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

_HREF = "{http://www.w3.org/1999/xlink}href"
# Of the targets of elements that load, those outside the file.
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|\.\./|/")
# What opens only when somebody clicks on it, and what names a place and loads nothing.
_PASSIVE = ("a", "template", "hyperlink-behaviour")
_KINDS = {"image": "image", "section-source": "section", "object": "object", "fill-image": "image"}


def find_odt_loads(trees: Mapping[str, etree._Element]) -> Iterator[str]:
    """Yield a phrase for each thing that the file loads, such as `image https://example.org/logo.png`.

    Parameters: `trees`, the root element of each part, by its name.
    """
    for _, root in sorted(trees.items()):
        for element in root.iter("*"):
            target = element.get(_HREF, "")
            if target and _OUTSIDE.match(target) and (name := etree.QName(element).localname) not in _PASSIVE:
                yield f"{_KINDS.get(name, name)} {target}"
