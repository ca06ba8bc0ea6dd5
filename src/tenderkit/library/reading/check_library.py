# SPDX-License-Identifier: Apache-2.0
"""Do the files of a library fit together: every id known, every name filled, every value of its type.

The shapes of single files are checked when they are read; here is what needs more than one of them. Faults of
wording are the business of lint, not of this module.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from tenderkit.findings import Finding, Place
from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.library.clause import describe_wrong_type, kebab
from tenderkit.library.jurisdiction import EWaste, Limit, ProcurementRule, SmallValue
from tenderkit.library.library import Library, known_words
from tenderkit.library.question import PURCHASE_KEYS
from tenderkit.library.reading.category_groups import check_groups
from tenderkit.library.reading.check_clause import clause_faults
from tenderkit.library.reading.check_condition import line_faults, unknown
from tenderkit.library.translations import missing, translation_faults
from tenderkit.library.vocabulary import Vocabulary

# Kinds of answers that a clause can test.
_FACTS = ("boolean", "integer", "choice", "choices", "text")
# Circles are looked for one by one, each in the time it takes to read all relations once.
_CYCLES_TOLD = 20
_LIMIT_KEYS = tuple(kebab(name) for name in Limit.__dataclass_fields__ if name not in ("lines", "own"))


def check(library: Library, files: Mapping[str, str]) -> list[Finding]:
    """All faults of a library.

    Parameters: `files`, the file name for each clause id and for each jurisdiction (`jurisdictions/<id>`).
    """
    found: list[Finding] = []
    for clause in library.clauses.values():
        found += clause_faults(library, clause, files.get(clause.id))
    found += _sources(library, files.get("sources.toml", "sources.toml"))
    for id_ in library.jurisdictions:
        found += _jurisdiction(library, id_, files.get(f"jurisdictions/{id_}"))
    if "international" not in library.jurisdictions:
        found.append(Finding("missing-profile", "there is no jurisdiction “international”", "Add the file."))
    for overlay in library.overlays:
        found += _limits(library, overlay.file, overlay.limits)
        for number, limit in enumerate(overlay.limits, 1):
            if limit.source not in library.sources:
                found.append(unknown(overlay.file, f"limits.{number}.source", limit.source, library.sources))
    for id_, step in library.buyer_steps.items():
        found += _buyer_step(library, files.get("buyer-steps.toml", "buyer-steps.toml"), id_, step)
    for id_ in library.questions:
        found += _question(library, files.get("questions.toml", "questions.toml"), id_)
    found += check_groups(library.vocabulary, files.get("vocabulary.toml", "vocabulary.toml"))
    found += _labels(library.vocabulary, files.get("vocabulary.toml", "vocabulary.toml"))
    found += missing(library, files)
    found += translation_faults(library, files)
    found += _cycles(library, files)
    return found


def _sources(library: Library, file: str) -> Iterator[Finding]:
    for id_, source in library.sources.items():
        key = f"{id_}.superseded-by"
        if source.superseded_by and source.superseded_by not in library.sources:
            yield unknown(file, key, source.superseded_by, library.sources)
        if source.superseded_by and source.status != "superseded":
            message = f"names what stands in its place, and its status is “{source.status}”"
            yield Finding("source-status", message, 'Write status = "superseded".', place=Place(file, key))


def _jurisdiction(library: Library, id_: str, file: str | None) -> Iterator[Finding]:
    profile = library.jurisdictions[id_]
    if profile.parent and profile.parent not in library.jurisdictions:
        yield unknown(file, "parent", profile.parent, library.jurisdictions)
    told: list[ProcurementRule | EWaste | SmallValue | None] = [profile.equivalence, profile.weights, profile.quotas]
    told += [profile.e_waste, profile.small_value]
    if profile.e_waste:
        told += [profile.e_waste.registers, profile.e_waste.proof]
    cited = [*profile.sources, *(limit.source for limit in profile.limits)]
    cited += [*(duty.source for duty in profile.duties), *(rule.source for rule in profile.product_rules)]
    cited += [rule.source for rule in told if rule and rule.source]
    for source in cited:
        if source not in library.sources:
            yield unknown(file, "source", source, library.sources)
    for key, countries in (("members", profile.members), ("product-law-also", profile.product_law_also)):
        for country in countries:
            if country not in library.vocabulary.countries.codes:
                yield unknown(file, key, country, library.vocabulary.countries.codes)
    yield from _limits(library, file, profile.limits)
    rules = {rule.id for rule in profile.product_rules}
    for number, limit in enumerate(profile.limits, 1):
        if limit.told_by and limit.told_by not in rules:
            yield unknown(file, f"limits.{number}.told-by", limit.told_by, rules)
    for key, entries in (("product-rules", profile.product_rules), ("duties", profile.duties)):
        for id_, count in Counter(entry.id for entry in entries).items():
            if count > 1:
                yield Finding("id-twice", f"“{id_}” stands {count} times", "Rename one.", place=Place(file, key))
    for rule in profile.product_rules:
        yield from line_faults(library, file, f"product-rules.{rule.id}", rule.lines)
    for duty in profile.duties:
        for category in duty.categories:
            if category not in library.vocabulary.categories:
                yield unknown(file, f"duties.{duty.id}", category, known_words("category-or-group", library))


def _limits(library: Library, file: str | None, limits: Iterable[Limit]) -> Iterator[Finding]:
    """The faults of limits on parameters."""
    for number, limit in enumerate(limits, 1):
        key = f"limits.{number}"
        yield from line_faults(library, file, key, limit.lines, beside=_LIMIT_KEYS)
        for target in limit.parameter:
            clause, _, name = target.partition(".")
            parameter = library.clauses[clause].parameters.get(name) if clause in library.clauses else None
            if parameter is None:
                known = {f"{c.id}.{n}" for c in library.clauses.values() for n in c.parameters}
                yield unknown(file, f"{key}.parameter", target, known)
                continue
            if parameter.direction == "none" or parameter.type in ("text", "choice", "boolean"):
                message = f"{target} has no direction in which a limit could move it"
                yield Finding("limit-without-direction", message, place=Place(file, key))
            if wrong := describe_wrong_type(parameter, limit.value):
                yield Finding("wrong-type", f"the value for {target} {wrong}", place=Place(file, f"{key}.value"))
        if limit.unit and limit.unit not in library.vocabulary.units:
            yield unknown(file, f"{key}.unit", limit.unit, library.vocabulary.units)
        if limit.anchor and limit.anchor not in library.vocabulary.anchors:
            yield unknown(file, f"{key}.anchor", limit.anchor, library.vocabulary.anchors)


def _labels(vocabulary: Vocabulary, file: str) -> Iterator[Finding]:
    """Labels of counted things without the form that fits every number."""
    for section in Vocabulary.__dataclass_fields__:
        table = getattr(vocabulary, section)
        for id_, word in table.items() if isinstance(table, dict) else ():
            for language, forms in word.label.items():
                if not isinstance(forms, str) and "other" not in forms:
                    key = f"{kebab(section)}.{id_}.label.{language}"
                    place = Place(file, key)
                    yield Finding(
                        "schema",
                        "lacks the plural form “other”",
                        f'Write {key} = {{ one = "…", other = "…" }}.',
                        place=place,
                    )


def _buyer_step(library: Library, file: str, id_: str, step: BuyerStep) -> Iterator[Finding]:
    for number, block in enumerate(step.applies, 1):
        yield from line_faults(library, file, f"{id_}.applies.{number}", block)
    for number, advice in enumerate(step.advice, 1):
        yield from line_faults(library, file, f"{id_}.advice.{number}.when", advice.when)
    for number, source in enumerate(step.sources, 1):
        yield from line_faults(library, file, f"{id_}.sources.{number}.when", source.when)
        if source.id not in library.sources:
            yield unknown(file, f"{id_}.sources.{number}", source.id, library.sources)


def _question(library: Library, file: str, id_: str) -> Iterator[Finding]:
    """The faults of a question: keys, words and lines that are not there, choices that nobody explains."""
    question = library.questions[id_]
    keys = PURCHASE_KEYS[question.scope]
    if question.key is not None and question.key not in keys:
        yield unknown(file, f"{id_}.key", question.key, keys)
    lists = [f.replace("_", "-") for f in Vocabulary.__dataclass_fields__ if f != "library"]
    if question.words is not None and question.words not in (*lists, "jurisdictions"):
        yield unknown(file, f"{id_}.words", question.words, lists)
        return
    known = known_words(question.words, library) if question.words else question.choices
    for word in (*question.choices, *question.choice_text):
        if word not in known:
            yield unknown(file, f"{id_}.choices", word, known)
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
                yield unknown(file, f"{id_}.default", word, known)
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
        yield from line_faults(library, file, f"{id_}.applies.{number}", block)


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
