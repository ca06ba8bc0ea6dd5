# SPDX-License-Identifier: Apache-2.0
"""The codes of a lot in a notice: CPV and UNSPSC of what it buys and hands over, and the nature of its contract."""

from collections.abc import Mapping

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.cpv import CpvCode
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.notices.codes import OLD_UNITS, NoticeCodes, ServiceCodes
from tenderkit.notices.notice import NoticeItem
from tenderkit.purchase.purchase import Line, Lot

_GOODS_ALONE = ("purchase", "refurbished", "consumables")
# The beginnings of the main CPV codes of works, and of services; all others are supplies. By the rules
# BR-BT-00262-0203, -0206 and -0209 of eForms.
WORKS, SERVICES = ("45",), ("49", "5", "6", "7", "8", "9")


@frozen_dataclass
class LotCodes:
    """The codes of a lot: its lines with their codes, its main CPV code, further codes, and its natures.

    The main nature is that of the main code; without a code it is None.
    """

    items: tuple[NoticeItem, ...]
    cpv: str | None
    cpv_also: tuple[str, ...]
    nature: str | None
    natures_also: tuple[str, ...]


def find_nature(cpv: str) -> str:
    """Return the nature of a contract, `supplies`, `services` or `works`, that fits its main CPV code.

    Parameters: `cpv`, eight digits, or the first of them.
    """
    if cpv.startswith(WORKS):
        return "works"
    # Software is bought under 48, as supplies.
    return "services" if cpv.startswith(SERVICES) else "supplies"


class CodeFinder:
    """Finds the codes of lots. Parameters: `cpv`, the content of `cpv.toml`, for the labels of codes."""

    def __init__(self, codes: NoticeCodes, cpv: Mapping[str, CpvCode], library: Library, language: Language) -> None:
        self.codes, self.cpv, self.library, self.language = codes, cpv, library, language

    def find_codes(self, number: int, lot: Lot) -> LotCodes:
        """Return the codes of a lot. Parameters: `number`, the number of the lot, from 1."""
        service = self.codes.services.get(lot.acquisition)
        items = [self._describe_line(f"{number}-{n}", line, lot, service) for n, line in enumerate(lot.items, 1)]
        old_units = service if lot.acquisition == "take-back" else self.codes.services.get(OLD_UNITS)
        items += [self._describe_return(f"{number}-R{n}", line, old_units) for n, line in enumerate(lot.returns, 1)]
        further = (*(service.cpv_also if service else ()), *(item.cpv for item in items if item.cpv))
        codes = list(dict.fromkeys(further))
        main = service.cpv if service and lot.acquisition == "take-back" else next(iter(codes), None)
        nature = find_nature(main) if main else None
        serves = bool(lot.returns) or lot.acquisition not in _GOODS_ALONE
        others = {"services"} if serves else set()
        return LotCodes(
            tuple(items), main, tuple(c for c in codes if c != main), nature, tuple(sorted(others - {nature}))
        )

    def _describe_line(self, id_: str, line: Line, lot: Lot, service: ServiceCodes | None) -> NoticeItem:
        """Return the line of a notice for a line that is bought, or whose units are repaired."""
        goods = self.codes.goods.get(line.category or "")
        cpv = line.cpv.partition("-")[0] if line.cpv else self.library.vocabulary.categories[line.category or ""].cpv
        unspsc = goods.unspsc if goods else None
        if service is not None and lot.acquisition == "repair":
            cpv = (line.cpv and cpv) or (goods.repair if goods and goods.repair else service.cpv)
            unspsc = service.unspsc
        return NoticeItem(id_, self._describe(line), cpv, self._find_label(cpv), unspsc, line.quantity)

    def _describe_return(self, id_: str, line: Line, service: ServiceCodes | None) -> NoticeItem:
        """Return the line of a notice for old units that the authority hands over."""
        cpv, unspsc = (service.cpv, service.unspsc) if service else (None, None)
        text = self.language.text("notice.taken-back", unit=self._describe(line))
        return NoticeItem(id_, text, cpv, self._find_label(cpv), unspsc, line.quantity, returned=True)

    def _find_label(self, cpv: str | None) -> str:
        entry = self.cpv.get(cpv or "")
        return entry.label if entry else ""

    def _describe(self, line: Line) -> str:
        """Return the words for the units of a line: their category in the plural, and the authority's note."""
        label = self.library.vocabulary.categories[line.kind or ""].label
        words = self.language.plural(self.language.words(label), line.quantity).replace("{n}", "").strip()
        return f"{words}: {line.note}" if line.note else words
