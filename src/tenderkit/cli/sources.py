# SPDX-License-Identifier: Apache-2.0
"""Where a purchase comes from on the command line: a file, stdin, or a shipped example."""

import sys
from dataclasses import dataclass
from pathlib import Path

from tenderkit import data_files
from tenderkit.errors import InvalidInput, TenderkitError, UsageProblem
from tenderkit.finding import Finding, nearest
from tenderkit.purchase import Purchase


@dataclass(frozen=True)
class Given:
    """A purchase as text: the name to print in messages, the stem for outputs, `toml` or `json`."""

    name: str
    stem: str
    text: str
    form: str
    path: Path | None = None


def example(name: str) -> Path:
    """The file of an example. Raises UsageProblem, with the nearest name, where there is none."""
    known = data_files.examples()
    if name not in known:
        raise UsageProblem(f"there is no example “{name}”", nearest(name, known))
    return known[name]


def given(files: list[str], example_name: str | None, form: str | None) -> list[Given]:
    """Read all that was named. Raises with every problem found."""
    if example_name is not None:
        if files:
            raise UsageProblem("a file and --example exclude each other", "Give one of the two.")
        path = example(example_name)
        return [Given(f"example {example_name}", example_name, data_files.read_text(path, path.name), "toml")]
    if not files:
        raise UsageProblem("no purchase file was named", "Name one, or `-` for stdin, or --example NAME.")
    found: list[Given] = []
    problems: list[TenderkitError] = []
    for file in files:
        try:
            found.append(_read(file, form))
        except TenderkitError as error:
            problems.append(error)
    raise_all(problems)
    return found


def _read(file: str, form: str | None) -> Given:
    if file == "-":
        text = data_files.decode(sys.stdin.buffer.read(data_files.MAX_BYTES + 1), "stdin")
        guess = "json" if text.lstrip().startswith("{") else "toml"
        return Given("stdin", "annex", text, form or guess)
    path = Path(file)
    guess = "json" if path.suffix.lower() == ".json" else "toml"
    return Given(file, path.stem, data_files.read_text(path, file), form or guess, path)


def purchases(sources: list[Given], language: str | None) -> list[Purchase]:
    """Validate all. Raises InvalidInput with every problem of every file."""
    found: list[Purchase] = []
    problems: list[TenderkitError] = []
    for source in sources:
        try:
            found.append(data_files.parse_purchase(source.text, source.name, source.form, language))
        except InvalidInput as error:
            problems.append(error)
    raise_all(problems)
    return found


def raise_all(problems: list[TenderkitError]) -> None:
    """Raise all problems as one error; a file that could not be read weighs more than a wrong answer."""
    if not problems:
        return
    findings: list[Finding] = [f for p in problems for f in p.findings]
    worst = max(problems, key=lambda p: p.exit_code)
    error = InvalidInput(findings)
    error.exit_code = worst.exit_code
    raise error
