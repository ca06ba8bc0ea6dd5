# SPDX-License-Identifier: Apache-2.0
from typing import Any

from tenderkit.annex import Annex, compose
from tenderkit.blocks import Answer, Block, ClauseBlock, Heading, Paragraph, Removable, Table, Wide

from .support import award, choose, english, library, lot, parameter

LCC = "life-cycle-cost-award"
SHEET = award(scale={"type": "lowest"}, parameters={"carbon-price": parameter({"core": 0}, type="number", unit=None)})


def annex(clause: dict[str, Any] | None = None, **lots: Any) -> Annex:
    """An annex of one lot that is compared by life-cycle cost."""
    clauses = {LCC: clause or SHEET}
    return compose(choose(library(clauses), lots=[lot(**lots)], tender={"proportionality": "full"}), english())


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks, those inside others too."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, ClauseBlock | Removable | Wide):
            found += flat(block.blocks)
    return found


def tables(one: Annex, start: str) -> list[Table]:
    return [b for b in flat(one.blocks) if isinstance(b, Table) and b.caption.startswith(start)]


def cells(table: Table, column: int) -> list[str]:
    return [c.prompt if isinstance(c, Answer) else c for c in (row[column] for row in table.rows)]


def test_each_product_category_has_a_sheet() -> None:
    one = annex(items={"laptop": 500, "display": 60})
    assert [t.caption for t in tables(one, "Cost of")] == ["Cost of laptops", "Cost of displays"]
    assert cells(tables(one, "Cost of displays")[0], 1)[0] == "In all 60 displays"


def test_a_purchase_sheet_has_these_lines() -> None:
    assert cells(tables(annex(), "Cost of")[0], 0) == [
        "Model",
        "Price",
        "Electricity, in use",
        "Electricity, not in use",
        "Consumables",
        "Repair after the required warranty",
        "End of use",
        "Emissions",
        "Life-cycle cost",
    ]


def test_a_lease_sheet_asks_for_charges() -> None:
    sheet = tables(annex(acquisition="lease"), "Cost of")[0]
    assert cells(sheet, 0)[1] == "Charges"
    assert cells(sheet, 3)[1] == "Q × (monthly charge × 12 × Y + charges due once)"
    assert "Return at the end of use" in cells(sheet, 0)
    assert "Q × charges" in cells(sheet, 3)


def test_emissions_at_zero_are_not_counted() -> None:
    assert "Not counted: the price of emissions is 0" in cells(tables(annex(), "Cost of")[0], 1)


def test_emissions_with_a_price_need_a_factor() -> None:
    carbon = {"carbon-price": parameter({"core": 100}, type="number", unit=None)}
    sheet = tables(annex(award(scale={"type": "lowest"}, parameters=carbon)), "Cost of")[0]
    assert "[to be set] kg of CO2 equivalent for each kWh" in cells(sheet, 1)


def test_what_the_authority_has_to_set_is_an_open_point_and_a_gap() -> None:
    one = annex()
    assert "[to be set]" in one.gaps
    assert "Cost sheet: hours of use, quantities and factors" in [p.what for p in one.open_points]


def test_old_equipment_handed_over_can_be_traded_in() -> None:
    (sheet,) = tables(annex(returns={"desktop": 900}), "The whole lot")
    assert sheet.rows[0][0] == "Old equipment: desktop computers"
    assert sheet.rows[0][1] == "Q = 900 desktop computers"
    assert sheet.rows[0][3] == "− Q × sum"
    assert cells(sheet, 3)[-1] == "Sum of all copies, less the sums above"


def test_a_lease_has_a_trade_in_too() -> None:
    (sheet,) = tables(annex(acquisition="lease", returns={"smartphone": 9}), "The whole lot")
    assert cells(sheet, 1)[0] == "Q = 9 smartphones"


def test_a_lot_without_old_equipment_still_has_a_total() -> None:
    (sheet,) = tables(annex(items={"laptop": 5, "display": 6}), "The whole lot")
    assert cells(sheet, 0) == ["Life-cycle cost of the lot"]
    assert cells(sheet, 3) == ["Sum of all copies"]


def test_each_copy_of_the_sheet_names_its_model_and_quantity() -> None:
    row = tables(annex(items={"laptop": 500}), "Cost of")[0].rows[0]
    assert row[1] == "In all 500 laptops"
    assert isinstance(row[2], Answer)
    assert row[2].prompt == "Name of the model, and Q"


def test_a_lot_that_is_not_compared_by_life_cycle_cost_has_no_sheet() -> None:
    one = compose(choose(library({"a": award()}), tender={"proportionality": "full"}), english())
    assert tables(one, "Cost of") == []
    assert not [b for b in flat(one.blocks) if isinstance(b, Heading) and "sheet" in b.text]


def test_a_take_back_lot_has_a_price_sheet_that_takes_negative_prices() -> None:
    one = compose(choose(library({"a": award()}), lots=[lot(acquisition="take-back")]), english())
    (sheet,) = tables(one, "Price sheet, Lot 1")
    assert cells(sheet, 2) == ["Price for one unit, negative where the tenderer pays", "Fill in"]
    assert cells(sheet, 3) == ["Q × price", "Sum of all lines"]
    assert any(isinstance(b, Paragraph) and "a negative one for what it pays" in b.text for b in flat(one.blocks))


def test_every_field_of_the_sheets_has_a_tag_of_its_own() -> None:
    one = annex(items={"laptop": 5, "display": 6}, returns={"laptop": 4})
    tags = [
        c.tag for b in flat(one.blocks) if isinstance(b, Table) for r in b.rows for c in r if isinstance(c, Answer)
    ]
    assert len(tags) == len(set(tags))
    assert "tk:L1.life-cycle-cost-award.laptop.price" in tags
