# SPDX-License-Identifier: Apache-2.0
import io
from pathlib import Path

import pytest

from tenderkit.cli.screen.console import make_console
from tenderkit.cli.screen.interview.made_papers import list_steps, print_made
from tenderkit.library.reading import shipped_data
from tenderkit.papers.annex.annex import Annex, compose
from tenderkit.selection.select import select
from tests.cli.screen.conftest import strip_codes
from tests.support import english, example_purchase

t = english().text


@pytest.fixture(scope="module")
def annex() -> Annex:
    library = shipped_data.load_shipped_data().library
    return compose(select(library, example_purchase("small-laptops")), english())


def test_the_last_screen_names_each_paper_as_a_link_with_what_it_is_for(annex: Annex) -> None:
    stream = io.StringIO()
    files = {"annex": Path("x.docx"), "response": Path("x-response.docx"), "notes": Path("x-notes.docx")}
    print_made(make_console(stream, 60), annex, files, "x.toml")
    shown = strip_codes(stream.getvalue())
    for paper, file in files.items():
        assert f"  {file}\n    {t(f'screens.made-{paper}')}\n" in shown
        assert file.absolute().as_uri() in stream.getvalue()
    assert "  tenderkit explain x.toml\n" in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_the_steps_begin_with_the_open_points(annex: Annex) -> None:
    points = t("screens.next-points", count=english().number(len(annex.open_points)))
    assert list(list_steps(annex)) == [points, t("screens.next-check"), t("screens.next-publish")]
