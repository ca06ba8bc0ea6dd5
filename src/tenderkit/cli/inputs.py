# SPDX-License-Identifier: Apache-2.0
"""Read the purchases of a command from files, stdin, or a shipped example."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from tenderkit.cli.accepted_findings import ACCEPTED
from tenderkit.errors import FileProblem, TenderkitError, UsageProblem, problem_of
from tenderkit.findings import suggest_nearest
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.reading import shipped_data, text_files
from tenderkit.purchase.purchase import Purchase
from tenderkit.purchase.reading import parse_purchase


@frozen_dataclass
class Source:
    """The text of a purchase, and where the text comes from; or a stream of purchases.

    `name`: the name of the purchase in messages; `stem`: the beginning of the file names of its papers, such as
    `laptops`; `form`: the format, `toml`, `json`, or `jsonl` for a stream; `path`: the path of the file, None for
    stdin and examples; `lines`: the lines of a stream, read while they are answered.
    """

    name: str
    stem: str
    text: str
    form: str
    path: Path | None = None
    lines: Iterable[bytes] = ()

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
        return _read_stdin(form)
    path = Path(file)
    suffix = path.suffix.lower().removeprefix(".")
    form = form or (suffix if suffix in ("json", "jsonl") else "toml")
    if form == "jsonl":
        with text_files.open_file(path, file):  # what cannot be read is refused before anything is made
            return Source(file, path.stem, "", form, path, _read_lines(path, file))
    return Source(file, path.stem, text_files.read_text(path, file), form, path)


def _read_lines(path: Path, file: str) -> Iterator[bytes]:
    with text_files.open_file(path, file) as opened:
        yield from text_files.read_lines(opened)


def _read_stdin(form: str | None) -> Source:
    """Return the purchase, or the stream, on stdin: of a stream, only the first two lines are read.

    Parameters: `form`, the format, or None to guess the format.
    """
    if sys.stdin is None:
        raise FileProblem("stdin", "is closed", "Give it the purchase, or name a file.")
    stdin = sys.stdin.buffer
    lines = text_files.read_lines(stdin)
    if form == "jsonl":
        return Source("stdin", "annex", "", form, lines=lines)
    head: list[bytes] = []
    if form is None:
        head = _read_head(lines)
        if _begins_stream(head):
            return Source("stdin", "annex", "", "jsonl", lines=chain(head, lines))
    content = b"".join(head)
    content += stdin.read(max(text_files.MAX_BYTES + 1 - len(content), 0))
    text = text_files.decode_text(content, "stdin")
    return Source("stdin", "annex", text, form or _guess_format(text))


def _read_head(lines: Iterator[bytes]) -> list[bytes]:
    """Return the first lines, up to the second one that is not empty, or to the size limit of a purchase file."""
    head: list[bytes] = []
    while sum(map(len, head)) <= text_files.MAX_BYTES and (line := next(lines, None)) is not None:
        head.append(line)
        if sum(bool(line.strip()) for line in head) == 2:
            break
    return head


def _begins_stream(head: Sequence[bytes]) -> bool:
    """Return whether lines begin a stream: one of them is a whole JSON object, and has an `id` or is not alone."""
    filled = [line for line in head if line.strip(b"\xef\xbb\xbf \t\r\n")]
    objects = [read for line in filled if isinstance(read := _parse_line(line), dict)]
    return bool(objects) and (len(filled) > 1 or "id" in objects[0])


def _parse_line(line: bytes) -> object:
    """Return the content of a line in JSON; None if the line is no JSON."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _guess_format(text: str) -> str:
    """Return the probable format of the text of one purchase: `json` or `toml`."""
    if text.lstrip().startswith("["):  # a list of JSON, or the first table of TOML
        return "json" if _parse_line(text.encode()) is not None else "toml"
    return "json" if text.lstrip().startswith("{") else "toml"


def find_stream(sources: Sequence[Source], *, alone: bool) -> Iterable[bytes] | None:
    """Return the lines of a stream, None where there is none.

    Parameters: `alone`, whether one file is named on the command line. Raises UsageProblem for a stream among others.
    """
    if all(source.form != "jsonl" for source in sources):
        return None
    if not alone:
        raise UsageProblem("lines of JSON are read alone", "Name one file of them, or `-`, and nothing else.")
    return sources[0].lines


def read_purchases(
    sources: list[Source], language: str | None, problems: list[TenderkitError], data: shipped_data.ShippedData
) -> list[Purchase]:
    """Return the validated purchases, in the order of `sources`.

    Parameters: `sources`, the texts of the purchases; `language`, used in place of the language in the files;
    `problems`, the problems of the files that could not be read; `data`, the library for the validation. Raises one
    error with the problems of all files, if there are any. Raises UsageProblem for a stream.
    """
    valid: list[Purchase] = []
    problems = list(problems)
    for source in sources:
        if source.form == "jsonl":
            raise UsageProblem(f"{source.name} is a stream of purchases", "Name a file with one purchase.")
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
