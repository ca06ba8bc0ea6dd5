# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.papers.blocks import Answer, Block, ClauseBlock, Heading, Paragraph, Table
from tenderkit.papers.sheets.cost_rows import discount_years, list_cost_rows
from tenderkit.papers.sheets.sheet_rows import FigureReader
from tenderkit.selection.selection import CHANGING_CHARGE
from tests.support import award, choose, clause, english, library, lot, parameter, performance

LCC = "life-cycle-cost-award"


def sheet_of(carbon: float = 0, cap: float = 20) -> dict[str, Any]:
    """The criterion, with a price of emissions and a cap on what is paid at the end of use."""
    return award(
        text={"requirement": "Emissions: {{ carbon_price }}.\n\nEnd of use: {{ end_of_use_cap }}."},
        scale={"type": "lowest"},
        parameters={
            "carbon-price": parameter({"core": carbon}, type="number", unit=None, off=0),
            "end-of-use-cap": parameter({"core": cap}, type="percent", unit="percent", off=0),
        },
    )


SHEET = sheet_of()


def annex(clause: dict[str, Any] | None = None, **lots: Any) -> Annex:
    """An annex of one lot that is compared by life-cycle cost."""
    clauses = {LCC: clause or SHEET}
    return compose(choose(library(clauses), lots=[lot(**lots)], tender={"proportionality": "full"}), english())


def flat(one: Annex) -> list[Block]:
    """All blocks of an annex and of its form, those inside others too."""
    found: list[Block] = []
    for block in (*one.blocks, *one.form):
        found += [block, *(block.blocks if isinstance(block, ClauseBlock) else ())]
    return found


def tables(one: Annex, start: str) -> list[Table]:
    return [b for b in flat(one) if isinstance(b, Table) and b.caption.startswith(start)]


def cells(table: Table, column: int) -> list[str]:
    return [c.prompt if isinstance(c, Answer) else c for c in (row[column] for row in table.rows)]


def test_each_product_category_has_a_sheet() -> None:
    one = annex(items={"laptop": 500, "display": 60})
    assert [t.caption for t in tables(one, "Cost of")] == ["Cost of laptops", "Cost of displays"]
    assert cells(tables(one, "Cost of displays")[0], 1)[0] == "Q = an estimated 60 displays"


def test_the_short_sheet_of_the_lot_stays_with_the_one_before_it() -> None:
    one = annex(items={"laptop": 500, "display": 60})
    assert [t.keep_next for t in tables(one, "Cost of")] == [False, True]


def test_a_purchase_sheet_has_these_lines() -> None:
    assert cells(tables(annex(), "Cost of")[0], 0) == [
        "Model",
        "Price",
        "Electricity, in use",
        "Electricity, not in use",
        "Warranty",
        "Repair outside the warranty",
        "End of use",
        "Life-cycle cost",
    ]


@pytest.mark.parametrize(("price", "rows"), [(0, 0), (0.25, 2)])
def test_a_price_of_zero_leaves_electricity_out(price: float, rows: int) -> None:
    priced = parameter({"core": price}, type="number", unit="currency-per-kwh", off=0)
    text = {"requirement": "Costs count.\n\nElectricity: {{ electricity_price }}."}
    criterion = award(text=text, scale={"type": "lowest"}, parameters={"electricity-price": priced})
    (sheet,) = tables(annex(criterion), "Cost of")
    assert sum("Electricity" in name for name in cells(sheet, 0)) == rows


def test_a_lease_sheet_asks_for_charges() -> None:
    sheet = tables(annex(acquisition="lease"), "Cost of")[0]
    assert cells(sheet, 0)[1:3] == ["Monthly charge", "Charges due once"]
    assert cells(sheet, 3)[1:3] == ["Q × charge × 12 × Y", "Q × charges"]
    assert "Warranty" not in cells(sheet, 0)
    assert "Repair of damage" in cells(sheet, 0)


def test_a_purchase_sheet_counts_only_what_is_switched_on() -> None:
    assert "Emissions" not in cells(tables(annex(sheet_of(carbon=0)), "Cost of")[0], 0)
    assert "End of use" not in cells(tables(annex(sheet_of(cap=0)), "Cost of")[0], 0)


def test_a_sheet_states_the_years_that_a_discount_rate_leaves() -> None:
    rate = parameter({"core": 3}, type="number", unit="percent-per-year", direction="none")
    text = {"requirement": "{{ calculation_years }} at {{ electricity_price }}, discounted at {{ discount_rate }}."}
    years = parameter({"core": 5})
    price = parameter({"core": 0.25}, type="number", unit="currency-per-kwh", direction="none")
    values = {"calculation-years": years, "electricity-price": price, "discount-rate": rate}
    criterion = award(text=text, scale={"type": "lowest"}, parameters=values)
    (sheet,) = tables(annex(criterion), "Cost of")
    assert cells(sheet, 1)[0].endswith("; Y = 5 years; discount rate 3 % a year; D = 4.5797")
    assert cells(sheet, 3)[2] == "Q × watts ÷ 1000 × hours × D × price of a kWh"
    assert cells(sheet, 3)[5] == "Q × price × years of Y after the warranty ÷ Y × D ÷ Y"


def test_years_are_discounted_one_by_one() -> None:
    assert discount_years(5, 3) == round(sum(1 / 1.03**year for year in range(1, 6)), 4) == 4.5797
    assert discount_years(5, 0) == 5


def test_the_sum_at_the_end_of_use_is_capped() -> None:
    (sheet,) = tables(annex(sheet_of(cap=20), sheet={"working-share": 75}), "Cost of")
    assert any(
        text.startswith("Counted up to 20 % of the price of the unit, owed in full") for text in cells(sheet, 1)
    )
    assert any("75 % of the units expected to work at the end of Y" in text for text in cells(sheet, 1))


def test_units_in_use_all_year_are_not_asked_for_a_power_that_never_counts() -> None:
    always, sometimes = (
        tables(annex(items={"laptop": 5}, sheet={"hours-in-use": 8760, "hours-idle": idle}), "Cost of")[0]
        for idle in (0, 60)
    )
    assert "Electricity, not in use" in cells(sometimes, 0)
    assert "Electricity, not in use" not in cells(always, 0)
    assert "Electricity, in use" in cells(always, 0)


def test_a_sheet_states_the_figures_of_the_clause_that_it_counts_with() -> None:
    """The years differ between product categories, and the price of a lot without a sheet counts with them too."""
    years = parameter({"categories": ["laptop"], "core": 5}, {"core": 7})
    price = parameter({"core": 0.25}, type="number", unit="currency-per-kwh", direction="none")
    carbon = parameter({"core": 80}, type="number", unit="currency-per-tonne", direction="none", off=0)
    whole = award(
        text={"requirement": "Over {{ calculation_years }} at {{ electricity_price }} and {{ carbon_price }}."},
        scale={"type": "lowest"},
        parameters={"calculation-years": years, "electricity-price": price, "carbon-price": carbon},
        applies=[{"categories": ["laptop", "display"]}],
    )
    laptops, displays = tables(annex(whole, items={"laptop": 5, "display": 6}), "Cost of")
    assert cells(laptops, 1)[0] == "Q = an estimated 5 laptops; Y = 5 years"
    assert cells(displays, 1)[0] == "Q = an estimated 6 displays; Y = 7 years"
    hours = "[to be set] hours a year in use; test method [to be set]; 0.25 EUR per kWh"
    assert cells(displays, 1)[2] == hours
    factor = "[to be set] kg of CO2 equivalent for each kWh; 80 EUR per tonne of CO2 equivalent"
    assert factor in cells(displays, 1)
    several = {"laptop": 5, "display": 6, "accessory": 9}
    (rest,) = tables(annex(whole, acquisition="lease", items=several), "The whole lot")
    assert cells(rest, 1)[0] == "Q = an estimated 9 accessories"
    (rest,) = tables(annex(whole, acquisition="lease", items={"laptop": 5, "accessory": 9}), "The whole lot")
    assert cells(rest, 1)[0] == "Q = an estimated 9 accessories; Y = 5 years"


def test_only_what_consumes_has_a_line_for_consumables() -> None:
    one = annex(items={"laptop": 5, "imaging-equipment": 2})
    laptops, printers = tables(one, "Cost of")
    assert "Consumables" not in cells(laptops, 0)
    assert "Consumables" in cells(printers, 0)


def test_a_print_service_is_paid_by_the_page() -> None:
    (sheet,) = tables(annex(acquisition="print-service", items={"imaging-equipment": 2}), "Cost of")
    assert cells(sheet, 3)[cells(sheet, 0).index("Pages")] == "Q × price × Y"
    assert "Consumables" not in cells(sheet, 0)


def test_what_has_no_sheet_of_its_own_is_added() -> None:
    laptops = SHEET | {"applies": [{"categories": ["laptop"]}]}
    charges = {"accessories: Monthly charge": "Q × charge × 12 × Y", "accessories: Charges due once": "Q × charges"}
    for model, counted in (("purchase", {"accessories": "Q × price"}), ("service", charges)):
        (sheet,) = tables(annex(laptops, acquisition=model, items={"laptop": 5, "accessory": 9}), "The whole lot")
        assert cells(sheet, 0) == [*counted, "Life-cycle cost of the lot"]
        assert cells(sheet, 1)[0] == "Q = an estimated 9 accessories"
        assert cells(sheet, 3) == [*counted.values(), "Sum of all sheets and of the lines above"]


def test_each_thing_that_the_authority_lists_has_a_row_and_a_field_of_its_own() -> None:
    listed = {"repairs": {"laptop": {"battery": 1, "screen panel": 0.1}}, "consumables": {"black": 2}}
    one = annex(items={"laptop": 5, "imaging-equipment": 2}, sheet=listed)
    laptops, printers = tables(one, "Cost of")
    rows = [row for row in laptops.rows if str(row[0]).startswith("Repair")]
    assert [row[0] for row in rows] == [
        "Repair outside the warranty: battery",
        "Repair outside the warranty: screen panel",
    ]
    assert [row[1] for row in rows] == ["1 for one unit over Y", "0.1 for one unit over Y"]
    assert {row[3] for row in rows} == {"Q × number × price × years of Y after the warranty ÷ Y"}
    assert {f"tk:L1.{LCC}.laptop.repair-{n}" for n in (1, 2)} < set(tags(laptops))
    assert "Consumables: black" in cells(printers, 0)
    assert "[to be set] (kind and number of repairs of one unit over Y, or none)" in cells(printers, 1)


def test_a_sheet_says_what_to_write_only_where_nothing_is_written() -> None:
    written = {"repairs": "one display", "consumables": "one roll of paper"}
    (printers,) = tables(annex(items={"imaging-equipment": 2}, sheet=written), "Cost of")
    assert {"one display for one unit over Y", "one roll of paper for one unit and year"} < set(cells(printers, 1))
    assert not any("or none)" in cell for cell in cells(printers, 1))


def test_where_nothing_is_repaired_neither_repairs_nor_a_warranty_are_asked_for() -> None:
    for word in ("none", "None "):
        (sheet,) = tables(annex(sheet={"repairs": word}), "Cost of")
        assert not [name for name in cells(sheet, 0) if name.startswith(("Repair", "Warranty"))]


def test_a_field_of_a_cost_sheet_asks_for_one_number() -> None:
    """A total can be worked out from the fields alone: no field asks for several prices."""
    for model, kind in (
        ("purchase", "imaging-equipment"),
        ("print-service", "imaging-equipment"),
        ("lease", "laptop"),
    ):
        (sheet,) = tables(annex(acquisition=model, items={kind: 5}), "Cost of")
        assert not [prompt for prompt in cells(sheet, 2) if "each" in prompt or " and charges" in prompt]


def test_the_rows_of_the_form_are_those_that_programs_count() -> None:
    one = annex(items={"laptop": 5}, returns={"desktop": 9}, sheet={"working-share": 80, "hours-in-use": 1600})
    (clause_,) = one.lots[0].clauses
    cost = list_cost_rows(one.context, one.lots[0], clause_, FigureReader(one.context, one.lots[0]))
    (model,) = cost.models
    assert [row.how for row in model.rows] == ["price", "power-in-use", "power", "warranty", "repair", "end-of-use"]
    assert [row.name for row in model.rows] == cells(tables(one, "Cost of")[0], 0)[1:-1]
    figures = {figure.key: figure.value for row in model.rows for figure in row.figures.values()}
    assert figures[f"tk:L1.{LCC}.laptop.units"] == 5
    assert (figures["hours-in-use"], figures["hours-idle"], figures["working-share"]) == (1600, None, 80)
    assert figures["end-of-use-cap"] == 20
    assert [row.how for row in cost.rows] == ["old"]


def test_emissions_with_a_price_need_a_factor() -> None:
    sheet = tables(annex(sheet_of(carbon=100)), "Cost of")[0]
    assert "[to be set] kg of CO2 equivalent for each kWh; 100" in cells(sheet, 1)


def test_what_the_authority_has_to_set_is_an_open_point_and_a_gap() -> None:
    one = annex()
    assert "[to be set]" in one.gaps
    assert any(p.what.startswith("Cost sheet: hours of use, quantities and factors") for p in one.open_points)


def test_old_equipment_handed_over_can_be_traded_in() -> None:
    share = {"handed-over-share": {"desktop": 60}}
    (sheet,) = tables(annex(returns={"desktop": 900}, sheet=share), "The whole lot")
    assert sheet.rows[0][0] == "Old equipment: desktop computers"
    assert (
        sheet.rows[0][1] == "Q = 900 desktop computers, the highest number; 60 % of them expected to be handed over"
    )
    assert sheet.rows[0][3] == "− Q × share expected to be handed over × sum"
    assert cells(sheet, 3)[-1] == "Sum of all sheets and of the lines above"


def test_a_lease_has_a_trade_in_too() -> None:
    (sheet,) = tables(annex(acquisition="lease", returns={"smartphone": 9}), "The whole lot")
    assert cells(sheet, 1)[0].startswith("Q = 9 smartphones, the highest number; [to be set] %")


def test_the_share_of_old_units_is_an_open_point_until_it_is_set() -> None:
    def keys(**sheet: object) -> str:
        one = annex(returns={"smartphone": 9}, sheet=sheet)
        return " ".join(point.key for point in one.open_points)

    assert "handed-over-share" in keys()
    assert "handed-over-share" not in keys(**{"handed-over-share": 50})


def test_old_equipment_for_which_nothing_is_owed_has_no_row() -> None:
    def rows(cap: float | None) -> list[str]:
        # None: the cap has no value for this lot.
        case = {"core": 5, "acquisition": ["lease"]} if cap is None else {"core": cap}
        old = {"old-equipment-cap": parameter(case, type="percent", unit="percent", off=0)}
        text = {"requirement": "Old equipment: {{ old_equipment_cap }}.\n\nThe total counts."}
        criterion = award(text=text, scale={"type": "lowest"}, parameters=old)
        (sheet,) = tables(annex(criterion, returns={"desktop": 900}), "The whole lot")
        return cells(sheet, 0)

    assert rows(0) == ["Life-cycle cost of the lot"]
    assert rows(None) == ["Life-cycle cost of the lot"]
    assert rows(10) == ["Old equipment: desktop computers", "Life-cycle cost of the lot"]


def test_a_lot_without_old_equipment_still_has_a_total() -> None:
    (sheet,) = tables(annex(items={"laptop": 5, "display": 6}), "The whole lot")
    assert cells(sheet, 0) == ["Life-cycle cost of the lot"]
    assert cells(sheet, 3) == ["Sum of all sheets"]


def test_a_sheet_states_its_quantity_and_asks_for_the_name_of_its_model_alone() -> None:
    row = tables(annex(items={"laptop": 500}), "Cost of")[0].rows[0]
    assert row[1] == "Q = an estimated 500 laptops"
    assert isinstance(row[2], Answer)
    assert row[2].prompt == "Name of the model"


# A line of two models, a line of the same category with another note, and a line of another category.
SEVERAL = [
    {"category": "laptop", "quantity": 101, "note": "with a case", "models": [60, 40]},
    {"category": "laptop", "quantity": 7},
    {"category": "display", "quantity": 3},
]
MODELS = ["laptops, model 1", "laptops, model 2", "laptops, model 3", "displays"]
QUANTITIES = [f"Q = an estimated {n}" for n in ("61 laptops", "40 laptops", "7 laptops", "3 displays")]


def several(clauses: dict[str, Any], **lots: Any) -> Annex:
    """An annex of one lot with the lines of `SEVERAL`."""
    whole = library(clauses)
    return compose(
        choose(whole, lots=[{**lot(**lots), "items": SEVERAL}], tender={"proportionality": "full"}), english()
    )


def tags(table: Table) -> list[str]:
    return [cell.tag for row in table.rows for cell in row if isinstance(cell, Answer)]


def test_each_model_has_a_cost_sheet_with_its_quantity_and_fields_of_its_own() -> None:
    one = several({LCC: SHEET})
    sheets = tables(one, "Cost of")
    assert [t.caption for t in sheets] == [f"Cost of {model}" for model in MODELS]
    noted = [f"{text}; with a case" for text in QUANTITIES[:2]]
    assert [cells(t, 1)[0] for t in sheets] == [*noted, *QUANTITIES[2:]]
    stems = ["laptop", "laptop-2", "laptop-3", "display"]
    assert [tags(t)[0] for t in sheets] == [f"tk:L1.{LCC}.{stem}.model" for stem in stems]
    for sheet, stem in zip(sheets, stems, strict=True):
        assert all(tag.startswith(f"tk:L1.{LCC}.{stem}.") for tag in tags(sheet))
        assert len(sheet.rows) == len(sheets[0].rows)
    every = [tag for sheet in (*sheets, *tables(one, "The whole lot")) for tag in tags(sheet)]
    assert len(every) == len(set(every))


def test_the_name_of_a_field_of_a_sheet_says_which_model_it_is_of() -> None:
    sheets = tables(several({LCC: SHEET}), "Cost of")
    named = [cell.name for sheet in sheets for cell in sheet.rows[1] if isinstance(cell, Answer)]
    assert named == [f"Price: {model}" for model in MODELS]


def test_the_note_on_a_line_stands_with_each_of_its_models_and_not_with_a_price() -> None:
    sheets = tables(several({LCC: SHEET}), "Cost of")
    assert ["with a case" in cells(sheet, 1)[0] for sheet in sheets] == [True, True, False, False]
    assert [cells(sheet, 1)[1] for sheet in sheets] == ["", "", "", ""]


def test_only_the_last_of_several_sheets_stays_with_that_of_the_lot() -> None:
    assert [t.keep_next for t in tables(several({LCC: SHEET}), "Cost of")] == [False, False, False, True]


def test_models_without_a_sheet_of_their_own_are_added_one_by_one() -> None:
    displays = SHEET | {"applies": [{"categories": ["display"]}]}
    (sheet,) = tables(several({LCC: displays}), "The whole lot")
    assert cells(sheet, 0) == [*MODELS[:3], "Life-cycle cost of the lot"]
    noted = [f"{QUANTITIES[0]}; with a case", f"{QUANTITIES[1]}; with a case", QUANTITIES[2]]
    assert cells(sheet, 1)[:3] == noted
    assert tags(sheet)[:3] == [f"tk:L1.{LCC}.{stem}.price" for stem in ("laptop", "laptop-2", "laptop-3")]


def priced(**lots: Any) -> Annex:
    """An annex of one lot that is compared by price."""
    return compose(choose(library({"a": clause()}), lots=[lot(weights={"price": 100}, **lots)]), english())


def test_a_lot_that_is_compared_by_price_has_a_price_sheet() -> None:
    one = priced(items={"laptop": 5, "display": 6})
    (sheet,) = tables(one, "Price sheet, Lot 1")
    assert cells(sheet, 0) == ["laptops", "displays", "Price of the lot"]
    assert cells(sheet, 3) == ["Q × price", "Q × price", "Sum of all lines"]
    assert "[to be set]" not in one.gaps


def test_each_model_has_a_row_in_the_price_sheet_with_its_quantity_and_a_field_of_its_own() -> None:
    (sheet,) = tables(several({"a": clause()}, weights={"price": 100}), "Price sheet, Lot 1")
    assert cells(sheet, 0) == [*MODELS, "Price of the lot"]
    noted = [f"{text}; with a case" for text in QUANTITIES[:2]]
    assert cells(sheet, 1) == [*noted, *QUANTITIES[2:], ""]
    stems = ["laptop.price", "laptop-2.price", "laptop-3.price", "display.price", "total"]
    assert tags(sheet) == [f"tk:L1.price.{stem}" for stem in stems]


def test_a_price_cap_holds_for_each_model() -> None:
    cap = {"laptop": {"amount": 900, "currency": "EUR"}}
    (sheet,) = tables(several({"a": clause()}, weights={"price": 100}, price_cap=cap), "Price sheet, Lot 1")
    assert ["Highest price: 900 EUR" in text for text in cells(sheet, 1)] == [True, True, True, False, False]


def test_a_price_cap_stands_with_the_lot_and_in_its_sheets() -> None:
    cap = {"laptop": {"amount": 900, "currency": "EUR"}}
    lots = [lot({"laptop": 3, "display": 4}, weights={"price": 100}, price_cap=cap)]
    one = compose(choose(library({"a": clause()}), lots=lots), english())
    facts = [b.text for b in one.blocks if isinstance(b, Paragraph) and b.lead == "Highest price of a unit"]
    assert facts == ["laptops 900 EUR, without tax; a tender with a higher price is rejected for the lot"]
    (sheet,) = (b for b in one.form if isinstance(b, Table) and b.caption.startswith("Price sheet"))
    given = [row[1] for row in sheet.rows]
    assert [str(text).endswith("; Highest price: 900 EUR") for text in given] == [True, False, False]


def test_the_note_on_a_line_stands_with_its_price() -> None:
    line = {"category": "laptop", "quantity": 3, "note": "each with a case"}
    lots = [{**lot(weights={"price": 100}), "items": [line]}]
    (sheet,) = tables(compose(choose(library({"a": clause()}), lots=lots), english()), "Price sheet, Lot 1")
    assert cells(sheet, 1)[0] == "Q = an estimated 3 laptops; each with a case"


def test_a_lot_that_nothing_compares_has_no_sheet() -> None:
    one = compose(choose(library({"a": clause()})), english())
    assert not [b for b in flat(one) if isinstance(b, Heading) and "sheet" in b.text]


def test_a_lot_with_a_clause_that_names_the_price_sheet_has_one() -> None:
    named = clause(text={"requirement": "The tenderer shall mark the items in the price sheet."})
    one = compose(choose(library({"a": named})), english())
    assert tables(one, "Price sheet, Lot 1")


def test_the_base_charge_is_asked_for_only_where_a_clause_lets_it_change() -> None:
    falling = {CHANGING_CHARGE: performance(text={"title": "Falling charge"})}
    leased, full = [lot(acquisition="lease", months=36)], {"proportionality": "full"}
    steady, changing = (
        compose(choose(library({LCC: SHEET, **more}), lots=leased, tender=full), english()) for more in ({}, falling)
    )
    same = "Monthly charge for one unit, the same in every month"
    asked = [cells(tables(one, "Cost of")[0], 2)[1] for one in (steady, changing)]
    base = "Monthly charge for one unit: the base charge under “Falling charge” (1.4.1), before any extension"
    assert asked == [same, base]


def test_charges_count_over_the_term() -> None:
    (sheet,) = tables(priced(acquisition="lease"), "Price sheet, Lot 1")
    assert cells(sheet, 0) == ["laptops: Monthly charge", "laptops: Charges due once", "Price of the lot"]
    assert cells(sheet, 3) == ["Q × charge × M", "Q × charges", "Sum of all lines"]
    assert tags(sheet) == ["tk:L1.price.laptop.charge", "tk:L1.price.laptop.once", "tk:L1.price.total"]


def test_consumables_are_priced_by_items_that_the_authority_lists() -> None:
    one = priced(acquisition="consumables", items={"consumables": 900})
    (sheet,) = tables(one, "Price sheet, Lot 1")
    assert (
        cells(sheet, 1)[0]
        == "an estimated 900 toner and ink cartridges: [to be set] (items with the quantity of each over the term)"
    )
    assert "Price sheet: what is bought, and how much of it" in [p.what for p in one.open_points]


def test_lines_of_consumables_share_a_row_with_the_notes_of_all() -> None:
    lines = [{"category": "consumables", "quantity": n, "note": note} for n, note in ((9, "black"), (3, "in colour"))]
    lots = [{**lot(acquisition="consumables", weights={"price": 100}), "items": lines}]
    (sheet,) = tables(compose(choose(library({"a": clause()}), lots=lots), english()), "Price sheet, Lot 1")
    assert cells(sheet, 0) == ["toner and ink cartridges", "Price of the lot"]
    assert cells(sheet, 1)[0] == (
        "an estimated 12 toner and ink cartridges: [to be set] (items with the quantity of each over the term); "
        "black; in colour"
    )


def test_repairs_are_compared_by_a_basket() -> None:
    one = priced(acquisition="repair", items={"laptop": 900})
    (sheet,) = tables(one, "Price sheet, Lot 1")
    assert cells(sheet, 0) == [
        "laptops",
        "Diagnosis without repair: laptops",
        "Hours of labour",
        "Other parts",
        "Price of the lot",
    ]
    assert "[to be set]" in one.gaps


def test_listed_parts_are_compared_where_a_repair_costs_what_the_list_says() -> None:
    clauses = library({"spare-parts-supply-terms": performance()})
    lots = lot(acquisition="repair", items={"laptop": 900}, weights={"price": 100})

    def list_rows(**sheet: Any) -> Table:
        one = compose(choose(clauses, lots=[{**lots, "sheet": {"repairs": "none", **sheet}}]), english())
        return tables(one, "Price sheet, Lot 1")[0]

    assert "[to be set] (parts with the number of each for this quantity, or none)" in cells(list_rows(), 1)[0]
    two = list_rows(parts={"laptop": {"battery": 30, "screen": 12}})
    assert cells(two, 0)[:2] == ["laptops: battery", "laptops: screen"]
    assert {f"tk:L1.price.laptop.parts-{n}" for n in (1, 2)} < set(tags(two))
    assert cells(list_rows(parts="none"), 0)[0] == "Diagnosis without repair: laptops"


def test_a_take_back_lot_has_a_price_sheet_that_takes_negative_prices() -> None:
    one = compose(choose(library({"a": award()}), lots=[lot(acquisition="take-back")]), english())
    (sheet,) = tables(one, "Price sheet, Lot 1")
    assert cells(sheet, 2) == [
        "Price for one unit, negative where the tenderer pays, or 0",
        "Total by your own reckoning, if you like; it does not count",
    ]
    assert cells(sheet, 3) == ["Q × price", "Sum of all lines"]
    assert any(isinstance(b, Paragraph) and "a negative one for what it pays" in b.text for b in flat(one))


def test_old_units_that_cost_other_work_are_priced_by_themselves() -> None:
    lines = [
        {"category": "smartphone", "quantity": 600, "condition": "working", "given-to": "school-or-charity"},
        {"category": "smartphone", "quantity": 150, "condition": "defect"},
        {"category": "laptop", "quantity": 9, "condition": "defect"},
    ]
    given = {**lot(acquisition="take-back", weights={"price": 100}, quantity_basis="fixed"), "returns": lines}
    (sheet,) = tables(compose(choose(library({"a": clause()}), lots=[given]), english()), "Price sheet")
    kinds = ["smartphones; working; given to a school or charity", "smartphones; defective", "laptops"]
    assert cells(sheet, 0)[:-1] == kinds
    assert cells(sheet, 1)[:-1] == ["Q = 600 smartphones", "Q = 150 smartphones", "Q = 9 laptops"]
    fields = [answer.tag for row in sheet.rows for answer in row if isinstance(answer, Answer)]
    assert len(set(fields)) == len(fields)


def test_each_kind_of_loose_media_is_priced_by_itself() -> None:
    lines = [
        {"category": "storage-media", "media": "magnetic", "quantity": 5},
        {"category": "storage-media", "media": "flash", "quantity": 3},
        {"category": "storage-media", "media": "magnetic", "quantity": 2},
        {"category": "storage-media", "quantity": 9},
    ]
    media = {**lot(acquisition="take-back", weights={"price": 100}, quantity_basis="fixed"), "returns": lines}
    (sheet,) = tables(compose(choose(library({"a": clause()}), lots=[media]), english()), "Price sheet")
    kinds = ["loose storage media; magnetic", "loose storage media; flash memory", "loose storage media"]
    assert cells(sheet, 0) == [*kinds, "Price of the lot"]
    assert cells(sheet, 1) == [*(f"Q = {n} loose storage media" for n in (7, 3, 9)), ""]


def test_every_field_of_the_sheets_has_a_tag_of_its_own() -> None:
    one = annex(items={"laptop": 5, "display": 6}, returns={"laptop": 4})
    tags = [c.tag for b in flat(one) if isinstance(b, Table) for r in b.rows for c in r if isinstance(c, Answer)]
    assert len(tags) == len(set(tags))
    assert "tk:L1.life-cycle-cost-award.laptop.price" in tags


def test_each_item_that_the_authority_lists_has_a_row_in_the_price_sheet() -> None:
    one = priced(acquisition="consumables", items={"consumables": 900}, sheet={"items": {"black": 600, "cyan": 300}})
    (sheet,) = tables(one, "Price sheet, Lot 1")
    assert cells(sheet, 0)[:2] == ["toner and ink cartridges: black", "toner and ink cartridges: cyan"]
    assert cells(sheet, 1)[:2] == ["600 over the term", "300 over the term"]
    assert cells(sheet, 3)[:2] == ["Number × price"] * 2
    assert tags(sheet)[:2] == ["tk:L1.price.consumables.items-1", "tk:L1.price.consumables.items-2"]


SHARE = clause(
    text={"requirement": "Refurbished: {{ refurbished_share }}."},
    parameters={"refurbished-share": parameter({"core": 25}, type="percent", unit="percent")},
)


CAPPED = "at most the price or charge of a new one counts and is due"


def shared(criterion: dict[str, Any], share: float = 25, **lots: Any) -> Annex:
    """An annex of one lot that asks for refurbished units beside new ones."""
    clauses = {LCC: criterion, "refurbished-share-minimum": SHARE}
    asked = lot(**lots, parameters={"refurbished-share-minimum": {"refurbished-share": share}})
    return compose(choose(library(clauses), lots=[asked], tender={"proportionality": "full"}), english())


def test_refurbished_units_of_a_lot_have_a_price_of_their_own_in_its_cost_sheet() -> None:
    one = shared(SHEET, items={"laptop": 171})
    new = tables(one, "Cost of")[0]
    assert (new.caption, cells(new, 1)[0]) == ("Cost of laptops, new", "Q = an estimated 129 laptops")
    row = tables(one, "The whole lot")[0].rows[0]
    assert row[:2] == ("laptops, refurbished", f"Q = an estimated 42 laptops; {CAPPED}")
    assert isinstance(row[2], Answer)
    assert row[2].tag.endswith(".laptop-refurbished.price")


def test_a_share_that_leaves_no_unit_of_a_kind_parts_no_line() -> None:
    assert tables(shared(SHEET, items={"laptop": 3}), "Cost of")[0].caption == "Cost of laptops"


def test_a_share_with_a_fraction_gives_the_exact_number_of_units() -> None:
    one = shared(SHEET, 64.6, items={"laptop": 500})
    assert cells(tables(one, "Cost of")[0], 1)[0] == "Q = an estimated 177 laptops"
    assert tables(one, "The whole lot")[0].rows[0][1] == f"Q = an estimated 323 laptops; {CAPPED}"


def test_a_lot_whose_share_is_all_units_has_no_sheet_of_new_ones() -> None:
    one = shared(SHEET, 100, items={"laptop": 171})
    assert not tables(one, "Cost of")
    rows = tables(one, "The whole lot")[0].rows
    assert rows[0][:2] == ("laptops, refurbished", f"Q = an estimated 171 laptops; {CAPPED}")
    assert [row[0] for row in rows].count(rows[0][0]) == 1


def test_refurbished_units_of_a_lot_have_rows_of_their_own_in_its_price_sheet() -> None:
    clauses = {"refurbished-share-minimum": SHARE, "quality": award(scale={"type": "lowest"})}
    chosen = choose(library(clauses), lots=[lot(acquisition="lease", items={"laptop": 8})])
    (sheet,) = tables(compose(chosen, english()), "Price sheet")
    names = ["laptops, new: Monthly charge", "laptops, new: Charges due once"]
    assert cells(sheet, 0)[:4] == [*names, *(name.replace("new", "refurbished") for name in names)]
    assert cells(sheet, 1)[2] == f"Q = an estimated 2 laptops; {CAPPED}"
