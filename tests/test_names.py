# SPDX-License-Identifier: Apache-2.0
"""How the house reads from outside: names, sizes and plain English. A limit here may fall and never rises."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import tenderkit

ROOT = Path(tenderkit.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py") if not path.is_relative_to(ROOT / "_data"))
# Of the functions at the level of modules, the share whose name is one word.
MOST_ONE_WORD = 0.10
MOST_LINES_OF_A_COMMAND = 60
MOST_MODULES_IN_THE_ROOT, MOST_MODULES_IN_A_FOLDER = 10, 16
# Folders with one module for each rule or command: they grow by one file for each.
ONE_FILE_EACH = {"lint/rules", "checks/rules", "checks/documents/rules", "cli/commands"}
# Names that could mean anything. They may be short-lived, in a comprehension, or the fields of a class.
VAGUE = {"found", "said", "one", "there", "made", "kept", "what", "whole"}
# Words that make a sentence a riddle, in docstrings. Code in backticks is no riddle.
RIDDLES = re.compile(
    r"\b(stands? (in|there|beside|behind)|told|whatever|so many|beside|lacks?|lacking|one's own)\b", re.I
)
OUTSIDE = re.compile(r"\b(contract|design|catalogue) section\b|\bhouse\.md\b", re.IGNORECASE)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


def documented(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node)):
            yield node, text


def test_few_functions_are_named_by_one_word() -> None:
    names = [node.name for path in FILES for node in parsed(path).body if isinstance(node, ast.FunctionDef)]
    one_word = [name for name in names if "_" not in name.strip("_")]
    assert len(names) > 500
    assert len(one_word) / len(names) <= MOST_ONE_WORD


def test_a_folder_holds_what_one_look_takes_in() -> None:
    counts = Counter(path.parent.relative_to(ROOT).as_posix() for path in FILES if path.name != "__init__.py")
    assert counts.pop(".") <= MOST_MODULES_IN_THE_ROOT
    assert {folder: n for folder, n in counts.items() if n > MOST_MODULES_IN_A_FOLDER}.keys() <= ONE_FILE_EACH


@pytest.mark.parametrize("path", [p for p in FILES if p.is_relative_to(ROOT / "cli")], ids=lambda p: p.stem)
def test_a_command_only_wires(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES_OF_A_COMMAND} == {}


def test_no_variable_has_a_name_that_could_mean_anything() -> None:
    vague = []
    for path in FILES:
        tree = parsed(path)
        loops = [g.target for n in ast.walk(tree) for g in getattr(n, "generators", ())]
        fields = [
            n for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for n in c.body if isinstance(n, ast.AnnAssign)
        ]
        short_lived = {id(node) for target in (*loops, *fields) for node in ast.walk(target)}
        for node in ast.walk(tree):
            stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in short_lived
            if (stored and node.id in VAGUE) or (isinstance(node, ast.arg) and node.arg in VAGUE):
                vague.append(place(path, node))
    assert vague == []


@pytest.mark.parametrize("pattern", [RIDDLES, OUTSIDE], ids=["riddles", "pages outside the repository"])
def test_the_docstrings_read_at_first_sight(pattern: re.Pattern[str]) -> None:
    unclear = [
        f"{place(path, node)}: {match.group()}"
        for path in FILES
        for node, text in documented(parsed(path))
        if (match := pattern.search(re.sub(r"`[^`]*`", "", text)))
    ]
    assert unclear == []


def test_the_map_names_every_room() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = {path.relative_to(ROOT).parts[0] for path in FILES if path.name not in ("__init__.py", "__main__.py")}
    rooms |= {
        f"{path.parent.name}/"
        for path in FILES
        if path.parent != ROOT and "commands" not in path.relative_to(ROOT).parts
    }
    missing = {room for room in rooms if room not in page}
    assert missing == set()


def test_what_the_map_points_to_is_there() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([\w/]+\.py)`", page))
    files = [path.relative_to(ROOT).as_posix() for path in FILES]
    assert len(names) > 5
    gone = {n for n in names if not n.startswith("tests/") and not any(f"/{f}".endswith(f"/{n}") for f in files)}
    assert gone == set()
    assert all((ROOT.parents[1] / n).is_file() for n in names if n.startswith("tests/"))
