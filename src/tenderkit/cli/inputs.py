# SPDX-License-Identifier: Apache-2.0
"""Where a purchase comes from on the command line: a file, stdin, or a shipped example."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from tenderkit.errors import FileProblem, TenderkitError, UsageProblem, problem_of
from tenderkit.findings import nearest
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.reading import parse_purchase


@dataclass(frozen=True)
class Source:
    """A purchase as text: the name to print in messages, the stem for outputs, `toml` or `json`."""

    name: str
    stem: str
    text: str
    form: str
    path: Path | None = None


def example(name: str) -> Path:
    """The file of an example. Raises UsageProblem, with the nearest name, where there is none."""
    known = shipped_data.list_example_purchases()
    if name not in known:
        raise UsageProblem(f"there is no example “{name}”", nearest(name, known))
    return known[name]


def given(files: list[str], example_name: str | None, form: str | None) -> tuple[list[Source], list[TenderkitError]]:
    """Read all that was named. Returns what could be read, and the problems of what could not."""
    if example_name is not None:
        if files:
            raise UsageProblem("a file and --example exclude each other", "Give one of the two.")
        path = example(example_name)
        return [Source(f"example {example_name}", example_name, text_files.read_text(path, path.name), "toml")], []
    if not files:
        raise UsageProblem("no purchase file was named", "Name one, or `-` for stdin, or --example NAME.")
    if files.count("-") > 1:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    found: list[Source] = []
    problems: list[TenderkitError] = []
    for file in files:
        try:
            found.append(_read(file, form))
        except Exception as error:
            problems.append(problem_of(error, "stdin" if file == "-" else file))
    return found, problems


def _read(file: str, form: str | None) -> Source:
    if file == "-":
        if sys.stdin is None:
            raise FileProblem("stdin", "is closed", "Give it the purchase, or name a file.")
        text = text_files.decode_text(sys.stdin.buffer.read(text_files.MAX_BYTES + 1), "stdin")
        return Source("stdin", "annex", text, form or _guess(text))
    path = Path(file)
    text = text_files.read_text(path, file)
    suffix = path.suffix.lower().removeprefix(".")
    return Source(file, path.stem, text, form or (suffix if suffix in ("json", "jsonl") else "toml"), path)


def _guess(text: str) -> str:
    """The format of a text without a name: lines of JSON, one JSON value, or TOML."""
    if text.lstrip().startswith("["):
        try:
            json.loads(text)
        except ValueError:
            return "toml"
        return "json"
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return "toml"
    try:
        json.loads(lines[0])
    except ValueError:
        return "json"
    return "jsonl" if len(lines) > 1 else "json"


def purchases(
    sources: list[Source], language: str | None, problems: list[TenderkitError], data: shipped_data.ShippedData
) -> list[Purchase]:
    """Validate all that could be read; lines of JSON are for `build` alone.

    Parameters: `data` that they are validated against; `problems`, those of files that could not be read. Raises with
    every problem of every file.
    """
    found: list[Purchase] = []
    problems = list(problems)
    for source in sources:
        if source.form == "jsonl":
            raise UsageProblem("lines of JSON are read by `build` alone", "Name a file with one purchase.")
        try:
            found.append(parse_purchase(source.text, source.name, source.form, language, data))
        except Exception as error:
            problems.append(problem_of(error, source.name))
    raise_all(problems)
    return found


def raise_all(problems: list[TenderkitError]) -> None:
    """Raise all problems as one error; a file that could not be read weighs more than a wrong answer."""
    if not problems:
        return
    worst = max(problems, key=lambda p: p.exit_code)
    worst.findings = tuple(f for p in problems for f in p.findings)
    raise worst
