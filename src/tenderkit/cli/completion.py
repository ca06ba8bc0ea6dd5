# SPDX-License-Identifier: Apache-2.0
"""Complete the values of options at the prompt of the shell: examples, categories, countries, languages, clauses."""

from collections.abc import Iterable

from tenderkit.cli.word_lists import KINDS, list_entries

Completion = list[tuple[str, str]]


def _choose_words(words: Iterable[tuple[str, str]], incomplete: str) -> Completion:
    """Return the words that begin with what was typed, with their titles."""
    return [(word, title) for word, title in words if word.startswith(incomplete)]


def _complete_kind(kind: str, incomplete: str) -> Completion:
    return _choose_words(((entry["id"], entry["title"]) for entry in list_entries(kind)), incomplete)


def complete_examples(incomplete: str) -> Completion:
    """Return the shipped examples whose name begins with what was typed, with their titles."""
    return _complete_kind("examples", incomplete)


def complete_categories(incomplete: str) -> Completion:
    """Return the categories of equipment whose id begins with what was typed, with their titles."""
    return _complete_kind("categories", incomplete)


def complete_countries(incomplete: str) -> Completion:
    """Return the countries whose code begins with what was typed, with their names."""
    return _complete_kind("countries", incomplete)


def complete_languages(incomplete: str) -> Completion:
    """Return the languages whose code begins with what was typed, with their names."""
    return _complete_kind("languages", incomplete)


def complete_clauses(incomplete: str) -> Completion:
    """Return the clauses whose id begins with what was typed, with their titles."""
    from tenderkit.library.reading.shipped_data import load_shipped_data
    from tenderkit.library.template import omit_values

    clauses = load_shipped_data().library.clauses.values()
    return _choose_words(((clause.id, omit_values(clause.text.title)) for clause in clauses), incomplete)


def complete_kinds_of_texts(incomplete: str) -> list[str]:
    """Return the themes, and the other kinds of texts for translators, that begin with what was typed."""
    from tenderkit.library.reading.shipped_data import load_shipped_data
    from tenderkit.translation.library_text import list_kinds

    return [kind for kind in list_kinds(load_shipped_data().library) if kind.startswith(incomplete)]


def complete_papers(incomplete: str) -> list[str]:
    """Return the papers that can follow those typed before the last comma: `annex,` becomes `annex,response`."""
    from tenderkit.papers.registry import ALL, PAPERS

    named, comma, last = incomplete.rpartition(",")
    papers = PAPERS if comma else (*PAPERS, ALL)
    rest = [paper for paper in papers if paper not in named.split(",") and paper.startswith(last)]
    return [f"{named}{comma}{paper}" for paper in rest]


def complete_kinds(incomplete: str) -> list[str]:
    """Return the kinds of lists of `tenderkit list` that begin with what was typed."""
    return [kind for kind in KINDS if kind.startswith(incomplete)]
