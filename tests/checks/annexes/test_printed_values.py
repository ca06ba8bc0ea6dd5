# SPDX-License-Identifier: Apache-2.0
"""Values are read from damaged paragraphs of any length in bounded time."""

import re
import time

from tenderkit.checks.annexes.printed_values import ValueReader, _find_texts, _list_variants, _write_patterns
from tenderkit.checks.documents.statements import fold_text
from tenderkit.library.condition import Facts
from tenderkit.library.reading.shipped_data import load_shipped_data
from tenderkit.library.template import Template
from tenderkit.papers.clause_text import ClausePrinter
from tenderkit.selection.selection import LotSelection

MOST_SECONDS = 0.7


def list_long_templates() -> list[Template]:
    """The shipped texts with most blanks."""
    clauses = load_shipped_data().library.clauses.values()
    templates = {text for clause in clauses for variant in _list_variants(clause) for text in variant}
    return sorted(templates, key=lambda text: (len(text), text))[-6:]


def fill(template: Template, value: str) -> str:
    return " ".join(value if position % 2 else fold_text(part) for position, part in enumerate(template))


def test_the_parts_of_a_text_are_found_where_a_pattern_of_all_finds_them() -> None:
    for template in list_long_templates():
        line = fill(template, "7 years")
        pattern = "".join(_write_patterns(template))
        for paragraph in (line, f"{fill(template[:3], '7')} {line}", f"{line} {line}"):
            match = re.search(pattern, paragraph)
            assert match
            assert [values for (values,) in _find_texts(template, [paragraph]).values()] == list(match.groups())


def test_a_line_that_repeats_the_beginning_of_a_text_ends_soon() -> None:
    for template in list_long_templates():
        line = " ".join([fill(template[:-1], "7")] * 40)[:5_000] + " x"
        start = time.process_time()
        _find_texts(template, [line])
        assert time.process_time() - start < MOST_SECONDS


def test_an_amount_is_looked_for_in_the_first_words_only() -> None:
    data = load_shipped_data()
    clause, name = next(
        (clause, name)
        for clause in data.library.clauses.values()
        for name, parameter in clause.parameters.items()
        if parameter.type == "integer" and parameter.unit == "years"
    )
    printer = ClausePrinter(data.library, data.language("en"), LotSelection(1, None, Facts("purchase"), {}, ()))
    reader = ValueReader(data.library, data.language("en"), clause, printer)
    assert reader.read_amount(name, "years", "no less than 7 years at the most") == 7
    for word in ("word", "x"):
        start = time.process_time()
        assert reader.read_amount(name, "years", " ".join([word] * 100_000)) is None
        assert time.process_time() - start < MOST_SECONDS
