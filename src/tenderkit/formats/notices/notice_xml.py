# SPDX-License-Identifier: Apache-2.0
"""The XML of an eForms notice: its namespaces, and a writer that notes which fields it has written."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from tenderkit.library.language import list_three_letter_codes

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES: dict[str | None, str] = {
    None: "urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
}
_CPV_CODE = "cbc:ItemClassificationCode"
ROOT = f"{{{NAMESPACES[None]}}}ContractNotice"
# The elements around everything that eForms adds to UBL.
EXTENSION = ("ext:UBLExtensions", "ext:UBLExtension", "ext:ExtensionContent", "efext:EformsExtension")


def expand_name(name: str) -> str:
    """Return the name of an element with its namespace, as lxml wants it, for a name such as `cbc:ID`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class NoticeXml:
    """Writes the elements of a notice in their order.

    `fields` maps the id of each field that was written to the numbers of the lots with it; the number 0 stands for
    the notice as a whole.
    """

    def __init__(self, language: str) -> None:
        from lxml import etree

        self._etree = etree
        self._language = language
        self.root = etree.Element(ROOT, nsmap=cast("dict[str, str]", NAMESPACES))
        self.fields: dict[str, set[int]] = {}
        self.lot = 0

    def open(self, parent: "_Element", *names: str) -> "_Element":
        """Add an element to another, in it an element, and so on; return the innermost."""
        for name in names:
            parent = self._etree.SubElement(parent, expand_name(name))
        return parent

    def write(self, parent: "_Element", name: str, text: str, *fields: str, **attributes: str) -> None:
        """Add an element with a text. Parameters: `fields`, the ids of the fields that it holds."""
        self._etree.SubElement(parent, expand_name(name), attributes).text = text
        for field in fields:
            self.fields.setdefault(field, set()).add(self.lot)

    def write_words(self, parent: "_Element", name: str, text: str, field: str) -> None:
        """Add an element with a text in the language of the notice."""
        self.write(parent, name, text, field, languageID=self._language)

    def write_code(self, parent: "_Element", name: str, code: str, code_list: str, *fields: str) -> None:
        """Add an element with a code. Parameters: `code_list`, the name of its list."""
        self.write(parent, name, code, *fields, listName=code_list)

    def write_main_code(self, project: "_Element", cpv: str, field: str) -> None:
        """Add the main CPV code of the tender or of a lot."""
        self.write_code(self.open(project, "cac:MainCommodityClassification"), _CPV_CODE, cpv, "cpv", field)

    def write_place(self, project: "_Element", country: str | None, field: str) -> None:
        """Add the country of delivery. Parameters: `country`, its code of two letters; None adds nothing."""
        if code := list_three_letter_codes().get(country or ""):
            place = self.open(project, "cac:RealizedLocation", "cac:Address", "cac:Country")
            self.write_code(place, "cbc:IdentificationCode", code, "country", field)

    def list_missing(self, field: str, lots: Iterable[int]) -> list[int]:
        """Return the numbers of the lots in which a field was not written."""
        return [number for number in lots if number not in self.fields.get(field, ())]

    def to_bytes(self) -> bytes:
        """Return the notice as bytes, in UTF-8, with one element on each line."""
        return self._etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
