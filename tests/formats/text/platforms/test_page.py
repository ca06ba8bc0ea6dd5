# SPDX-License-Identifier: Apache-2.0
"""Pages with questions: no key in plain words, nothing from outside, and marked right in a browser."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from tenderkit.formats.text.platforms.page import PageLook, suits_page, write_page
from tenderkit.library.reading.shipped_data import find_data_folder, load_shipped_data
from tenderkit.papers.blocks import Table
from tests.formats.text.platforms.chromium import Page, start_browser
from tests.formats.text.platforms.made_pack import ODD, QUESTIONS, make_pack

TEMPLATES = find_data_folder() / "templates"
NAMES = ("quiz/page.html", "annex/page.css", "quiz/page.css", "quiz/page.js")
PAGE, PAPER, OWN, SCRIPT = ((TEMPLATES / name).read_text(encoding="utf-8") for name in NAMES)
LOOK = PageLook(PAGE, PAPER + OWN, SCRIPT)
# The places of words that a line break cuts, and of what is wider than the screen and does not scroll.
BROKEN_WORDS = """(() => {
  const broken = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest('script, style, option, .skip')) continue;
    for (const word of node.data.matchAll(/[^\\s\\-\\/–—]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.top)));
      const box = range.getBoundingClientRect();
      const scrolls = node.parentElement.closest('.wide');
      const isOut = !scrolls && (box.left < 0 || box.right > innerWidth + 1);
      if (lines.size > 1 || isOut) broken.push(word[0]);
    }
  }
  return broken.join(' ');
})()"""
ASKED = (QUESTIONS[0], QUESTIONS[1], QUESTIONS[3])


def write(language: str = "en") -> str:
    pack = make_pack(*ASKED, language=language)
    return write_page(pack, pack.quizzes[0], LOOK)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with start_browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(params=["en", "ar"])
def page(browser: Page, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "page.html"
    file.write_text(write(request.param), encoding="utf-8")
    browser.open(file.as_uri())
    yield browser
    assert browser.errors == []


def say(page: Page, key: str, **values: object) -> str:
    """The words of the page for a key, in its language."""
    code = str(page.run("document.documentElement.lang")).partition("-")[0]
    return load_shipped_data().language(code).text(f"exercise-page.{key}", **values)


def count(page: Page, points: str) -> str:
    """What the page says of so many points of five."""
    return say(page, "result", points=points, most="5")


def answer(page: Page, rows: tuple[str, ...], boxes: tuple[int, ...]) -> str:
    """Answer, and return the points."""
    for number, value in enumerate(rows):
        page.run(f"document.querySelectorAll('select')[{number}].value = '{value}'")
    page.run(f"document.querySelectorAll('input').forEach((box, n) => (box.checked = {list(boxes)}.includes(n)))")
    page.run("document.querySelector('button').click()")
    return str(page.run("document.getElementById('result').textContent"))


def test_only_tasks_whose_answers_are_choices_suit() -> None:
    assert suits_page(make_pack(*ASKED))
    assert not suits_page(make_pack())
    assert not suits_page(make_pack(QUESTIONS[3]))


def test_the_key_is_as_many_digests_as_there_are_rows_and_choices() -> None:
    (text,) = html.fromstring(write()).xpath("//script[@id='key']/text()")
    key = json.loads(text)
    assert {id_: len(digests) for id_, digests in key["digests"].items()} == {"q0": 4, "q1": 3}
    values = [value for digests in key["digests"].values() for value in digests.values()]
    assert len({*values}) == len(values) == len([v for v in values if re.fullmatch("[0-9a-f]{64}", v)])
    assert "why" not in html.fromstring(write()).text_content().split(), "the feedback has the key"
    assert "a note" not in write()


def test_a_page_loads_nothing_and_texts_are_no_markup() -> None:
    tree = html.fromstring(write())
    assert tree.xpath("//@src | //link | //iframe | //@action | //img") == []
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert [label.strip() for label in tree.xpath("//ul//label/text()")][-1] == ODD.replace("\x07", "")
    assert len({*tree.xpath("//@id")}) == len(tree.xpath("//@id"))


def test_every_control_has_a_name_and_a_place_for_its_mark(page: Page) -> None:
    roles = [role for role, name in page.list_controls() if name]
    assert sorted(roles) == ["button", *["checkbox"] * 4, *["combobox"] * 3, "textbox"]
    page.run("document.querySelectorAll('.mark').forEach((mark) => (mark.textContent = 'marked'))")
    named = "[...document.querySelectorAll('select, input')].map((c) => c.getAttribute('aria-describedby'))"
    assert page.run(f"{named}.every((id) => document.getElementById(id).textContent === 'marked')")


def test_right_wrong_and_empty_answers_get_their_points(page: Page) -> None:
    assert answer(page, ("1", "0", "1"), (1, 3)) == count(page, "5")
    assert answer(page, ("1", "1", ""), (1, 2)) == count(page, "2")
    marks = page.run("[...document.querySelectorAll('.mark')].map((mark) => mark.textContent).join('|')")
    right, wrong, neutral, empty = (say(page, key) for key in ("right", "wrong", "neutral", "empty"))
    assert marks == f"|✓ {right}|{neutral}||✓ {right}|✗ {wrong}|{empty}"
    assert page.run("document.querySelector('.still').textContent") == say(page, "still", count=1)
    assert answer(page, ("", "", ""), ()) == count(page, "0")


def test_whoever_marks_everything_does_not_pass(page: Page) -> None:
    assert answer(page, ("0", "0", "0"), (0, 1, 2, 3)) == count(page, "2.5")


def test_keys_alone_answer_and_mark(page: Page) -> None:
    page.run("document.getElementById('q0-title').scrollIntoView()")
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter", "\r")
    page.press("Tab")
    assert page.run("document.activeElement.type") == "checkbox"
    page.press("Tab")
    page.press(" ", " ")
    for _ in range(3):
        page.press("Tab")
    assert page.run("document.activeElement.dataset.row") == "c01"
    page.press("ArrowDown")
    page.press("ArrowDown")
    for _ in range(4):
        page.press("Tab")
    page.press("Enter", "\r")
    assert page.run("document.activeElement.id") == "result"
    assert page.run("document.getElementById('result').textContent") == count(page, "2")


def test_a_phone_shows_it_without_scrolling_sideways(page: Page) -> None:
    page.set_width(360)
    assert page.run("document.documentElement.scrollWidth") == 360
    heights = (
        "[...document.querySelectorAll('select, button, ul label')].map((c) => c.getBoundingClientRect().height)"
    )
    assert page.run(f"Math.min(...{heights})") >= 40


@pytest.mark.parametrize("width", [360, 420])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_breaks_no_word_of_a_table(browser: Page, tmp_path: Path, language: str, width: int) -> None:
    pack = make_pack(*ASKED, language=language)
    head = ("Equipment", "Manufacturer", "Quantity", "Refurbishment and take-back", "Recommendation")
    row = ("smartphones", "manufacturer-independent", "1,250", "uninterruptible power supplies", "telecommunications")
    tables = (
        Table("Quantities", head, (row, row), (20, 20, 20, 20, 20)),
        Table("Two", head[:2], (row[:2],), (50, 50)),
    )
    quiz = replace(pack.quizzes[0], introduction=(*pack.quizzes[0].introduction, *tables))
    file = tmp_path / "page.html"
    file.write_text(write_page(pack, quiz, LOOK), encoding="utf-8")
    browser.open(file.as_uri())
    browser.set_width(width)
    assert browser.run(BROKEN_WORDS) == ""
    assert browser.run("document.documentElement.scrollWidth") == width


def test_the_direction_is_that_of_the_language(page: Page) -> None:
    language = page.run("document.documentElement.lang")
    direction = page.run("getComputedStyle(document.querySelector('ol.rows')).direction")
    assert direction == ("rtl" if language.startswith("ar") else "ltr")
