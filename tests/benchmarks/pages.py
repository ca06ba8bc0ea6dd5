# SPDX-License-Identifier: Apache-2.0
"""How long the papers are: pages of each paper, words a clause, and how much of the clauses is printed again.

Run: python tests/benchmarks/pages.py [--beside LANGUAGE] [EXAMPLE...]

Without names, all shipped examples are measured, each at every level and size. Needs LibreOffice, which is started
once for each example. A purchase that cannot be built at a level or size is named with the reason.

With `--beside ar`, each example is measured as it is, in English and in Arabic: pages of each paper in both, and how
many times the English ones the Arabic ones are. It ends with 1 where an example has more than 1.15 times the pages.
"""

import datetime
import io
import itertools
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pypdf import PdfReader

from tenderkit.errors import TenderkitError
from tenderkit.formats.libreoffice.conversion import LibreOffice, PdfSource, open_libreoffice
from tenderkit.library.reading import shipped_data
from tenderkit.papers.blocks import (
    Block,
    ClauseBlock,
    Paragraph,
    ProofText,
    RequirementText,
    Wide,
    list_texts,
)
from tenderkit.papers.registry import PAPERS
from tenderkit.pipeline import Options, Papers, date_files, draft_papers
from tenderkit.purchase.reading import validate_purchase

LEVELS, SIZES = ("core", "comprehensive"), ("short", "standard", "large", "full")
# The papers of every purchase, as far as they are papers of their own.
MEASURED = tuple(name for name in ("annex", "response", "notes") if name in PAPERS)
# How many times the pages of the English papers those of another language may have.
MOST_PAGES = 1.15
_DAY = datetime.date(2027, 1, 15)
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")


@dataclass(frozen=True)
class Length:
    """The length of the clauses of an annex.

    `mean` and `longest` are the words of a clause as printed, with its title, proof and consequence; `repeated` is
    the share of the words of all sentences that belongs to sentences printed more than once.
    """

    clauses: int
    mean: float
    longest: int
    repeated: float


def list_clause_blocks(blocks: Iterable[Block]) -> Iterator[ClauseBlock]:
    """Yield the clauses in blocks, each printing once, in the order of print."""
    for block in blocks:
        if isinstance(block, ClauseBlock):
            yield block
        elif isinstance(block, Wide):
            yield from list_clause_blocks(block.blocks)


def list_sentences(block: ClauseBlock) -> list[str]:
    """Return the sentences of a clause: those of its duties, notes, proof and consequence; no title, no leads."""
    texts: list[str] = []
    for part in block.blocks:
        match part:
            case RequirementText():
                texts += part.paragraphs
            case ProofText():
                texts += [text for _, text in part.proofs]
            case Paragraph():
                texts.append(part.text)
    return [sentence for text in texts for sentence in _SENTENCE_END.split(text.strip()) if sentence]


def measure_length(blocks: Sequence[Block]) -> Length:
    """Count the words of the clauses in blocks, and the share of them in sentences printed more than once."""
    clauses = list(list_clause_blocks(blocks))
    words = [len(" ".join(list_texts([clause])).split()) for clause in clauses]
    printings = Counter(sentence for clause in clauses for sentence in list_sentences(clause))
    size = {sentence: len(sentence.split()) * times for sentence, times in printings.items()}
    again = sum(size[sentence] for sentence, times in printings.items() if times > 1)
    return Length(
        len(clauses),
        sum(words) / len(words) if words else 0.0,
        max(words, default=0),
        again / (sum(size.values()) or 1),
    )


def count_pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def format_row(cells: Sequence[object]) -> str:
    """Return a line of the table: two names, then figures in columns."""
    return f"{cells[0]!s:27}{cells[1]!s:20}" + "".join(f"{cell!s:>10}" for cell in cells[2:])


def measure(name: str, data: shipped_data.ShippedData, office: LibreOffice) -> Iterator[str]:
    """Yield a line of the table for each level and size of an example; one run of LibreOffice makes its pages."""
    document = tomllib.loads(shipped_data.list_example_purchases()[name].read_text(encoding="utf-8"))
    drafts: list[Papers | TenderkitError] = []
    ways = list(itertools.product(LEVELS, SIZES))
    for level, size in ways:
        tender = {**document["tender"], "level": level, "proportionality": size}
        try:
            purchase = validate_purchase({**document, "tender": tender}, name, "toml", None, data)
            drafts.append(draft_papers(purchase, data, Options(MEASURED, allow_untranslated=True), name))
        except TenderkitError as error:
            drafts.append(error)
    files = [file for draft in drafts if isinstance(draft, Papers) for file in draft.files]
    sources = [PdfSource(file.content, f"{name}: {file.paper}", date_files(_DAY)) for file in files]
    pages = map(count_pages, office.convert_files(sources))
    for way, draft in zip(ways, drafts, strict=True):
        start = name, " ".join(way)
        if isinstance(draft, TenderkitError):
            yield f"{format_row(start)} not built: {draft.findings[0].message}"
            continue
        length = measure_length(draft.annex.blocks)
        counts = [next(pages) for _ in draft.files]
        figures = length.clauses, round(length.mean), length.longest, f"{length.repeated:.0%}"
        yield format_row((*start, *counts, *figures))


def compare_languages(
    names: Sequence[str], language: str, data: shipped_data.ShippedData
) -> Generator[str, None, bool]:
    """Yield a line for each example with the pages of its papers in English and in another language, then the sum.

    Returns whether no example has more than `MOST_PAGES` times the English pages.
    """
    yield format_row(("example", "pages in", *MEASURED, "sum", "times"))
    sums: Counter[str] = Counter()
    short = True
    with open_libreoffice() as office:
        for name in names:
            text = shipped_data.list_example_purchases()[name].read_text(encoding="utf-8")
            purchase = validate_purchase(tomllib.loads(text), name, "toml", None, data)
            own: Counter[str] = Counter()
            for code in ("en", language):
                draft = draft_papers(replace(purchase, language=code), data, Options(MEASURED), name)
                sources = [PdfSource(f.content, f"{name}: {f.paper}", date_files(_DAY)) for f in draft.files]
                counts = [count_pages(pdf) for pdf in office.convert_files(sources)]
                own[code] = sum(counts)
                times = f"{own[code] / own['en']:.2f}"
                yield format_row((name, code, *counts, own[code], times))
            sums += own
            short = short and own[language] <= MOST_PAGES * own["en"]
    yield format_row(("all", f"en and {language}", *("" for _ in MEASURED), sums["en"], sums[language]))
    yield f"{language} has {sums[language] / sums['en']:.3f} times the pages of en"
    return short


def print_lines(lines: Generator[str, None, bool]) -> bool:
    """Print lines as they come, and return what their generator returns."""
    while True:
        try:
            print(next(lines), flush=True)
        except StopIteration as end:
            return bool(end.value)


def main(names: Sequence[str]) -> int:
    """Print the table for some examples, or for all where `names` is empty, and return the exit code."""
    data = shipped_data.load_shipped_data()
    if names[:1] == ["--beside"]:
        measured = names[2:] or [*shipped_data.list_example_purchases()]
        return 0 if print_lines(compare_languages(measured, names[1], data)) else 1
    print(format_row(("example", "level and size", *MEASURED, "clauses", "words", "longest", "repeated")))
    with open_libreoffice() as office:
        for name in names or shipped_data.list_example_purchases():
            for line in measure(name, data, office):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
