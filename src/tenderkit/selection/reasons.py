# SPDX-License-Identifier: Apache-2.0
"""Put the reason for a decision into words, with the authority's own answers."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tenderkit.library.condition import UNANSWERED, WORD_LINES, Facts, list_words
from tenderkit.library.language import Language
from tenderkit.library.library import Library
from tenderkit.library.other_device import PROPERTY_WORDS, find_named
from tenderkit.library.template import omit_values
from tenderkit.selection.selection import Decision, Selection

# Of more clauses beside which another stands, nobody reads the names.
MOST_NAMED = 5
# The codes of reasons whose word is in a list of the vocabulary, with the name of that list.
_LISTED = {"status": "statuses", "level": "levels", "set": "proportionalities", "wanted": "sets"}


def _format_title(library: Library, clause: str) -> str:
    return omit_values(library.clauses[clause].text.title) if clause in library.clauses else clause


def _format_answer(library: Library, language: Language, line: str, value: Any, style: str) -> str:
    """Return the value of a key of a condition as a text, such as `laptops, displays or tablets`, `yes` or `100`."""
    if value is None or value == ():
        return language.text("reasons.nothing")
    parts = []
    for word in list_words(value):
        if word in PROPERTY_WORDS or word == UNANSWERED:
            continue  # said of other devices, which are named themselves; or no answer that anybody can give
        if line in WORD_LINES:
            parts.append(language.label(library.vocabulary.label(WORD_LINES[line], word)))
        elif line in ("jurisdictions", "place") and word in library.jurisdictions:
            parts.append(language.words(library.jurisdictions[word].title))
        elif line == "with":
            parts.append(language.quote(_format_title(library, word)))
        elif line in library.facts and (list_ := library.facts[line].words):
            parts.append(language.label(library.vocabulary.label(list_, word)))
        elif line in library.questions and word in library.questions[line].choice_text:
            parts.append(language.quote(language.words(library.questions[line].choice_text[word])))
        elif isinstance(word, bool):
            parts.append(language.text("words.yes" if word else "words.no"))
        elif isinstance(word, int | float):
            parts.append(language.number(word))
        else:
            parts.append(str(word))
    return language.listing(parts, "or" if style == "or" else "standard")


def _keep_wanted(answer: tuple[Any, ...], wanted: Any) -> tuple[Any, ...]:
    """Return those of several answers that a line of a condition wants."""
    words = set(list_words(wanted))
    return tuple(a for a in answer if a in words or (isinstance(a, str) and find_named((a,), words)))


def _format_line(
    library: Library, language: Language, line: str, wanted: Any, facts: Facts, quantity: int, way: str
) -> str:
    answer = quantity if line in ("min-quantity", "max-quantity") else facts.find_value(line)
    if way == "in" and isinstance(answer, tuple):
        answer = _keep_wanted(answer, wanted)
    known = f"{way}-{line}" in language.frame.texts["reasons"]
    question = library.questions.get(line)
    kind = "unanswered" if way == "out" and answer is None else "answer"
    return language.text(
        f"reasons.{way}-{line}" if known else f"reasons.{way}-{kind}",
        answer=_format_answer(library, language, line, answer, "standard"),
        wanted=_format_answer(library, language, line, wanted, "or"),
        question=language.words(question.text) if question else line,
    )


def _format_reason_words(decision: Decision, library: Library, language: Language) -> str:
    reason = decision.reason
    if reason.code == "hidden":
        return language.words(library.hidden[decision.clause].title)
    if reason.code in _LISTED:
        return language.label(library.vocabulary.label(_LISTED[reason.code], reason.words))
    return language.number(int(reason.words)) if reason.code == "cap" else reason.words


def keep_named_clauses(decision: Decision, texts: Iterable[str], library: Library) -> Decision:
    """Return a decision whose reason tells only those required clauses without a place in the lot that texts name.

    A clause may require others for some lots alone: what is printed in the rest does not name them.

    Parameters: `texts`, the texts of the clause as they are printed.
    """
    printed = "\n".join(texts)
    unmet = tuple(c for c in decision.reason.unmet if _format_title(library, c) in printed)
    return replace(decision, reason=replace(decision.reason, unmet=unmet))


def _is_unanswered(line: str, wanted: Any, facts: Facts) -> bool:
    """Return whether a line of a condition holds because the authority left a question open: nothing to tell."""
    return UNANSWERED in list_words(wanted) and facts.find_value(line) is None


def format_reason(decision: Decision, facts: Facts, library: Library, language: Language) -> str:
    """Return the reason for a decision as one sentence, without a full stop.

    Parameters: `facts`, the facts of the lot for which the decision was made.
    """
    reason = decision.reason
    way = "in" if decision.selected else "out"
    blocks = library.clauses[decision.clause].applies
    here = any(facts.acquisition in list_words(b.get("acquisition", facts.acquisition)) for b in blocks)
    if way == "out" and "categories" in reason.lines and not facts.items:
        lines = [language.text("reasons.out-categories-nothing")]
    elif way == "out" and "acquisition" in reason.lines and here:
        # The acquisition model alone is not the reason: for other equipment the clause would be selected.
        model = _format_answer(library, language, "acquisition", facts.acquisition, "standard")
        lines = [language.text("reasons.out-acquisition-here", answer=model)]
    else:
        told = {k: v for k, v in reason.lines.items() if way == "out" or not _is_unanswered(k, v, facts)}
        lines = [_format_line(library, language, k, v, facts, reason.quantity, way) for k, v in told.items()]
    if reason.code == "alone" and len(reason.clauses) > MOST_NAMED:
        return language.text("reasons.alone-many", count=language.number(len(reason.clauses)))
    text = language.text(
        f"reasons.{reason.code}{'-because' if reason.code == 'conflict' and reason.words else ''}",
        lines=language.listing(lines) or language.text("reasons.always"),
        clauses=language.listing([language.quote(_format_title(library, c)) for c in reason.clauses]),
        words=_format_reason_words(decision, library, language),
    )
    if instead := library.advise_replacement(decision.clause, language):
        text += language.text("reasons.instead", text=instead.rstrip("."))
    if reason.unmet:
        unmet = language.listing([language.quote(_format_title(library, c)) for c in reason.unmet])
        text += language.text("reasons.unmet", clauses=unmet)
    return text


def format_jurisdiction_reason(selection: Selection, language: Language) -> str:
    """Return the sentence that names the profile whose procurement law holds, and why it was chosen."""
    country = selection.purchase.tender.country
    basis = selection.jurisdiction_basis if country or selection.jurisdiction_basis == "chosen" else "none"
    return language.text(
        f"provenance.jurisdiction-{basis}",
        name=language.words(selection.library.jurisdictions[selection.jurisdiction].title),
        country=language.country(country) if country else language.text("provenance.no-place"),
    )
