# SPDX-License-Identifier: Apache-2.0
"""The shipped lists of words and the rules, on clauses and on purchases, that read them."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tenderkit import checks, lint
from tenderkit.checks import documents
from tenderkit.checks.rule import load_rules as load_purchase_rules
from tenderkit.library.reading import text_files
from tenderkit.library.reading.shipped_data import find_data_folder
from tenderkit.lint.rule import Rule, load_rules
from tests.lint.seeded import shipped

FILES = sorted((find_data_folder() / "clauses" / "word-lists").glob("*.toml"))
# The files of lists that several rules read; the others are named after the one rule that does. The lists for
# documents are read by the checks of documents, those for fixes by `check --fix`, and those of a warning on the sense
# of answers, of which the rule has nothing but its page, by the module that warns.
SHARED, DOCUMENTS, FIXES = {"places", "references", "sentences"}, {"documents", "topics"}, "fixes"
SENSE = "two-kinds-on-a-line"
PACKAGE, CHECKS = Path(lint.__path__[0]), Path(checks.__path__[0])


@cache
def words_in(module: Path) -> frozenset[str]:
    """The strings in the code of a module and of what it imports from lint and checks; no manual page is a name."""
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    found = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for node in nodes:
        for folder, package in ((PACKAGE, lint), (CHECKS, checks)):
            name = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if name.startswith(f"{package.__name__}."):
                inside = name.removeprefix(f"{package.__name__}.").replace(".", "/")
                # A rule on purchases that is one on clauses as well imports its module from the folder of rules; the
                # index of words merges lists of any name.
                passed_over = ("rules", "documents/rules", "documents/word_index")
                found |= words_in(folder / f"{inside}.py") if inside not in passed_over else set()
    return frozenset(found)


@cache
def words_of_documents() -> frozenset[str]:
    """The strings in the code that checks documents."""
    folder = Path(documents.__path__[0])
    code = "\n".join(module.read_text(encoding="utf-8") for module in sorted(folder.rglob("*.py")))
    return frozenset(re.findall(r"""["']([\w-]+)["']""", code))


@cache
def readers() -> dict[str, set[str]]:
    """The rules that read each list, themselves or by what they share."""
    rules = {id_: words_in(PACKAGE / "rules" / f"{id_.replace('-', '_')}.py") for id_ in load_rules()}
    for id_ in load_purchase_rules():
        read = words_in(CHECKS / "rules" / f"{id_.replace('-', '_')}.py")
        rules[id_] = rules.get(id_, frozenset()) | read
    return {name: {id_ for id_, found in rules.items() if name in found} for name in shipped().lists}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_list_is_read_and_stands_in_the_file_of_the_rule_that_alone_does(path: Path) -> None:
    for name in text_files.parse_toml(text_files.read_text(path, path.name), path.name):
        if path.stem in SHARED:
            assert len(readers()[name]) > 1, name
        elif path.stem in DOCUMENTS:
            assert name in words_of_documents()
            assert readers()[name] == set(), name
        elif path.stem == FIXES:
            assert name in words_in(CHECKS / "reference_fixes.py")
            assert readers()[name] == set(), name
        elif path.stem == SENSE:
            assert name in words_in(CHECKS / "sense.py")
            assert readers()[name] == set(), name
        else:
            assert readers()[name] == {path.stem}, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lists_stand_in_the_order_of_the_alphabet_and_say_what_they_hold(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("[")]
    names = [lines[number].strip("[]").partition(".")[0] for number in heads]
    assert names == sorted(names)
    assert [lines[number] for number in heads if not lines[number - 1].startswith("# ")] == []


@pytest.mark.parametrize("rule", [r for r in load_rules().values() if r.check], ids=lambda rule: rule.id)
def test_the_page_of_a_rule_names_lists_that_are_there(rule: Rule) -> None:
    named = re.findall(r"\blists? ((?:`[\w-]+`(?:,\s+| and\s+|,? or\s+)?)+)", " ".join(rule.manual.split()))
    assert {name for some in named for name in re.findall(r"`([\w-]+)`", some)} <= shipped().lists.keys()
