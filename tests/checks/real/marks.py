# SPDX-License-Identifier: Apache-2.0
"""What a lawyer marked in the documents, and the findings that are right though they hit no mark."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tenderkit.checks.documents.checked_document import CheckedDocument
from tenderkit.checks.documents.document import Document
from tenderkit.checks.documents.rule import apply_rules, load_rules
from tenderkit.findings import Finding
from tenderkit.formats.text.read.markdown import read_markdown
from tenderkit.library.reading.shipped_data import load_shipped_data

TEXTS = Path(__file__).with_name("texts")
# An excerpt cannot show what the whole tender has no word on: no mark and no verdict can judge this rule.
NOT_MEASURED = "topic-missing"


class Fault(NamedTuple):
    """A fault that is marked: its words, and the rules whose finding would be this fault; none where no rule is."""

    words: str
    rules: tuple[str, ...]


class Verdict(NamedTuple):
    """A finding that is right though it hits no mark: the file, the rule, words of the excerpt, and why."""

    file: str
    rule: str
    words: str
    why: str


class Marked(NamedTuple):
    """A text with its marks: `held_out`, whether no rule is mended by it; `sound`, words that are no fault."""

    name: str
    held_out: bool
    faults: tuple[Fault, ...]
    sound: tuple[str, ...]


@cache
def read_marks() -> tuple[Marked, ...]:
    """All texts with their marks, in the order of their names."""
    return tuple(_read_marked(path) for path in sorted(TEXTS.glob("*.faults.toml")))


def _read_marked(path: Path) -> Marked:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    faults = tuple(Fault(entry["words"], tuple(entry["rules"])) for entry in content["fault"])
    sound = tuple(entry["words"] for entry in content.get("sound", ()))
    return Marked(path.name.removesuffix(".faults.toml"), content["held-out"], faults, sound)


@cache
def read_verdicts() -> tuple[Verdict, ...]:
    """The verdicts on findings that hit no mark."""
    content = tomllib.loads(Path(__file__).with_name("verdicts.toml").read_text(encoding="utf-8"))
    return tuple(Verdict(**entry) for entry in content["verdict"])


@cache
def check_text(name: str) -> tuple[Document, tuple[Finding, ...]]:
    """A text as it is read, without the lines on its source and licence, and what the measured rules find in it."""
    _, _, body = (TEXTS / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")
    document, data = read_markdown(body.encode(), f"{name}.md"), load_shipped_data()
    checked = CheckedDocument(document, data.library, data.language, data.word_lists, data.superseded)
    return document, apply_rules(checked, {id_: rule for id_, rule in load_rules().items() if id_ != NOT_MEASURED})
