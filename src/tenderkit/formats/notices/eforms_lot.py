# SPDX-License-Identifier: Apache-2.0
"""Write a lot of an eForms contract notice."""

from typing import TYPE_CHECKING

from tenderkit.formats.notices.notice_xml import EXTENSION, NoticeXml
from tenderkit.notices.lot_aims import NO_AIM
from tenderkit.notices.notice import Notice, NoticeAward, NoticeLot

if TYPE_CHECKING:
    from lxml.etree import _Element

# The unit of quantities: one piece.
_PIECE = "H87"
_RESERVED, _NOT_RESERVED = "res-ws", "none"
_IN_NOTICE = "epo-notice"
_WEIGHTS = {"percentage": "per-exa", "decimal": "dec-exa", "points": "poi-exa", "order": "ord-imp"}


class EformsLotWriter:
    """Writes one lot of a notice. Parameters: `xml`, the notice that is written."""

    def __init__(self, xml: NoticeXml, notice: Notice, lot: NoticeLot) -> None:
        self.xml, self.notice, self.lot = xml, notice, lot

    def write(self) -> None:
        """Write the terms of the lot, its kind of contract, and what it buys."""
        place = self.xml.open(self.xml.root, "cac:ProcurementProjectLot")
        self.xml.write(place, "cbc:ID", f"LOT-{self.lot.number:04}", "BT-137-Lot", schemeName="Lot")
        self._write_terms(self.xml.open(place, "cac:TenderingTerms"))
        if self.lot.framework:
            self._write_framework(self.xml.open(place, "cac:TenderingProcess"), self.lot.framework)
        self._write_project(self.xml.open(place, "cac:ProcurementProject"))

    def _write_terms(self, terms: "_Element") -> None:
        """Write selection criteria, reservation, contract terms and award criteria."""
        xml, lot = self.xml, self.lot
        if lot.selection_criteria:
            extension = xml.open(terms, *EXTENSION)
            for criterion in lot.selection_criteria:
                place = xml.open(extension, "efac:SelectionCriteria")
                code = criterion.code or ""
                xml.write_code(place, "cbc:TendererRequirementTypeCode", code, "selection-criterion", "BT-809-Lot")
                xml.write_words(place, "cbc:Description", criterion.titled_text, "BT-750-Lot")
        if self.notice.reserved is not None:
            code = _RESERVED if self.notice.reserved else _NOT_RESERVED
            self._write_requirement(terms, code, "reserved-procurement", "BT-71-Lot")
        if lot.selection_criteria:
            self._write_requirement(terms, _IN_NOTICE, "selection-criteria-source", "BT-821-Lot")
        if lot.terms_text:
            place = xml.open(terms, "cac:ContractExecutionRequirement")
            xml.write_code(place, "cbc:ExecutionRequirementCode", "performance", "conditions", "OPT-060-Lot")
            xml.write_words(place, "cbc:Description", lot.terms_text, "BT-70-Lot")
        if lot.award:
            criteria = xml.open(terms, "cac:AwardingTerms", "cac:AwardingCriterion")
            for award in lot.award:
                self._write_award(xml.open(criteria, "cac:SubordinateAwardingCriterion"), award)

    def _write_requirement(self, terms: "_Element", code: str, code_list: str, field: str) -> None:
        place = self.xml.open(terms, "cac:TendererQualificationRequest", "cac:SpecificTendererRequirement")
        self.xml.write_code(place, "cbc:TendererRequirementTypeCode", code, code_list, field)

    def _write_award(self, place: "_Element", award: NoticeAward) -> None:
        xml = self.xml
        if award.weight is not None:
            number = xml.open(place, *EXTENSION, "efac:AwardCriterionParameter")
            kind = _WEIGHTS[award.weight_kind]
            xml.write_code(number, "efbc:ParameterCode", kind, "number-weight", "BT-5421-Lot")
            xml.write(number, "efbc:ParameterNumeric", f"{award.weight:g}", "BT-541-Lot-WeightNumber")
        xml.write_code(place, "cbc:AwardingCriterionTypeCode", award.type, "award-criterion-type", "BT-539-Lot")
        xml.write_words(place, "cbc:Name", award.name, "BT-734-Lot")
        xml.write_words(place, "cbc:Description", award.text, "BT-540-Lot")

    def _write_framework(self, process: "_Element", framework: str) -> None:
        """Write whether and how the contract is a framework agreement, and with how many contractors."""
        xml = self.xml
        if self.lot.suppliers:
            place = xml.open(process, "cac:FrameworkAgreement")
            xml.write(place, "cbc:MaximumOperatorQuantity", str(self.lot.suppliers), "BT-113-Lot")
        place = xml.open(process, "cac:ContractingSystem")
        xml.write_code(place, "cbc:ContractingSystemTypeCode", framework, "framework-agreement", "BT-765-Lot")

    def _write_project(self, project: "_Element") -> None:
        """Write what the lot buys: texts, nature, quantity, aims, codes, place and term."""
        xml, lot = self.xml, self.lot
        xml.write(project, "cbc:ID", str(lot.number), "BT-22-Lot", schemeName="InternalID")
        xml.write_words(project, "cbc:Name", lot.title, "BT-21-Lot")
        xml.write_words(project, "cbc:Description", lot.description, "BT-24-Lot")
        if lot.nature:
            xml.write_code(project, "cbc:ProcurementTypeCode", lot.nature, "contract-nature", "BT-23-Lot")
        if lot.quantity:
            xml.write(
                project,
                "cbc:EstimatedOverallContractQuantity",
                f"{lot.quantity:.0f}",
                "BT-25-Lot",
                "BT-625-Lot",
                unitCode=_PIECE,
            )
        self._write_aims(project)
        if lot.cpv:
            xml.write_main_code(project, lot.cpv, "BT-262-Lot")
        for code in lot.cpv_also:
            place = xml.open(project, "cac:AdditionalCommodityClassification")
            xml.write_code(place, "cbc:ItemClassificationCode", code, "cpv", "BT-263-Lot")
        xml.write_place(project, self.notice.delivery_country, "BT-5141-Lot")
        if lot.months:
            period = xml.open(project, "cac:PlannedPeriod")
            xml.write(period, "cbc:DurationMeasure", str(lot.months), "BT-36-Lot", unitCode="MONTH")
        if lot.options:
            extension = xml.open(project, "cac:ContractExtension")
            xml.write(extension, "cbc:MaximumNumberNumeric", str(len(lot.options)), "BT-58-Lot")
            renewal = xml.open(extension, "cac:Renewal", "cac:Period")
            xml.write_words(renewal, "cbc:Description", lot.options_text, "BT-57-Lot")

    def _write_aims(self, project: "_Element") -> None:
        """Write further natures, the aims for the environment and society, and the set of green criteria."""
        lot = self.lot
        self._write_types(project, lot.natures_also, "contract-nature", "BT-531-Lot")
        self._write_types(project, lot.impact, "environmental-impact", "BT-774-Lot")
        self._write_types(project, lot.social, "social-objective", "BT-775-Lot")
        for code in lot.strategic:
            place = self.xml.open(project, "cac:ProcurementAdditionalType")
            self.xml.write_code(place, "cbc:ProcurementTypeCode", code, "strategic-procurement", "BT-06-Lot")
            if code != NO_AIM:
                self.xml.write_words(place, "cbc:ProcurementType", lot.strategic_text, "BT-777-Lot")
        if lot.criteria_set:
            self._write_types(project, (lot.criteria_set,), "gpp-criteria", "BT-805-Lot")

    def _write_types(self, project: "_Element", codes: tuple[str, ...], code_list: str, field: str) -> None:
        for code in codes:
            place = self.xml.open(project, "cac:ProcurementAdditionalType")
            self.xml.write_code(place, "cbc:ProcurementTypeCode", code, code_list, field)
