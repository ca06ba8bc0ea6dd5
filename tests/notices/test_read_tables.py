# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tenderkit.errors import InvalidInput
from tenderkit.library.reading.shipped_data import find_data_folder, load_shipped_data
from tenderkit.notices.read_tables import read_folders
from tests.formats.notices.made_notices import tables
from tests.formats.notices.shared_data import cpv_codes, eforms_codes, needs_data, ocds_codes

BASE = find_data_folder() / "clauses"


def test_an_overlay_replaces_a_table(tmp_path: Path) -> None:
    (tmp_path / "notices.toml").write_text('[selection]\nrepair-capacity = "slc-abil-facil-tools"\n')
    codes = read_folders(BASE, [tmp_path], load_shipped_data().library).codes
    assert codes.selection == {"repair-capacity": "slc-abil-facil-tools"}
    assert codes.goods == tables().codes.goods


def test_an_unknown_word_is_refused_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "notices.toml").write_text('[selection]\nrepair-capasity = "slc-abil-facil-tools"\n')
    with pytest.raises(InvalidInput) as caught:
        read_folders(BASE, [tmp_path], load_shipped_data().library)
    (fault,) = caught.value.findings
    assert fault.place.key == "selection.repair-capasity"
    assert "repair-capacity" in fault.fix


def test_every_category_with_a_code_has_one_of_unspsc() -> None:
    categories = load_shipped_data().library.vocabulary.categories
    assert {id_ for id_, word in categories.items() if word.cpv} == tables().codes.goods.keys()


def test_every_cpv_code_has_a_label() -> None:
    codes = tables().codes
    used = {goods.repair for goods in codes.goods.values() if goods.repair}
    used |= {code for service in codes.services.values() for code in (service.cpv, *service.cpv_also)}
    assert used <= tables().cpv.keys()


@needs_data
def test_the_codes_are_in_the_public_lists() -> None:
    codes = tables().codes
    aims = [*codes.aims.themes.values(), *codes.aims.groups.values(), *codes.aims.clauses.values()]
    assert {code for aim in aims for code in aim.impact} <= eforms_codes("environmental-impact")
    assert {code for aim in aims for code in aim.social} <= eforms_codes("social-objective")
    assert {goal for aim in aims for goal in aim.goals} <= ocds_codes(
        "extensions", "sustainability", "sustainabilityGoal.csv"
    )
    assert set(codes.strategies.values()) <= ocds_codes("extensions", "sustainability", "sustainabilityStrategy.csv")
    assert set(codes.selection.values()) <= eforms_codes("selection-criterion")
    assert tables().cpv.keys() <= cpv_codes()
