# SPDX-License-Identifier: Apache-2.0
"""Begin a purchase file from a notice: the answers that it gives, with lists of what was taken and what was not."""

from collections.abc import Sequence
from typing import Any

from tenderkit.findings import Finding, Place
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import list_currencies
from tenderkit.library.library import Library
from tenderkit.notices.codes import NoticeTables
from tenderkit.notices.lot_draft import FRAMEWORKS, LotDrafter, clean_name
from tenderkit.notices.read_notice import ReadNotice

# Ids of findings on a notice that was read.
TAKEN, NOT_TAKEN = "notice-taken", "notice-not-taken"
_MOST_LOTS = 200
_LARGEST_VALUE = 1e15


@frozen_dataclass
class PurchaseDraft:
    """The answers that a notice gives, as the content of a purchase file, and remarks on what was taken and not."""

    answers: dict[str, Any]
    findings: tuple[Finding, ...]


def draft_purchase(
    read: ReadNotice, library: Library, tables: NoticeTables, languages: Sequence[str], file: str
) -> PurchaseDraft:
    """Return the beginning of a purchase file from a notice; nothing in it is guessed.

    Parameters: `languages`, the codes of the languages that papers can be in; `file`, the name of the notice in
    findings.
    """
    return _Drafter(read, library, tables, languages, file).draft()


class _Drafter:
    """Takes the answers out of one notice."""

    def __init__(
        self, read: ReadNotice, library: Library, tables: NoticeTables, languages: Sequence[str], file: str
    ) -> None:
        self.read, self.notice, self.library, self.tables = read, read.notice, library, tables
        self.languages, self.file = languages, file
        self.findings: list[Finding] = []

    def draft(self) -> PurchaseDraft:
        """Return the answers, in the order of a purchase file, and the remarks."""
        language = self.notice.language if self.notice.language in self.languages else self.languages[0]
        if language != self.notice.language:
            words = f"“{self.notice.language}”" if self.notice.language else "the language of the notice"
            self._leave("language", f"there are no papers in {words}: {language} is set")
        tender = self._draft_tender()
        lots = []
        for number, lot in enumerate(self.notice.lots[:_MOST_LOTS], 1):
            drafter = LotDrafter(lot, self.library, self.tables.cpv)
            lots.append(drafter.find_answers())
            for key, message in drafter.taken.items():
                self._take(f"lots.{number}.{key}", message, number)
            for key, message in drafter.left.items():
                self._leave(f"lots.{number}.{key}", message, number)
        if len(self.notice.lots) > _MOST_LOTS:
            self._leave("lots", f"{len(self.notice.lots)} lots are more than the {_MOST_LOTS} of a purchase file")
        for name in self.read.unread:
            self._leave(name, "not read: no answer of a purchase file")
        return PurchaseDraft(
            {"tenderkit": 1, "language": language, "tender": tender, "lots": lots}, tuple(self.findings)
        )

    def _draft_tender(self) -> dict[str, Any]:
        notice = self.notice
        tender: dict[str, Any] = {}
        texts = (("title", notice.title), ("reference", notice.reference), ("authority", notice.authority))
        for key, text in texts:
            if name := clean_name(text or ""):
                tender[key] = name
                self._take(f"tender.{key}", f"“{name[:60]}”")
        if notice.country in self.library.vocabulary.countries.codes:
            tender["country"] = notice.country
            self._take("tender.country", str(notice.country))
        else:
            self._leave("tender.country", "the notice names no country that is known")
        if notice.launch:
            tender["launch"] = notice.launch
            self._take("tender.launch", notice.launch.isoformat())
        if any(lot.framework in FRAMEWORKS for lot in notice.lots):
            tender["contract"] = "framework"
            self._take("tender.contract", "framework")
        value = notice.value
        if value and value.currency in list_currencies() and 0 < value.amount <= _LARGEST_VALUE:
            amount = int(value.amount) if float(value.amount).is_integer() else value.amount
            tender["value"] = {"amount": amount, "currency": value.currency}
            self._take("tender.value", f"{value.amount:.2f} {value.currency}")
        elif value:
            self._leave("tender.value", "its amount or currency is none of a purchase file")
        if notice.description:
            self._leave("tender.description", "a purchase file has no description")
        return tender

    def _take(self, key: str, message: str, lot: int | None = None) -> None:
        self.findings.append(Finding(TAKEN, message, severity="info", place=Place(self.file, key, lot)))

    def _leave(self, key: str, message: str, lot: int | None = None) -> None:
        self.findings.append(Finding(NOT_TAKEN, message, severity="info", place=Place(self.file, key, lot)))
