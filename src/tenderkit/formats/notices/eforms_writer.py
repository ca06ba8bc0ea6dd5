# SPDX-License-Identifier: Apache-2.0
"""Write a notice as a draft of an eForms contract notice, in the XML of the eForms SDK."""

from collections.abc import Iterator

from tenderkit.findings import Finding
from tenderkit.formats.notices.derived_ids import derive_uuid
from tenderkit.formats.notices.eforms_lot import EformsLotWriter
from tenderkit.formats.notices.notice_xml import EXTENSION, NoticeXml
from tenderkit.library.language import list_three_letter_codes
from tenderkit.notices.codes import EformsCodes
from tenderkit.notices.notice import MISSING, TO_REPLACE, Notice, NoticeFile, make_remark

_BUYER = "ORG-0001"
_LONGEST_REFERENCE = 100


def write_eforms(notice: Notice, codes: EformsCodes) -> NoticeFile:
    """Write a notice as a draft of a contract notice.

    What the notice must have and the purchase does not say is left out and listed among the findings.
    """
    return _EformsWriter(notice, codes).write()


class _EformsWriter:
    """Writes one notice."""

    def __init__(self, notice: Notice, codes: EformsCodes) -> None:
        self.notice, self.codes = notice, codes
        self.language = codes.languages[notice.language]
        self.xml = NoticeXml(self.language)

    def write(self) -> NoticeFile:
        """Return the notice as XML, with the remarks on it."""
        self._write_organisation()
        self._write_head()
        self._write_buyer()
        self._write_procedure()
        for lot in self.notice.lots:
            self.xml.lot = lot.number
            EformsLotWriter(self.xml, self.notice, lot).write()
        self.xml.lot = 0
        return NoticeFile(self.xml.to_bytes(), tuple(self._list_remarks()))

    def _write_organisation(self) -> None:
        """Write the kind of notice, and the authority with its name and country."""
        xml, notice = self.xml, self.notice
        extension = xml.open(xml.root, *EXTENSION)
        kind = xml.open(extension, "efac:NoticeSubType")
        xml.write_code(kind, "cbc:SubTypeCode", self.codes.subtype, "notice-subtype", "OPP-070-notice")
        company = xml.open(extension, "efac:Organizations", "efac:Organization", "efac:Company")
        party = xml.open(company, "cac:PartyIdentification")
        xml.write(party, "cbc:ID", _BUYER, "OPT-200-Organization-Company", schemeName="organization")
        if notice.authority:
            name = xml.open(company, "cac:PartyName")
            xml.write_words(name, "cbc:Name", notice.authority, "BT-500-Organization-Company")
        if country := list_three_letter_codes().get(notice.country or ""):
            place = xml.open(company, "cac:PostalAddress", "cac:Country")
            xml.write_code(place, "cbc:IdentificationCode", country, "country", "BT-514-Organization-Company")

    def _write_head(self) -> None:
        """Write the versions, ids, date, legal basis, kind and language of the notice."""
        xml, root, codes = self.xml, self.xml.root, self.codes
        xml.write(root, "cbc:UBLVersionID", "2.3", "OPT-001-notice")
        xml.write(root, "cbc:CustomizationID", codes.sdk, "OPT-002-notice")
        xml.write(root, "cbc:ID", derive_uuid(self.notice, "notice"), "BT-701-notice", schemeName="notice-id")
        xml.write(root, "cbc:ContractFolderID", derive_uuid(self.notice, "procedure"), "BT-04-notice")
        if self.notice.launch:
            xml.write(root, "cbc:IssueDate", f"{self.notice.launch.isoformat()}Z", "BT-05(a)-notice")
        xml.write(root, "cbc:VersionID", "01", "BT-757-notice")
        xml.write(root, "cbc:RegulatoryDomain", codes.legal_basis, "BT-01-notice")
        fields = ("BT-02-notice", "BT-03-notice")
        xml.write_code(root, "cbc:NoticeTypeCode", codes.type, "competition", *fields)
        xml.write(root, "cbc:NoticeLanguageCode", self.language, "BT-702(a)-notice")

    def _write_buyer(self) -> None:
        party = self.xml.open(self.xml.root, "cac:ContractingParty", "cac:Party", "cac:PartyIdentification")
        self.xml.write(party, "cbc:ID", _BUYER, "OPT-300-Procedure-Buyer", schemeName="organization")

    def _write_procedure(self) -> None:
        """Write what is bought in all lots together; the main code and nature are those of the first lot with one."""
        xml, notice = self.xml, self.notice
        project = xml.open(xml.root, "cac:ProcurementProject")
        if notice.reference and len(notice.reference) <= _LONGEST_REFERENCE:
            xml.write(project, "cbc:ID", notice.reference, "BT-22-Procedure", schemeName="InternalID")
        xml.write_words(project, "cbc:Name", notice.title, "BT-21-Procedure")
        xml.write_words(project, "cbc:Description", notice.description, "BT-24-Procedure")
        main = next((lot for lot in notice.lots if lot.cpv), None)
        if main and main.nature:
            xml.write_code(project, "cbc:ProcurementTypeCode", main.nature, "contract-nature", "BT-23-Procedure")
        if notice.value:
            total = xml.open(project, "cac:RequestedTenderTotal")
            amount, currency = f"{notice.value.amount:.2f}", notice.value.currency
            xml.write(total, "cbc:EstimatedOverallContractAmount", amount, "BT-27-Procedure", currencyID=currency)
        if main and main.cpv:
            xml.write_main_code(project, main.cpv, "BT-262-Procedure")
        xml.write_place(project, notice.delivery_country, "BT-5141-Procedure")

    def _list_remarks(self) -> Iterator[Finding]:
        """Yield what the writer made up, and the mandatory fields that it could not write."""
        yield make_remark(TO_REPLACE, "BT-701-notice", "the id of the notice is made from the reference")
        yield make_remark(TO_REPLACE, "BT-04-notice", "the id of the procedure is made from the reference")
        yield make_remark(TO_REPLACE, "BT-05(a)-notice", "the day of dispatch is the launch")
        yield make_remark(
            TO_REPLACE, "OPP-070-notice", "the draft is a notice under the general directive, standard regime"
        )
        if self.notice.country not in self.codes.countries:
            message = "the notice has no country of the European Economic Area, where such notices are published"
            yield make_remark(TO_REPLACE, "BT-514-Organization-Company", message)
        lots_with_gaps = [
            lot.number
            for lot in self.notice.lots
            if not all(r.is_decided for criterion in lot.selection_criteria for r in criterion.requirements)
        ]
        if lots_with_gaps:
            message = "a value of a selection criterion is not decided"
            yield make_remark(MISSING, "BT-750-Lot", message, lots_with_gaps)
        numbers = [lot.number for lot in self.notice.lots]
        for field, name in self.codes.mandatory.items():
            is_of_lot = field.endswith("-Lot")
            lots = self.xml.list_missing(field, numbers if is_of_lot else [0])
            if lots:
                yield make_remark(MISSING, field, name, lots if is_of_lot else ())
