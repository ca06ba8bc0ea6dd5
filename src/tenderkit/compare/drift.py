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

# The digests of a lock, with the rule and the words for one that drifted.
_DIGESTS = {
    "tool": "tenderkit is {new}, and the lock was made with {old}",
    "library": "the shipped library is another one",
    "language": "the language is {new}, and the lock has {old}",
    "words": "the fixed words of the language are others",
    "template": "the template, or the base file of the papers, is another one",
    "answers": "the answers in the purchase file are others",
}


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
    each version of a clause; `name`, the name of the purchase file in messages; `words`, the English words;
    `with_files`, whether the bytes of the papers are compared, too.
    """
    before = locked.make_state()
    after = replace(state, answers=now.make_state().answers if before.answers else {})
    difference = compare_states(before, after, history)
    findings = [*_compare_digests(locked, now, name, difference), *_compare_libraries(locked, now, name)]
    for part in difference.parts:
        findings += [_describe_points(part, move, name) for move in part.points]
        findings += [_describe_clause(part, clause, name, words) for clause in part.clauses]
    findings += _compare_files(locked, now, name, explained=bool(findings)) if with_files else ()
    return _add_hint(findings, f"tenderkit lock update {name}")


def find_ingredient_drift(locked: LockedIngredients, now: LockedIngredients, name: str) -> tuple[Finding, ...]:
    """Return everything in which what all papers are made from differs from its lock; nothing where it is the same.

    Parameters: `now`, the lock that would be made now; `name`, the name of the lock file in messages.
    """
    findings = [
        _make_finding(key, _DIGESTS[key].format(old=getattr(locked, key), new=getattr(now, key)), name)
        for key in ("tool", "library", "template")
        if getattr(locked, key) != getattr(now, key)
    ]
    findings += _compare_libraries(locked, now, name)
    if not findings and locked.data != now.data:
        findings.append(_make_finding("words", "the fixed words, or the look of the papers, are others", name))
    return _add_hint(findings, "tenderkit lock update")


def _add_hint(findings: Sequence[Finding], command: str) -> tuple[Finding, ...]:
    """Return the findings, the last one with one hint for all. Parameters: `command`, which renews the lock."""
    if not findings:
        return ()
    fix = f"To accept what differs, renew the lock: {command}"
    return (*findings[:-1], replace(findings[-1], fix=fix))


def _make_finding(rule: str, message: str, name: str, lot: int | None = None, clause: str | None = None) -> Finding:
    return Finding(f"lock-{rule}", message, place=Place(name, lot=lot, clause=clause))


def _compare_digests(
    locked: LockedPurchase, now: LockedPurchase, name: str, difference: StateDifference
) -> Iterator[Finding]:
    for key, words in _DIGESTS.items():
        old, new = getattr(locked, key), getattr(now, key)
        # In another language all fixed words are others.
        if old == new or (key == "words" and locked.language != now.language):
            continue
        if key == "answers" and difference.answers:
            yield from (_make_finding(key, _describe_answer(move), name) for move in difference.answers)
        else:
            yield _make_finding(key, words.format(old=old, new=new), name)


def _describe_answer(move: ValueMove) -> str:
    """Return how an answer differs: `lots.1.months: 36 became 24`; one that no paper shows is named alone."""
    if move.old.startswith(HIDDEN) or move.new.startswith(HIDDEN):
        return f"{move.name} {'is another' if move.old and move.new else 'is new' if move.new else 'is gone'}"
    if move.old and move.new:
        return f"{move.name}: {move.old} became {move.new}"
    return f"{move.name}: {move.old or move.new} {'is gone' if move.old else 'is new'}"


def _compare_libraries(
    locked: LockedPurchase | LockedIngredients, now: LockedPurchase | LockedIngredients, name: str
) -> Iterator[Finding]:
    old, new = ([(x.title, x.version, x.sha256) for x in side.libraries] for side in (locked, now))
    if old == new:
        return
    for title, version, _ in (row for row in old if row not in new):
        yield _make_finding("overlay", f"the library “{title}” {version} is not used as it was", name)
    for title, version, _ in (row for row in new if row not in old):
        yield _make_finding("overlay", f"the library “{title}” {version} is not in the lock as it is", name)
    if sorted(old) == sorted(new):
        yield _make_finding("overlay", "the libraries are in another order", name)


def _compare_files(locked: LockedPurchase, now: LockedPurchase, name: str, *, explained: bool) -> Iterator[Finding]:
    """Yield the papers whose bytes differ; not where this only follows from what differs anyway.

    Papers that are not built now are not looked at. Text formats are not locked: they are made from the same clauses.
    """
    papers = {file.paper for file in locked.files}
    digests = {(file.paper, file.ending): (file.sha256, file.md5) for file in locked.files}
    for file in now.files:
        known = digests.get((file.paper, file.ending))
        paper = f"the paper {file.paper} ({file.ending})"
        if file.paper not in papers:
            yield _make_finding("output", f"{paper} is not in the lock", name)
        elif not explained and known not in (None, (file.sha256, file.md5)):
            yield _make_finding("output", f"{paper} has other bytes", name)


def _describe_points(part: PartDifference, move: ValueMove, name: str) -> Finding:
    return _make_finding(
        "points", f"in lot {part.number} the points of {_describe_value(move)}", name, part.number or None
    )


def _describe_clause(part: PartDifference, clause: ClauseDifference, name: str, words: Language) -> Finding:
    details = [describe_changed_text(changed, words) for changed in clause.changed_texts]
    details += [_describe_value(move) for move in clause.values]
    details += [f"because: {reason.rstrip('.')}" for reason in clause.reasons]
    where = f" in lot {part.number}" if part.number else ""
    message = f"“{clause.title}”{where} was {clause.fate}"
    if clause.old and clause.new and clause.old.version != clause.new.version:
        message += f", version {clause.old.version} → {clause.new.version}"
    return _make_finding(
        "clause",
        ": ".join(filter(None, (message, "; ".join(dict.fromkeys(details))))),
        name,
        part.number or None,
        clause.id,
    )


def _describe_value(move: ValueMove) -> str:
    places = f" ({', '.join(move.holds_for)})" if move.holds_for else ""
    origin = f" ({move.origin})" if move.origin else ""
    return f"{move.name}{places} from {move.old or 'none'} to {move.new or 'none'}{origin}"
