# SPDX-License-Identifier: Apache-2.0
"""Do the files of a library fit together: every id known, every name filled, every value of its type.

The shapes of single files are checked when they are read; here is what needs more than one of them. Faults of
wording are the business of lint, not of this module.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from tenderkit.clause import UNDECIDED, Clause, ClauseText, Figure, Parameter, Variant, kebab
from tenderkit.condition import FIXED_LINES, WORD_LINES, words
from tenderkit.finding import Finding, Place, nearest
from tenderkit.library import EWaste, Library, Limit, ProcurementRule, Vocabulary, known_words
from tenderkit.preparation import BuyerStep
from tenderkit.printed import TIERS, parameter_of
from tenderkit.purchase import Line, Lot, Shape, Tender
from tenderkit.purchase_values import wrong_type
from tenderkit.translations import missing
from tenderkit.wording import Template, names

_NUMBER_LINES = ("min-quantity", "max-quantity", "min-months", "max-months")
# Kinds of answers that a clause can test.
_FACTS = ("boolean", "integer", "choice", "choices", "text")
# Circles are looked for one by one, each in the time it takes to read all relations once.
_CYCLES_TOLD = 20
_LIMIT_KEYS = tuple(kebab(name) for name in Limit.__dataclass_fields__ if name not in ("lines", "own"))
# What a library on top says of itself; below a [table] it would belong to that.
_ABOVE = ("title", "version", "hide")
_TEXT_NAMES = ("items", "returns", "months")


def check(library: Library, files: Mapping[str, str]) -> list[Finding]:
    """All faults of a library.

    Parameters: `files`, the file name for each clause id and for each jurisdiction (`jurisdictions/<id>`).
    """
    found: list[Finding] = []
    for clause in library.clauses.values():
        found += _Clause(library, clause, files.get(clause.id)).check()
    found += _sources(library, files.get("sources.toml", "sources.toml"))
    for id_ in library.jurisdictions:
        found += _jurisdiction(library, id_, files.get(f"jurisdictions/{id_}"))
    if "international" not in library.jurisdictions:
        found.append(Finding("missing-profile", "there is no jurisdiction “international”", "Add the file."))
    for overlay in library.overlays:
        found += _limits(library, overlay.file, overlay.limits)
        for number, limit in enumerate(overlay.limits, 1):
            if limit.source not in library.sources:
                found.append(_unknown(overlay.file, f"limits.{number}.source", limit.source, library.sources))
    for id_, step in library.buyer_steps.items():
        found += _buyer_step(library, files.get("buyer-steps.toml", "buyer-steps.toml"), id_, step)
    for id_ in library.questions:
        found += _question(library, files.get("questions.toml", "questions.toml"), id_)
    found += _labels(library.vocabulary)
    found += missing(library, files)
    found += _cycles(library, files)
    return found


def _sources(library: Library, file: str) -> Iterator[Finding]:
    for id_, source in library.sources.items():
        key = f"{id_}.superseded-by"
        if source.superseded_by and source.superseded_by not in library.sources:
            yield _unknown(file, key, source.superseded_by, library.sources)
        if source.superseded_by and source.status != "superseded":
            message = f"names what stands in its place, and its status is “{source.status}”"
            yield Finding("source-status", message, 'Write status = "superseded".', place=Place(file, key))


def _unknown(file: str | None, key: str, word: object, known: Iterable[str]) -> Finding:
    return Finding("unknown-word", f"“{word}” is not known here", nearest(word, known), place=Place(file, key))


def _lines(
    library: Library,
    file: str | None,
    key: str,
    lines: Mapping[str, Any],
    extra: Iterable[str] = (),
    beside: Iterable[str] = (),
) -> Iterator[Finding]:
    """Faults in the lines of a condition.

    Parameters: `extra` names what may stand there besides lines; `beside` the keys that stand beside them, which a
    misspelt line may have been meant to be.
    """
    for line, wanted in lines.items():
        where = f"{key}.{line}"
        if line in extra:
            continue
        if wanted in ([], ()):
            yield Finding("wrong-type", "is empty, so it never holds", place=Place(file, where))
            continue
        if line in WORD_LINES:
            known: Iterable[str] = library.vocabulary.words(WORD_LINES[line])
        elif line in ("jurisdictions", "place"):
            known = library.jurisdictions
        elif line == "with":
            known = library.clauses
        elif line in _NUMBER_LINES:
            if not isinstance(wanted, int) or isinstance(wanted, bool):
                yield Finding("wrong-type", "must be a whole number", place=Place(file, where))
            continue
        elif line == "has-returns":
            if not isinstance(wanted, bool):
                yield Finding("wrong-type", "must be true or false", place=Place(file, where))
            continue
        elif line in library.facts:
            for word in words(wanted):
                if wrong := library.questions[line].problem(word):
                    yield Finding("wrong-type", wrong, place=Place(file, where))
            continue
        else:
            if line in _ABOVE:
                message = f"“{line}” stands inside a table here"
                yield Finding("unknown-word", message, "Put it above the first [table].", place=Place(file, where))
            else:
                yield _unknown(file, where, line, {*FIXED_LINES, *library.facts, *beside})
            continue
        for word in words(wanted):
            if word not in known:
                yield _unknown(file, where, word, known)


class _Clause:
    """The faults of one clause."""

    def __init__(self, library: Library, clause: Clause, file: str | None) -> None:
        self.library, self.clause, self.file = library, clause, file
        self.found: list[Finding] = []

    def add(self, rule: str, key: str, message: str, fix: str = "") -> None:
        self.found.append(Finding(rule, message, fix, place=Place(self.file, key, clause=self.clause.id)))

    def known(self, key: str, ids: Iterable[str], known: Iterable[str]) -> None:
        words = set(known)
        for id_ in ids:
            if id_ not in words:
                self.found.append(_unknown(self.file, key, id_, words))

    def lines(self, key: str, lines: Mapping[str, Any], extra: Iterable[str] = ()) -> None:
        self.found += _lines(self.library, self.file, key, lines, extra)

    def no_with(self, key: str, lines: Mapping[str, Any]) -> None:
        """Values are settled before it is known which clauses stay, so they cannot depend on it."""
        if "with" in lines:
            self.add("with-out-of-place", f"{key}.with", "has no effect here", "Use it in [[applies]] or a variant.")

    def check(self) -> list[Finding]:
        library, clause = self.library, self.clause
        vocabulary = library.vocabulary
        self.known("theme", [clause.theme], vocabulary.themes)
        self.known("group", [clause.group], vocabulary.groups)
        self.known("sets", clause.sets, vocabulary.sets)
        self.known("requires", clause.requires, library.clauses)
        self.known("replaces", clause.replaces, library.clauses)
        self.known("successor", clause.successor, library.clauses)
        if clause.successor and clause.status != "withdrawn":
            self.add(
                "clause-shape", "successor", "only a withdrawn clause has one", "Withdraw it, or take the key out."
            )
        for number, block in enumerate(clause.applies, 1):
            self.lines(f"applies.{number}", block)
        for number, conflict in enumerate(clause.conflicts, 1):
            self.known(f"conflicts.{number}", [conflict.clause], library.clauses)
            other = library.clauses.get(conflict.clause)
            self.lines(f"conflicts.{number}.when", conflict.when, other.parameters if other else ())
            self.no_with(f"conflicts.{number}.when", conflict.when)
            if other is clause:
                self.add("conflict-circle", f"conflicts.{number}", "conflicts with itself")
            elif other and not conflict.when and any(c.clause == clause.id and not c.when for c in other.conflicts):
                message = f"and “{other.id}” each give way to the other"
                self.add("conflict-circle", f"conflicts.{number}", message, "Say it in the one that gives way.")
        for number, source in enumerate(clause.sources, 1):
            self.known(f"sources.{number}", [source.id], library.sources)
            self.lines(f"sources.{number}.when", source.when)
            if source.variant:
                self.known(f"sources.{number}.variant", [source.variant], clause.variants)
        for name, parameter in clause.parameters.items():
            self.parameter(name, parameter)
        self.texts("text", clause.text)
        for id_, variant in clause.variants.items():
            self.lines(f"variants.{id_}.when", variant.when)
            self.texts(f"variants.{id_}", variant)
        self.shape()
        return self.found

    def shape(self) -> None:
        """What a kind of clause must have."""
        clause = self.clause
        if (clause.kind == "award-criterion") != (clause.scale is not None):
            self.add("clause-shape", "scale", "an award criterion has a scale, and no other clause has one")
        if (clause.kind == "contract-performance-clause") != (clause.text.remedy is not None):
            self.add(
                "clause-shape",
                "text.remedy",
                "a contract performance clause has a remedy, and no other clause has one",
            )
        if (clause.kind == "general-rule") != (clause.scope == "tender"):
            self.add(
                "clause-shape",
                "scope",
                "a general rule has the scope of the tender, all other clauses that of a lot",
            )
        if clause.scope == "tender" and clause.parameters:
            self.add("clause-shape", "parameters", "a rule of the whole tender has no parameters")
        if not any(getattr(clause.text.verification, tier) for tier in TIERS):
            self.add("verification-missing", "text.verification", "says no way of proof")
        if clause.reports and clause.reports.every:
            self.known("reports.every", [clause.reports.every], clause.parameters)
            found = clause.parameters.get(clause.reports.every)
            if found and (found.type not in ("integer", "number") or found.unit != "months"):
                self.add("clause-shape", "reports.every", f"{clause.reports.every} is no number of months")
        for number, example in enumerate(clause.examples, 1):
            self.lines(f"examples.{number}.facts", example.facts)
        scale = clause.scale
        if scale is None:
            return
        vocabulary = self.library.vocabulary
        if scale.type != "lowest" and not scale.steps:
            fix = "A linear scale needs two steps or more, from the lowest number to the highest."
            self.add("clause-shape", "scale.steps", "has no steps", fix if scale.type == "linear" else "")
        for number, step in enumerate(scale.steps, 1):
            self.known(f"scale.steps.{number}.categories", step.categories, vocabulary.categories)
            self.known(f"scale.steps.{number}.levels", step.levels, vocabulary.levels)
        if scale.unit:
            self.known("scale.unit", [scale.unit], vocabulary.units)
        if scale.anchor:
            self.known("scale.anchor", [scale.anchor], vocabulary.anchors)
        if scale.starts_above:
            other, _, name = scale.starts_above.partition(".")
            known = {f"{c.id}.{n}" for c in self.library.clauses.values() for n in c.parameters}
            self.known("scale.starts-above", [f"{other}.{name}"], known)
            found = self.library.clauses[other].parameters.get(name) if other in self.library.clauses else None
            if found and (found.type not in ("integer", "number", "percent") or found.direction != "min"):
                self.add("clause-shape", "scale.starts-above", f"{other}.{name} is no number with the direction min")

    def parameter(self, name: str, parameter: Parameter) -> None:
        key = f"parameters.{name}"
        vocabulary = self.library.vocabulary
        if parameter.unit:
            self.known(f"{key}.unit", [parameter.unit], vocabulary.units)
        if (parameter.type == "grade") != bool(parameter.grades):
            self.add(
                "parameter-shape",
                f"{key}.grades",
                "a grade names its grades from worst to best, other types have none",
            )
        if (parameter.type == "choice") != bool(parameter.choices):
            self.add("parameter-shape", f"{key}.choices", "a choice names its choices, other types have none")
        if not parameter.cases:
            self.add("parameter-shape", f"{key}.cases", "has no case")
        for number, case in enumerate(parameter.cases, 1):
            where = f"{key}.cases.{number}"
            self.lines(where, case.lines)
            self.no_with(where, case.lines)
            if case.anchor:
                self.known(f"{where}.anchor", [case.anchor], vocabulary.anchors)
            self.figure(f"{where}.core", case.figure("core"), parameter)
            if case.comprehensive is not None:
                self.figure(f"{where}.comprehensive", case.figure("comprehensive"), parameter)

    def figure(self, key: str, figure: Figure, parameter: Parameter) -> None:
        if figure.value != UNDECIDED and (wrong := wrong_type(parameter, figure.value)):
            self.add("wrong-type", key, wrong)
        if figure.mark is None:
            self.add("mark-missing", key, "has no mark", "Say where the figure comes from: C, D, T, M or P.")
        if figure.source:
            self.known(f"{key}.source", [figure.source], self.library.sources)
            if figure.mark not in ("C", "D"):
                self.add(
                    "from-memory-number-cited",
                    key,
                    f"a figure marked {figure.mark} has a source",
                    "Take the source out: such a figure is a proposal of this project.",
                )
        elif figure.mark in ("C", "D"):
            self.add("unknown-source", key, f"a figure marked {figure.mark} has no source", "Name it.")

    def texts(self, key: str, text: ClauseText | Variant) -> None:
        """Every name in a text stands for a value."""
        templates: list[tuple[str, Template]] = [(f"{key}.requirement", t) for t in text.requirement or ()]
        for field in ("title", "question", "guidance", "remedy"):
            templates += [(f"{key}.{field}", t) for t in [getattr(text, field)] if t]
        for tier in TIERS:
            templates += [(f"{key}.verification.{tier}", t) for t in [getattr(text.verification, tier, None)] if t]
        for where, template in templates:
            for name in names(template):
                try:
                    if name not in _TEXT_NAMES:
                        parameter_of(self.clause, name)
                except KeyError:
                    known = [n.replace("-", "_") for n in self.clause.parameters] + list(_TEXT_NAMES)
                    self.add("unknown-word", where, f"nothing is called “{name}” here", nearest(name, known))


def _jurisdiction(library: Library, id_: str, file: str | None) -> Iterator[Finding]:
    profile = library.jurisdictions[id_]
    if profile.parent and profile.parent not in library.jurisdictions:
        yield _unknown(file, "parent", profile.parent, library.jurisdictions)
    told: list[ProcurementRule | EWaste | None] = [
        profile.equivalence,
        profile.weights,
        profile.quotas,
        profile.e_waste,
    ]
    if profile.e_waste:
        told += [profile.e_waste.registers, profile.e_waste.proof]
    cited = [*profile.sources, *(limit.source for limit in profile.limits)]
    cited += [*(duty.source for duty in profile.duties), *(rule.source for rule in profile.product_rules)]
    cited += [rule.source for rule in told if rule and rule.source]
    for source in cited:
        if source not in library.sources:
            yield _unknown(file, "source", source, library.sources)
    for country in (*profile.members, *profile.product_law_also):
        if country not in library.vocabulary.countries.codes:
            yield _unknown(file, "members", country, library.vocabulary.countries.codes)
    yield from _limits(library, file, profile.limits)
    for key, entries in (("product-rules", profile.product_rules), ("duties", profile.duties)):
        for id_, count in Counter(entry.id for entry in entries).items():
            if count > 1:
                yield Finding("id-twice", f"“{id_}” stands {count} times", "Rename one.", place=Place(file, key))
    for rule in profile.product_rules:
        yield from _lines(library, file, f"product-rules.{rule.id}", rule.lines)
    for duty in profile.duties:
        for category in duty.categories:
            if category not in library.vocabulary.categories:
                yield _unknown(file, f"duties.{duty.id}", category, library.vocabulary.categories)


def _limits(library: Library, file: str | None, limits: Iterable[Limit]) -> Iterator[Finding]:
    """The faults of limits on parameters."""
    for number, limit in enumerate(limits, 1):
        key = f"limits.{number}"
        yield from _lines(library, file, key, limit.lines, beside=_LIMIT_KEYS)
        for target in limit.parameter:
            clause, _, name = target.partition(".")
            parameter = library.clauses[clause].parameters.get(name) if clause in library.clauses else None
            if parameter is None:
                known = {f"{c.id}.{n}" for c in library.clauses.values() for n in c.parameters}
                yield _unknown(file, f"{key}.parameter", target, known)
                continue
            if parameter.direction == "none" or parameter.type in ("text", "choice", "boolean"):
                message = f"{target} has no direction in which a limit could move it"
                yield Finding("limit-without-direction", message, place=Place(file, key))
            if wrong := wrong_type(parameter, limit.value):
                yield Finding("wrong-type", f"the value for {target} {wrong}", place=Place(file, f"{key}.value"))
        if limit.unit and limit.unit not in library.vocabulary.units:
            yield _unknown(file, f"{key}.unit", limit.unit, library.vocabulary.units)
        if limit.anchor and limit.anchor not in library.vocabulary.anchors:
            yield _unknown(file, f"{key}.anchor", limit.anchor, library.vocabulary.anchors)


def _labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Labels of counted things without the form that fits every number."""
    for section in Vocabulary.__dataclass_fields__:
        table = getattr(vocabulary, section)
        for id_, word in table.items() if isinstance(table, dict) else ():
            for language, forms in word.label.items():
                if not isinstance(forms, str) and "other" not in forms:
                    key = f"{kebab(section)}.{id_}.label.{language}"
                    place = Place("vocabulary.toml", key)
                    yield Finding("schema", "lacks the plural form “other”", f"Add `{key}.other`.", place=place)


def _buyer_step(library: Library, file: str, id_: str, step: BuyerStep) -> Iterator[Finding]:
    for number, block in enumerate(step.applies, 1):
        yield from _lines(library, file, f"{id_}.applies.{number}", block)
    for number, advice in enumerate(step.advice, 1):
        yield from _lines(library, file, f"{id_}.advice.{number}.when", advice.when)
    for number, source in enumerate(step.sources, 1):
        yield from _lines(library, file, f"{id_}.sources.{number}.when", source.when)
        if source.id not in library.sources:
            yield _unknown(file, f"{id_}.sources.{number}", source.id, library.sources)


def _question(library: Library, file: str, id_: str) -> Iterator[Finding]:
    """The faults of a question: keys, words and lines that are not there, choices that nobody explains."""
    question = library.questions[id_]
    shapes: dict[str, type[Shape]] = {"tender": Tender, "lot": Lot, "line": Line}
    shape = shapes[question.scope]
    keys = [field.alias or name for name, field in shape.model_fields.items()]
    if question.key is not None and question.key not in keys:
        yield _unknown(file, f"{id_}.key", question.key, keys)
    lists = [f.replace("_", "-") for f in Vocabulary.__dataclass_fields__ if f != "library"]
    if question.words is not None and question.words not in (*lists, "jurisdictions"):
        yield _unknown(file, f"{id_}.words", question.words, lists)
        return
    known = known_words(question.words, library) if question.words else question.choices
    for word in (*question.choices, *question.choice_text):
        if word not in known:
            yield _unknown(file, f"{id_}.choices", word, known)
    fit_for_facts = question.scope != "line" and question.kind in _FACTS
    if question.key is None and question.kind != "lots" and not fit_for_facts:
        message = "sets no key, and its answer is none that a fact can be"
        yield Finding("question-shape", message, "Name the `key` that it sets.", place=Place(file, id_))
    if question.scope == "line":
        for code, text in question.text.items():
            if set(re.findall(r"\{.*?\}", text)) - {"{kind}"} or text.count("{") != text.count("{kind}"):
                message = "only {kind} may stand in braces in a question on a line"
                yield Finding(
                    "question-shape", message, "Take the other braces out.", place=Place(file, f"{id_}.text.{code}")
                )
    if question.kind == "choice":
        for word in (question.default, *question.try_):
            if word is not None and word not in known:
                yield _unknown(file, f"{id_}.default", word, known)
    asks_words = question.kind in ("choice", "choices", "lines")
    if asks_words != bool(known):
        message = "offers no words to choose from" if asks_words else f"offers words, but its kind is {question.kind}"
        yield Finding("question-shape", message, "Give `choices` or `words` to a choice.", place=Place(file, id_))
    if question.words is None:
        for word in question.choices:
            if word not in question.choice_text:
                message = f"nothing says what “{word}” means"
                yield Finding(
                    "question-shape", message, "Add it to `choice-text`.", place=Place(file, f"{id_}.choice-text")
                )
    if question.ask == "matters" and not question.try_ and question.kind not in ("choice", "boolean"):
        message = "nothing says which answers to try"
        yield Finding("question-shape", message, "Give two answers in `try`.", place=Place(file, f"{id_}.try"))
    for number, block in enumerate(question.applies, 1):
        yield from _lines(library, file, f"{id_}.applies.{number}", block)


def _cycles(library: Library, files: Mapping[str, str]) -> Iterator[Finding]:
    """Cycles of `replaces` and of `parent`; those of `requires` are legal."""
    graph = {id_: set(clause.replaces) & library.clauses.keys() for id_, clause in library.clauses.items()}
    for _ in range(_CYCLES_TOLD):
        try:
            TopologicalSorter(graph).prepare()
            break
        except CycleError as error:
            circle = error.args[1][:-1]
            for id_ in sorted(circle):
                place = Place(files.get(id_), "replaces", clause=id_)
                yield Finding("cycle", f"“{id_}” replaces itself in a circle", place=place)
                graph.pop(id_)
            graph = {id_: others - set(circle) for id_, others in graph.items()}
    for id_, profile in library.jurisdictions.items():
        step, seen = profile.parent, {id_}
        while step and step not in seen:
            seen.add(step)
            step = library.jurisdictions[step].parent if step in library.jurisdictions else None
        if step == id_:
            yield Finding(
                "cycle",
                f"“{id_}” is its own parent",
                place=Place(files.get(f"jurisdictions/{id_}"), "parent"),
            )
