# SPDX-License-Identifier: Apache-2.0
"""What README and manual show is what happens."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tenderkit.library.reading import shipped_data
from tenderkit.library.translations import collect_translated_texts
from tests.conftest import Ran
from tests.interview.test_keys import Window
from tests.interview.test_page_browser import RIGHT, browsed, show_review

Cli = Callable[..., Ran]

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = README + (ROOT / "MANUAL.md").read_text(encoding="utf-8")
TOML = re.findall(r"```toml\n(.*?)```", PAGES, re.DOTALL)
PURCHASE = next(block for block in TOML if block.startswith("tenderkit = 1"))
VALUES = next(block for block in TOML if "[[included]]" in block)
CONSOLE = "\n".join(re.findall(r"```console\n(.*?)```", PAGES, re.DOTALL))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_marked_commands_of_one_line_do_all_the_set_up() -> None:
    marked = re.findall(r"<!-- (.*) -->\n```sh\n.*\n```\n", README)
    assert sorted(marked) == ["first-command", "test-command"]
    assert PAGES.count("```sh\n") == len(marked)


def test_the_examples_listed_are_those_that_there_are(cli: Cli) -> None:
    assert cli("build", "--list-examples").stdout in CONSOLE


def test_the_complete_purchase_gives_what_the_readme_shows(cli: Cli, folder: Path) -> None:
    (folder / "purchase.toml").write_text(PURCHASE, encoding="utf-8")
    ended = cli("build", "purchase.toml")
    assert ended.code == 0
    assert f"$ tenderkit build purchase.toml\n{ended.stderr}{ended.stdout}" in CONSOLE


def test_a_file_is_verified_as_the_pages_show(cli: Cli, folder: Path) -> None:
    (folder / "purchase.toml").write_text(PURCHASE, encoding="utf-8")
    assert cli("build", "purchase.toml").code == 0
    ended = cli("verify", "purchase.docx")
    assert ended.code == 0
    assert f"$ tenderkit verify purchase.docx\n{ended.stdout}" in CONSOLE


def test_the_form_is_made_and_read_as_the_pages_show(cli: Cli, folder: Path) -> None:
    (folder / "purchase.toml").write_text(PURCHASE, encoding="utf-8")
    for line, code in (
        ("build purchase.toml --protect forms --force", 0),
        ("response read purchase-response.docx", 1),  # nobody has filled it in
    ):
        assert f"$ tenderkit {line}\n" in CONSOLE
        assert cli(*line.split()).code == code
    Path("tenders").mkdir()
    Path("purchase-response.docx").rename("tenders/a.docx")
    for more in (["--purchase", "purchase.toml"], ["--format", "xlsx", "-o", "answers.xlsx"], ["--format", "json"]):
        assert f"$ tenderkit response read tenders/*.docx {' '.join(more)}" in CONSOLE
        assert cli("response", "read", "tenders/a.docx", *more).code == 1
    assert Path("answers.xlsx").is_file()


def test_the_mistakes_are_listed_as_the_manual_shows(cli: Cli, folder: Path) -> None:
    wrong = PURCHASE.replace('"laptop", quantity = 500', '"labtop", quantity = 500').replace(
        "months = 48", "months = 480"
    )
    (folder / "purchase.toml").write_text(wrong, encoding="utf-8")
    ended = cli("build", "purchase.toml")
    assert ended.code == 3
    assert ended.stderr in CONSOLE


def test_the_values_weights_and_choices_are_accepted(cli: Cli, folder: Path) -> None:
    whole = PURCHASE.replace("environment-weight", "# environment-weight") + VALUES
    (folder / "purchase.toml").write_text(whole, encoding="utf-8")
    ended = cli("build", "purchase.toml")
    assert (ended.code, ended.stderr) == (0, ended.stderr.replace("error", ""))


def test_what_is_missing_without_a_terminal_is_told_as_the_pages_show(cli: Cli, folder: Path) -> None:
    set_ = ["--set", "tender.title=Tablets", "--set", "tender.launch=2027-01-15"]
    ended = cli("new", "tablets.toml", "--no-input", *set_)
    assert ended.code == 3
    assert f"$ tenderkit new tablets.toml --no-input {' '.join(set_)}\n{ended.stderr}" in CONSOLE


def test_the_house_rules_of_the_manual_apply(cli: Cli, folder: Path) -> None:
    Path("house").mkdir()
    for name, mark in (("library", "hide = "), ("sources", "[circular-ict-policy]")):
        block = next(block for block in TOML if mark in block)
        Path(f"house/{name}.toml").write_text(block, encoding="utf-8")
    Path("purchase.toml").write_text(PURCHASE, encoding="utf-8")
    assert "$ tenderkit build purchase.toml --library house -o annex.docx\n" in CONSOLE
    assert cli("build", "purchase.toml", "--library", "house", "-o", "annex.docx").code == 0
    told = json.loads(cli("build", "purchase.toml", "--library", "house", "--format", "json").stdout)["data"]
    assert [o["title"] for o in told["overlays"]] == ["House rules of the Ministry of Education"]
    values = {(c["id"], p["name"]): p for c in told["lots"][0]["clauses"] for p in c["parameters"]}
    assert values["spare-parts", "parts-years"]["value"] == 8
    assert values["battery-endurance", "cycles"]["value"] >= 1000
    assert "minimum-use-term" not in {c["id"] for c in told["lots"][0]["clauses"]}


def test_the_review_looks_as_the_manual_shows(folder: Path) -> None:
    shown = next(b for b in re.findall(r"```text\n(.*?)```", PAGES, re.DOTALL) if b.startswith("What next"))
    (folder / "purchase.toml").write_text(PURCHASE, encoding="utf-8")
    pages = show_review(folder / "purchase.toml", shipped_data.load_shipped_data().library)[0]
    clauses = next(page for page in pages if page.tab.startswith("Clauses"))
    seen: list[str] = []

    def look(window: Window) -> None:
        seen.append(window.display)
        window.pipe.send_text("<<")

    browsed((pages[0].tab, RIGHT * pages.index(clauses)), (f"[{clauses.tab}]", look), pages=pages)
    assert seen[0].startswith(shown.rstrip("\n"))


def test_the_example_in_python_writes_the_files_of_the_command_line(cli: Cli, folder: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (folder / "purchase.toml").write_text(PURCHASE, encoding="utf-8")
    (folder / "example.py").write_text(block, encoding="utf-8")
    done = subprocess.run([sys.executable, "example.py"], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert cli("build", "purchase.toml", "--papers", "annex,response", "-o", "built/").code == 0
    for name in ("purchase.docx", "purchase-response.docx"):
        assert name in block
        assert (folder / name).read_bytes() == (folder / "built" / name).read_bytes()


def test_the_library_is_counted_as_it_is() -> None:
    library = shipped_data.load_shipped_data().library
    texts = library.translation_into("ar").clauses.values()
    translated = [one for one in texts if set(collect_translated_texts(one)) != {"title"}]
    clauses, categories = len(library.clauses), len(library.vocabulary.categories)
    text = " ".join(PAGES.split())
    assert f"has {clauses} clauses for {categories} categories of equipment, {len(library.jurisdictions)} " in text
    assert f"; {len(translated)} clauses are in Arabic" in text
    assert f"- {clauses} clauses in English, for {categories} categories of equipment and services" in text
    assert f"In Arabic: {len(translated)} of these clauses" in text


def test_every_link_between_the_pages_leads_somewhere() -> None:
    pages = [ROOT / name for name in ("README.md", "MANUAL.md", "clauses/README.md", "templates/README.md")]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", text):
            aimed = page if not target else page.parent / target
            assert aimed.exists(), f"{page.name}: {target}"
            if anchor:
                titles = re.findall(r"^#+ (.*)$", aimed.read_text(encoding="utf-8"), re.MULTILINE)
                anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
                assert anchor in anchors, f"{page.name}: {target}#{anchor}"
