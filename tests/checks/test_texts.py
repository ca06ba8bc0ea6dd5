# SPDX-License-Identifier: Apache-2.0
"""What rules say to buyers stands in the frame: each text that the code asks for, in every language, and no other."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import tenderkit
from tenderkit.library.reading.shipped_data import load_shipped_data

ROOT = Path(tenderkit.__file__).parent
# The modules whose calls ask for a message and what to do, by the section of the frame that has both; the names of
# these functions, and which of their arguments is the key, behind which words.
ASKING = {
    "checks": ("checks/rules/*.py", "make_fault", 0, ""),
    "documents": ("checks/documents/**/*.py", "make_fault", 0, ""),
    "wording": ("lint/rules/*.py", "make_fault", 3, ""),
    "annexes": ("checks/annexes/**/[!b]*.py", "make_fault", 0, ""),
    "form-mismatch": ("checks/annexes/belonging_papers.py", "make_fault", 0, "form-mismatch-"),
    "notice-checks": ("checks/notices/*.py", "make_fault", 0, ""),
}
# Asked for by the key alone, not by these calls.
OTHERS = {
    "checks": {
        "acceptance-stale",
        "proportionality-guard-many",
        "proportionality-guard-size",
        "scored-points-above-cap",
        "scored-points-above-cap-law",
    },
    "documents": {"content-not-read-cells", "content-not-read-cells-compared"},
    "annexes": {"annex-unchanged", "record-not-read"},
    "notice-checks": {"nature-supplies", "nature-services", "nature-works"},
}
NO_MESSAGE = {"nature-supplies", "nature-services", "nature-works"}
# A key that the program makes when it runs.
ANY = "[a-z0-9-]+"
FIX = re.compile("-fix$")


def read_key(node: ast.expr) -> str:
    """The regular expression for a key; what is filled in when the program runs may be any words."""
    match node:
        case ast.Constant(value=str(key)):
            return re.escape(key)
        case ast.JoinedStr(values=parts):
            return "".join(read_key(part) for part in parts)
        case ast.IfExp(body=body, orelse=other):
            return f"(?:{read_key(body)}|{read_key(other)})"
    return ANY


@cache
def asked(section: str) -> frozenset[str]:
    """The keys that the modules of a section ask for, as regular expressions."""
    pattern, name, position, lead = ASKING[section]
    found = set()
    for path in ROOT.glob(pattern):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            target.id: read_key(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if not isinstance(node, ast.Call) or (
                getattr(called, "attr", None) != name and getattr(called, "id", None) != name
            ):
                continue
            key = node.args[position]
            words = named.get(key.id, ANY) if isinstance(key, ast.Name) else read_key(key)
            found.add(re.escape(lead) + words)
    return frozenset(found)


def list_keys(section: str) -> Iterator[str]:
    """The keys of the messages of a section, without those of what to do."""
    texts = load_shipped_data().frames["en"].texts
    if section == "form-mismatch":
        return (key for key in texts["annexes"] if key.startswith("form-mismatch-") and not FIX.search(key))
    mismatch = "form-mismatch-" if section == "annexes" else "\0"
    return (key for key in texts[section] if not FIX.search(key) and not key.startswith(mismatch))


@pytest.mark.parametrize("section", ASKING)
def test_the_code_asks_for_texts_that_are_there(section: str) -> None:
    keys = list(list_keys(section))
    assert asked(section)
    assert ANY not in asked(section)
    assert [one for one in asked(section) if not any(re.fullmatch(one, key) for key in keys)] == []


@pytest.mark.parametrize("section", ASKING)
def test_no_text_is_there_that_no_code_asks_for(section: str) -> None:
    known = OTHERS.get(section, set())
    assert [
        k for k in list_keys(section) if k not in known and not any(re.fullmatch(o, k) for o in asked(section))
    ] == []


@pytest.mark.parametrize("code", load_shipped_data().languages)
@pytest.mark.parametrize("section", ASKING)
def test_each_message_has_words_and_what_to_do_in_every_language(section: str, code: str) -> None:
    """The values of both, which the code gives, are those of the English texts."""
    data = load_shipped_data()
    frame, words = data.frames["en"], data.language(code)
    own = data.frames[code].texts
    place = "annexes" if section == "form-mismatch" else section
    for key in (key for key in list_keys(section) if key not in NO_MESSAGE):
        names = {name: name for text in frame.texts[place].values() for name in name_blanks(text)}
        message, fix = words.remark(f"{place}.{key}", **names)
        assert message
        assert fix
        assert key in own[place]
        assert name_blanks(own[place][key]) == name_blanks(frame.texts[place][key])


def name_blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_fix_is_of_a_message() -> None:
    texts = load_shipped_data().frames["en"].texts
    for section in ("documents", "wording", "annexes", "notice-checks", "checks", "sense"):
        keys = [key for key in texts[section] if not FIX.search(key)]
        for fix in (FIX.sub("", key) for key in texts[section] if FIX.search(key)):
            message = fix.removesuffix("-own").removesuffix("-clause")
            assert any(key == message or key.startswith(f"{message}-") for key in keys), fix
