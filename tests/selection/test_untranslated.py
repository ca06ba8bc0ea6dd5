# SPDX-License-Identifier: Apache-2.0
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tenderkit.findings import Finding
from tenderkit.library.reading.library_reader import read_library
from tenderkit.library.reading.shipped_data import ShippedData, find_data_folder, load_shipped_data
from tenderkit.lint.read_catalogue import read_catalogue
from tenderkit.lint.rule import load_rules
from tenderkit.pipeline import select_clauses
from tenderkit.purchase.reading import parse_purchase
from tenderkit.selection.untranslated import find_untranslated
from tests.support import PURCHASE_FILES

NEW = '[categories.e-reader]\ngroups = ["equipment"]\nlabel.en = { one = "e-reader", other = "e-readers" }\n'
PURCHASE = find_data_folder() / "templates" / "purchases" / "eg-school-laptops.toml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped clauses, with a new category that has no Arabic label."""
    copy = Path(shutil.copytree(find_data_folder() / "clauses", tmp_path_factory.mktemp("new") / "clauses"))
    with (copy / "vocabulary.toml").open("a", encoding="utf-8") as file:
        file.write(NEW)
    return copy


@pytest.fixture(scope="module")
def data(folder: Path) -> ShippedData:
    return replace(load_shipped_data(), library=read_library(folder))


def find_gaps(data: ShippedData, text: str) -> list[Finding]:
    purchase = parse_purchase(text, "purchase.toml", "toml", within=data)
    return find_untranslated(select_clauses(purchase, data), data.language(purchase.prevailing_language))


def test_a_category_that_the_purchase_does_not_have_needs_no_label(data: ShippedData) -> None:
    assert find_gaps(data, PURCHASE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", ['"display", quantity = 120', '"laptop", quantity = 600'])
def test_a_category_that_is_bought_or_handed_over_needs_a_label(data: ShippedData, line: str) -> None:
    text = PURCHASE.read_text(encoding="utf-8")
    assert text.count(line) == 1
    gaps = find_gaps(data, text.replace(line, '"e-reader", quantity = 120'))
    assert [gap.place.key for gap in gaps] == ["categories.e-reader.label"]


def test_lint_warns_of_each_category_without_a_label(folder: Path) -> None:
    catalogue = read_catalogue(folder, (), [])
    check = load_rules()["translation-missing"].check
    assert catalogue
    assert check
    assert "categories.e-reader.label" in [fault.place.key for fault in check(catalogue)]


def test_a_small_purchase_in_french_needs_no_other_clause_and_no_other_jurisdiction() -> None:
    text = PURCHASE_FILES["fr-commune-laptops"].read_text(encoding="utf-8")
    data = load_shipped_data()
    assert find_gaps(data, text) == []
    german = find_gaps(data, text.replace('country = "FR"', 'country = "DE"'))
    assert german
    assert {gap.place.file for gap in german} == {"jurisdictions/de"}
    large = find_gaps(data, text.replace('country = "FR"', 'country = "FR"\nproportionality = "standard"'))
    told = [gap.message.replace("\u00a0", " ") for gap in large]
    assert "la clause « repair-information » n’est pas traduite en « fr »" in told
