# SPDX-License-Identifier: Apache-2.0
"""Compare the papers of a purchase with its lock: what drifted, clause by clause, with words and reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tenderkit.checks.documents.word_changes import describe_changed_text
from tenderkit.compare.difference import (
    ClauseDifference,
    PartDifference,
    StateDifference,
    ValueMove,
    compare_states,
)
from tenderkit.compare.lock import HIDDEN, LockedIngredients, LockedPurchase
from tenderkit.compare.state import ComparedState
from tenderkit.findings import Finding, Place
from tenderkit.library.author_data import History
from tenderkit.library.language import Language

# The digests of a lock; the key of each is that of its words in the frame, too, for one that drifted.
_DIGESTS = ("tool", "library", "language", "words", "template", "answers")


def find_drift(
    locked: LockedPurchase,
    now: LockedPurchase,
    state: ComparedState,
    history: History,
    name: str,
    words: Language,
    *,
    with_files: bool,
) -> tuple[Finding, ...]:
    """Return everything in which a purchase differs from its lock; nothing where it is the same.

    Parameters: `now`, the lock that would be made now; `state`, its clauses with reasons; `history`, what changed in
    each version of a clause; `name`, the name of the purchase file in messages; `words`, the language of the
    messages; `with_files`, whether the bytes of the papers are compared, too.
    """
    before = locked.make_state()
    after = replace(state, answers=now.make_state().answers if before.answers else {})
    difference = compare_states(before, after, history)
    findings = [
        *_compare_digests(locked, now, name, difference, words),
        *_compare_libraries(locked, now, name, words),
    ]
    for part in difference.parts:
        findings += [_describe_points(part, move, name, words) for move in part.points]
        findings += [_describe_clause(part, clause, name, words) for clause in part.clauses]
    findings += _compare_files(locked, now, name, words, explained=bool(findings)) if with_files else ()
    return _add_hint(findings, f"tenderkit lock update {name}", words)


def find_ingredient_drift(
    locked: LockedIngredients, now: LockedIngredients, name: str, words: Language
) -> tuple[Finding, ...]:
    """Return everything in which what all papers are made from differs from its lock; nothing where it is the same.

    Parameters: `now`, the lock that would be made now; `name`, the name of the lock file in messages; `words`, the
    language of the messages.
    """
    findings = [
        _make_finding(key, words.text(f"locks.{key}", old=getattr(locked, key), new=getattr(now, key)), name)
        for key in ("tool", "library", "template")
        if getattr(locked, key) != getattr(now, key)
    ]
    findings += _compare_libraries(locked, now, name, words)
    if not findings and locked.data != now.data:
        findings.append(_make_finding("words", words.text("locks.look"), name))
    return _add_hint(findings, "tenderkit lock update", words)


def _add_hint(findings: Sequence[Finding], command: str, words: Language) -> tuple[Finding, ...]:
    """Return the findings, the last one with one hint for all. Parameters: `command`, which renews the lock."""
    if not findings:
        return ()
    return (*findings[:-1], replace(findings[-1], fix=words.text("locks.renew", command=command)))


def _make_finding(rule: str, message: str, name: str, lot: int | None = None, clause: str | None = None) -> Finding:
    return Finding(f"lock-{rule}", message, place=Place(name, lot=lot, clause=clause))


def _compare_digests(
    locked: LockedPurchase, now: LockedPurchase, name: str, difference: StateDifference, words: Language
) -> Iterator[Finding]:
    for key in _DIGESTS:
        old, new = getattr(locked, key), getattr(now, key)
        # In another language all fixed words are others.
        if old == new or (key == "words" and locked.language != now.language):
            continue
        if key == "answers" and difference.answers:
            yield from (_make_finding(key, _describe_answer(move, words), name) for move in difference.answers)
        else:
            yield _make_finding(key, words.text(f"locks.{key}", old=old, new=new), name)


def _describe_answer(move: ValueMove, words: Language) -> str:
    """Return how an answer differs: `lots.1.months: 36 became 24`; one that no paper shows is named alone."""
    if move.old.startswith(HIDDEN) or move.new.startswith(HIDDEN):
        key = "answer-other" if move.old and move.new else "answer-new" if move.new else "answer-gone"
        return words.text(f"locks.{key}", name=move.name)
    if move.old and move.new:
        return words.text("locks.answer-moved", name=move.name, old=move.old, new=move.new)
    return words.text(f"locks.value-{'gone' if move.old else 'new'}", name=move.name, value=move.old or move.new)


def _compare_libraries(
    locked: LockedPurchase | LockedIngredients, now: LockedPurchase | LockedIngredients, name: str, words: Language
) -> Iterator[Finding]:
    old, new = ([(x.title, x.version, x.sha256) for x in side.libraries] for side in (locked, now))
    if old == new:
        return
    for key, rows, others in (("gone", old, new), ("new", new, old)):
        for title, version, _ in (row for row in rows if row not in others):
            yield _make_finding("overlay", words.text(f"locks.overlay-{key}", title=title, version=version), name)
    if sorted(old) == sorted(new):
        yield _make_finding("overlay", words.text("locks.overlay-order"), name)


def _compare_files(
    locked: LockedPurchase, now: LockedPurchase, name: str, words: Language, *, explained: bool
) -> Iterator[Finding]:
    """Yield the papers whose bytes differ; not where this only follows from what differs anyway.

    Papers that are not built now are not looked at. Text formats are not locked: they are made from the same clauses.
    """
    papers = {file.paper for file in locked.files}
    digests = {(file.paper, file.ending): (file.sha256, file.md5) for file in locked.files}
    for file in now.files:
        known = digests.get((file.paper, file.ending))
        values = {"paper": file.paper, "ending": file.ending}
        if file.paper not in papers:
            yield _make_finding("output", words.text("locks.paper-new", **values), name)
        elif not explained and known not in (None, (file.sha256, file.md5)):
            yield _make_finding("output", words.text("locks.paper-other", **values), name)


def _describe_points(part: PartDifference, move: ValueMove, name: str, words: Language) -> Finding:
    message = words.text("locks.points", lot=part.number, value=_describe_value(move, words))
    return _make_finding("points", message, name, part.number or None)


def _describe_clause(part: PartDifference, clause: ClauseDifference, name: str, words: Language) -> Finding:
    details = [describe_changed_text(changed, words) for changed in clause.changed_texts]
    details += [_describe_value(move, words) for move in clause.values]
    details += [words.text("locks.because", reason=reason.rstrip(".")) for reason in clause.reasons]
    where = words.text("locks.where", lot=part.number) if part.number else ""
    message = words.text(f"locks.{clause.fate}", title=clause.title, where=where)
    if clause.old and clause.new and clause.old.version != clause.new.version:
        message += words.text("locks.version", old=clause.old.version, new=clause.new.version)
    return _make_finding(
        "clause",
        ": ".join(filter(None, (message, "; ".join(dict.fromkeys(details))))),
        name,
        part.number or None,
        clause.id,
    )


def _describe_value(move: ValueMove, words: Language) -> str:
    places = f" ({', '.join(move.holds_for)})" if move.holds_for else ""
    origin = f" ({move.origin})" if move.origin else ""
    none = words.text("locks.none")
    values = {"old": move.old or none, "new": move.new or none}
    return words.text("locks.moved", name=move.name + places, **values) + origin
