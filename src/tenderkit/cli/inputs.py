# SPDX-License-Identifier: Apache-2.0
"""Read the purchases of a command from files, stdin, or a shipped example."""

import json
import sys
from pathlib import Path

from tenderkit.errors import FileProblem, TenderkitError, UsageProblem, problem_of
from tenderkit.findings import suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.reading import parse_purchase

# How the names of files end in which `check` keeps accepted findings.
ACCEPTED = ".accepted.toml"


@frozen_dataclass
class Source:
    """The text of a purchase, and where the text comes from.

    `name`: the name of the purchase in messages; `stem`: the beginning of the file names of its papers, such as
    `laptops`; `form`: the format, `toml`, `json`, or `jsonl` for several purchases; `path`: the path of the file,
    None for stdin and examples.
    """

    name: str
    stem: str
    text: str
    form: str
    path: Path | None = None

    @property
    def arguments(self) -> list[str]:
        """The words that name the purchase in another command; empty for stdin, which cannot be read twice."""
        if self.path is not None:
            return [self.name]
        return [] if self.name == "stdin" else ["--example", self.stem]


def find_example(name: str) -> Path:
    """Return the path of a shipped example.

    Raises UsageProblem, which suggests the nearest name, if there is no example of this name.
    """
    known = shipped_data.list_example_purchases()
    if name not in known:
        raise UsageProblem(f"there is no example “{name}”", suggest_nearest(name, known))
    return known[name]


def read_sources(
    files: list[str], example_name: str | None, form: str | None
) -> tuple[list[Source], list[TenderkitError]]:
    """Read the purchase files, or the example, named on the command line.

    Parameters: `files`, paths, or `-` for stdin; `form`, the format, or None to guess the format. Returns the
    purchases that could be read, and the problems of the other files. Raises UsageProblem if neither files nor an
    example are named, or if both are.
    """
    if example_name is not None:
        if files:
            raise UsageProblem("a file and --example exclude each other", "Give one of the two.")
        path = find_example(example_name)
        return [Source(f"example {example_name}", example_name, text_files.read_text(path, path.name), "toml")], []
    # `plans/*.toml` names the accepted findings of `check` too.
    files = [file for file in files if not file.lower().endswith(ACCEPTED)]
    if not files:
        raise UsageProblem("no purchase file was named", "Name one, or `-` for stdin, or --example NAME.")
    if files.count("-") > 1:
        raise UsageProblem("stdin is named twice", "It can be read once.")
    sources: list[Source] = []
    problems: list[TenderkitError] = []
    for file in files:
        try:
            sources.append(_read_source(file, form))
        except Exception as error:
            problems.append(problem_of(error, "stdin" if file == "-" else file))
    return sources, problems


def _read_source(file: str, form: str | None) -> Source:
    if file == "-":
        if sys.stdin is None:
            raise FileProblem("stdin", "is closed", "Give it the purchase, or name a file.")
        text = text_files.decode_text(sys.stdin.buffer.read(text_files.MAX_BYTES + 1), "stdin")
        return Source("stdin", "annex", text, form or _guess_format(text))
    path = Path(file)
    text = text_files.read_text(path, file)
    suffix = path.suffix.lower().removeprefix(".")
    return Source(file, path.stem, text, form or (suffix if suffix in ("json", "jsonl") else "toml"), path)


def _guess_format(text: str) -> str:
    """Return the probable format of a text from stdin: `jsonl`, `json` or `toml`."""
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


def read_purchases(
    sources: list[Source], language: str | None, problems: list[TenderkitError], data: shipped_data.ShippedData
) -> list[Purchase]:
    """Return the validated purchases, in the order of `sources`.

    Parameters: `sources`, the texts of the purchases; `language`, used in place of the language in the files;
    `problems`, the problems of the files that could not be read; `data`, the library for the validation. Raises one
    error with the problems of all files, if there are any. Raises UsageProblem for a file of the format `jsonl`,
    which only the command `build` reads.
    """
    valid: list[Purchase] = []
    problems = list(problems)
    for source in sources:
        if source.form == "jsonl":
            raise UsageProblem("lines of JSON are read by `build` alone", "Name a file with one purchase.")
        try:
            valid.append(parse_purchase(source.text, source.name, source.form, language, data))
        except Exception as error:
            problems.append(problem_of(error, source.name))
    raise_problems(problems)
    return valid


def raise_problems(problems: list[TenderkitError]) -> None:
    """Raise one error that holds the findings of all problems; do nothing if there are no problems.

    The class of the error is that of the problem with the highest exit code.
    """
    if not problems:
        return
    worst = max(problems, key=lambda p: p.exit_code)
    worst.findings = tuple(f for p in problems for f in p.findings)
    raise worst
