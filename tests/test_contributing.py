# SPDX-License-Identifier: Apache-2.0
"""What CONTRIBUTING.md says is enough is enough: each thing is added to a copy, with the listed files alone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES: Mapping[str, list[str]] = {
    part.partition("\n")[0]: re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE)
    for part in re.split(r"(?m)^## Add ", PAGE)[1:]
}
PURCHASE = """
tenderkit = 1
language = "en"
[tender]
title = "Trial"
launch = 2027-01-15
country = "KE"
proportionality = "full"
[[lots]]
title = "Trial"
acquisition = "purchase"
months = 48
data = "personal"
items = [{ category = "CATEGORY", quantity = 50 }]
"""


def test_there_is_a_recipe_for_what_is_added_most() -> None:
    assert list(RECIPES) == [
        "a clause",
        "a category of equipment",
        "a paper",
        "a language",
        "a lint rule",
        "a format",
    ]


@pytest.mark.parametrize(("recipe", "file"), [(recipe, file) for recipe, files in RECIPES.items() for file in files])
def test_a_listed_file_exists_or_has_neighbours(recipe: str, file: str) -> None:
    assert list(ROOT.glob(re.sub(r"<[^>]*>", "*", file))), f"{recipe}: {file}"


class Copy:
    """A copy of what is installed, to which files are added; it runs as a checkout does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__", "_data")
        for name in ("src", "clauses", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        self.recipe = ""

    def file(self, pattern: str, **names: str) -> Path:
        """The path of a file that the recipe lists. Fails where it does not list it."""
        assert pattern in RECIPES[self.recipe], f"{self.recipe}: {pattern} is not listed"
        path = self.folder / re.sub(r"<([^>]*)>", lambda match: names[match.group(1)], pattern)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def run(self, *line: str) -> str:
        """Run `tenderkit` and return what it writes to stdout. Fails where the command does."""
        env = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONUTF8": "1"}
        ended = subprocess.run(
            [sys.executable, "-m", "tenderkit", *line], cwd=self.folder, env=env, capture_output=True, text=True
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def purchase(self, category: str) -> str:
        """Write a purchase of a category; returns the name of the file."""
        (self.folder / "trial.toml").write_text(PURCHASE.replace("CATEGORY", category), encoding="utf-8")
        return "trial.toml"


@pytest.fixture
def copy_for(tmp_path: Path) -> Callable[[str], Copy]:
    """A copy for a recipe."""

    def make(recipe: str) -> Copy:
        copy = Copy(tmp_path)
        copy.recipe = recipe
        return copy

    return make


def insert(path: Path, before: str, text: str) -> None:
    """Put a text in front of the only place where another begins."""
    content = path.read_text(encoding="utf-8")
    assert content.count(before) == 1, f"{path}: {before}"
    path.write_text(content.replace(before, text + before), encoding="utf-8")


def test_a_clause_is_one_file(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a clause")
    model = (copy.folder / "clauses" / "useful-life" / "spare-parts.toml").read_text(encoding="utf-8")
    path = copy.file("clauses/<theme>/<id>.toml", theme="useful-life", id="trial-clause")
    path.write_text(re.sub(r"(?m)^version\s*=.*$", "version = 1", model), encoding="utf-8")
    assert "trial-clause" in copy.run("clauses", "list", "--category", "laptop")
    assert "trial-clause" in copy.run("explain", copy.purchase("laptop"), "--clause", "trial-clause")


def test_a_category_with_its_groups_gets_the_general_clauses(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a category of equipment")
    vocabulary = copy.file("clauses/vocabulary.toml")
    entry = '[categories.wall-screen]\ncpv = "31711200"\ngroups = GROUPS\nlabel.en = "wall screens"\n'
    before = "[categories.accessory]\n"
    groups = re.search(
        r"\[categories\.display\]\n(?:[^\[].*\n)*?groups = (\[.*\])", vocabulary.read_text(encoding="utf-8")
    )
    assert groups
    insert(vocabulary, before, entry.replace("GROUPS", groups[1]))
    assert "wall-screen" in copy.run("list", "categories")
    assert (
        len(re.findall(r"^#+ 1\.\d\.\d+", copy.run("build", copy.purchase("wall-screen"), "--format", "md"), re.M))
        > 15
    )


def test_lint_names_the_values_that_a_new_category_needs(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a category of equipment")
    groups = 'groups = ["equipment", "battery-powered"]'
    entry = f'[categories.e-reader]\nhas-battery = true\n{groups}\nlabel.en = "e-readers"\n'
    insert(copy.file("clauses/vocabulary.toml"), "[categories.accessory]\n", entry)
    lint = ("clauses", "lint", "--rule", "missing-value")
    missing = "no case of “cycles” covers “e-reader”, to which the clause applies"
    assert missing in copy.run(*lint)
    clause = copy.file("clauses/<theme>/<id>.toml", theme="useful-life", id="battery-endurance")
    case = '[[parameters.cycles.cases]]\ncategories = ["e-reader"]\nanchor = ANCHOR\ncore = 500\nmark = "P"\n'
    anchor = re.search(r"(?m)^anchor\s*= (.*)$", clause.read_text(encoding="utf-8"))
    assert anchor
    insert(clause, "[text]\n", case.replace("ANCHOR", anchor[1]))
    assert missing not in copy.run(*lint)


def test_a_language_begins_with_its_frame_alone(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a language")
    path = copy.file("templates/frame/<language>.toml", language="es")
    frame = 'locale = "es-ES"\ndirection = "ltr"\nscript = "latin"\n\n[texts.cover]\nreference = "Referencia"\n'
    path.write_text(frame, encoding="utf-8")
    assert re.search(r"^es\b", copy.run("list", "languages"), re.MULTILINE)
    line = ("build", copy.purchase("laptop"), "--language", "es", "--allow-untranslated", "--format", "md")
    assert "Referencia" in copy.run(*line)


def test_a_lint_rule_is_a_module(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a lint rule")
    source = (copy.folder / "src/tenderkit/lint/rules/vague_wording.py").read_text(encoding="utf-8")
    path = copy.file("src/tenderkit/lint/rules/<rule>.py", rule="trial_wording")
    path.write_text(source.replace("vague-wording", "trial-wording"), encoding="utf-8")
    assert copy.run("clauses", "lint", "--explain", "trial-wording").startswith("trial-wording: ")
    copy.run("clauses", "lint")


def test_a_paper_is_a_module_an_entry_and_its_words(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a paper")
    copy.file("src/tenderkit/papers/<paper>.py", paper="trial_paper").write_text(
        "# SPDX-License-Identifier: Apache-2.0\n"
        '"""A paper for a trial."""\n'
        "from tenderkit.papers.annex.annex import Annex\n"
        "from tenderkit.papers.blocks import Heading\n"
        "from tenderkit.papers.paper import Paper\n\n\n"
        "def compose_trial(annex: Annex) -> Paper:\n"
        '    """Compose the paper."""\n'
        '    title = annex.language.text("trial.title")\n'
        "    return Paper(selection=annex.selection, purchase_digest=annex.purchase_digest,\n"
        "                 language=annex.language, title=title, subtitle=annex.subtitle,\n"
        "                 cover=annex.cover, blocks=(Heading(title, 1),))\n",
        encoding="utf-8",
    )
    registry = copy.file("src/tenderkit/papers/registry.py")
    insert(
        registry,
        "PAPERS = {\n",
        'def _compose_trial(annex: "Annex", protected: bool) -> Composed:\n'
        "    from tenderkit.papers.trial_paper import compose_trial\n\n"
        "    return Composed((compose_trial(annex),))\n\n\n",
    )
    insert(
        registry,
        "        PaperKind(RESPONSE,",
        '        PaperKind("trial", "a paper for a trial", _compose_trial, {".docx": "docx"}),\n',
    )
    for language in ("en", "ar"):
        frame = copy.file("templates/frame/<language>.toml", language=language)
        insert(frame, "[texts.cover]\n", '[texts.trial]\ntitle = "Trial of a paper"\n\n')
    assert "a paper for a trial" in " ".join(copy.run("build", "--help").split())
    copy.run("build", copy.purchase("laptop"), "--papers", "annex,trial")
    assert (copy.folder / "trial-trial.docx").is_file()


def test_a_format_is_a_module_a_writer_and_an_ending(copy_for: Callable[[str], Copy]) -> None:
    copy = copy_for("a format")
    copy.file("src/tenderkit/formats/text/<format>.py", format="titles").write_text(
        "# SPDX-License-Identifier: Apache-2.0\n"
        '"""The titles of the clauses."""\n'
        "from tenderkit.papers.annex.annex import Annex\n\n\n"
        "def render(annex: Annex) -> str:\n"
        '    """Render one title a line."""\n'
        '    return "".join(f"{clause.number} {clause.title}\\n" for clause in annex.printed)\n',
        encoding="utf-8",
    )
    pipeline = copy.file("src/tenderkit/pipeline.py")
    insert(
        pipeline,
        "# The writer of each format",
        "def _write_titles(content: Any, job: _Job) -> bytes:\n"
        "    from tenderkit.formats.text import titles\n\n"
        "    return titles.render(content).encode()\n\n\n",
    )
    insert(pipeline, '    "html": _write_html,\n', '    "titles": _write_titles,\n')
    insert(
        copy.file("src/tenderkit/papers/registry.py"),
        '".md": "md", ".html": "html", ".json"',
        '".titles": "titles", ',
    )
    options = copy.file("src/tenderkit/cli/options.py")
    insert(options, '"html", "json"]', '"titles", ')
    assert re.search(r"^1\.2\.1 \w", copy.run("build", copy.purchase("laptop"), "--format", "titles"), re.MULTILINE)
