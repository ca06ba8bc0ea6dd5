# SPDX-License-Identifier: Apache-2.0
"""Check that the files of a library fit together: known ids, known placeholders, values of the right type.

The shape of each file is checked when it is read; this module checks what can only be seen in several files
together. Faults of wording are left to lint.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from tenderkit.findings import Finding, Place
from tenderkit.library.buyer_steps import BuyerStep
from tenderkit.library.clause import describe_wrong_type
from tenderkit.library.jurisdiction import (
    PROVISIONS,
    Duty,
    EWaste,
    Limit,
    ProcurementLaw,
    ProcurementRule,
    SizeValue,
    Weekend,
)
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.other_device import PROPERTY_WORDS
from tenderkit.library.question import PURCHASE_KEYS
from tenderkit.library.reading.category_groups import check_groups
from tenderkit.library.reading.check_clause import check_clause
from tenderkit.library.reading.check_condition import check_lines, make_unknown_word
from tenderkit.library.reading.english_words import write_english
from tenderkit.library.shape import format_key
from tenderkit.library.translations import check_translations, find_missing_labels
from tenderkit.library.vocabulary import Vocabulary

# Kinds of answers that a clause can test.
_FACTS = ("boolean", "integer", "choice", "choices", "text")
# The most cycles that are reported; each search for one goes through all relations.
_CYCLES_TOLD = 20
_DUTY_KEYS = tuple(format_key(name) for name in Duty.__dataclass_fields__ if name != "lines")
_LIMIT_KEYS = tuple(format_key(name) for name in Limit.__dataclass_fields__ if name not in ("lines", "own"))


def check_library(library: Library, files: Mapping[str, str]) -> list[Finding]:
    """Return the faults that appear only when the files of a library are compared, such as ids that no file defines.

    Parameters: `files`, the names of the files for messages, by clause id, `jurisdictions/<id>` or file name.
    """
    findings: list[Finding] = []
    for clause in library.clauses.values():
        findings += check_clause(library, clause, files.get(clause.id))
    findings += _check_sources(library, files.get("sources.toml", "sources.toml"))
    for id_ in library.jurisdictions:
        findings += _check_jurisdiction(library, id_, files.get(f"jurisdictions/{id_}"))
    if "international" not in library.jurisdictions:
        findings.append(Finding("missing-profile", "there is no jurisdiction “international”", "Add the file."))
    for overlay in library.overlays:
        findings += _check_limits(library, overlay.file, overlay.limits)
        for number, limit in enumerate(overlay.limits, 1):
            if limit.source not in library.sources:
                findings.append(
                    make_unknown_word(overlay.file, f"limits.{number}.source", limit.source, library.sources)
                )
    for id_, step in library.buyer_steps.items():
        findings += _check_buyer_step(library, files.get("buyer-steps.toml", "buyer-steps.toml"), id_, step)
    for id_ in library.questions:
        findings += _check_question(library, files.get("questions.toml", "questions.toml"), id_)
    findings += check_groups(library.vocabulary, files.get("vocabulary.toml", "vocabulary.toml"))
    findings += _check_cpv_codes(library.vocabulary, files.get("vocabulary.toml", "vocabulary.toml"))
    findings += _check_plural_forms(library.vocabulary, files.get("vocabulary.toml", "vocabulary.toml"))
    findings += find_missing_labels(library, files)
    findings += check_translations(library, files)
    findings += _check_cycles(library, files)
    return findings


def _check_sources(library: Library, file: str) -> Iterator[Finding]:
    for id_, source in library.sources.items():
        key = f"{id_}.superseded-by"
        if source.superseded_by and source.superseded_by not in library.sources:
            yield make_unknown_word(file, key, source.superseded_by, library.sources)
        if source.law_of and source.law_of not in library.jurisdictions:
            yield make_unknown_word(file, f"{id_}.law-of", source.law_of, library.jurisdictions)
        if source.superseded_by and source.status != "superseded":
            message = f"names the source that replaces it, but its status is “{source.status}”"
            yield Finding("source-status", message, 'Write status = "superseded".', place=Place(file, key))


def _check_jurisdiction(library: Library, id_: str, file: str | None) -> Iterator[Finding]:
    profile = library.jurisdictions[id_]
    if profile.parent and profile.parent not in library.jurisdictions:
        yield make_unknown_word(file, "parent", profile.parent, library.jurisdictions)
    rules: list[ProcurementLaw | ProcurementRule | Weekend | EWaste | SizeValue | None]
    rules = [getattr(profile, name) for name in PROVISIONS]
    rules += [profile.e_waste, *profile.small_value, *profile.large_value, *profile.threshold_value]
    if profile.e_waste:
        rules += [profile.e_waste.registers, profile.e_waste.operators, profile.e_waste.proof]
    cited = [*profile.sources, *(limit.source for limit in profile.limits)]
    cited += [*(duty.source for duty in profile.duties), *(rule.source for rule in profile.product_rules)]
    cited += [rule.source for rule in rules if rule and rule.source]
    if profile.procurement and profile.procurement.below_source:
        cited.append(profile.procurement.below_source)
    for source in cited:
        if source not in library.sources:
            yield make_unknown_word(file, "source", source, library.sources)
    for key, countries in (("members", profile.members), ("product-law-also", profile.product_law_also)):
        for country in countries:
            if country not in library.vocabulary.countries.codes:
                yield make_unknown_word(file, key, country, library.vocabulary.countries.codes)
    yield from _check_limits(library, file, profile.limits)
    rule_ids = {rule.id for rule in profile.product_rules}
    for number, limit in enumerate(profile.limits, 1):
        if limit.told_by and limit.told_by not in rule_ids:
            yield make_unknown_word(file, f"limits.{number}.told-by", limit.told_by, rule_ids)
    for key, entries in (("product-rules", profile.product_rules), ("duties", profile.duties)):
        for id_, count in Counter(entry.id for entry in entries).items():
            if count > 1:
                yield Finding("id-twice", f"“{id_}” is used {count} times", "Rename one.", place=Place(file, key))
    for rule in profile.product_rules:
        yield from check_lines(library, file, f"product-rules.{rule.id}", rule.lines)
    for duty in profile.duties:
        yield from check_lines(library, file, f"duties.{duty.id}", duty.lines, sibling_keys=_DUTY_KEYS)
        for category in duty.categories:
            if category not in library.vocabulary.categories and category not in PROPERTY_WORDS:
                yield make_unknown_word(
                    file, f"duties.{duty.id}", category, list_known_words("category-or-group", library)
                )
        for clause in duty.needs_one_of:
            if clause not in library.clauses:
                yield make_unknown_word(file, f"duties.{duty.id}.needs-one-of", clause, library.clauses)


def _check_limits(library: Library, file: str | None, limits: Iterable[Limit]) -> Iterator[Finding]:
    """Yield the faults of limits on parameters: unknown names, values of the wrong type, wrong conditions."""
    for number, limit in enumerate(limits, 1):
        key = f"limits.{number}"
        yield from check_lines(library, file, key, limit.lines, sibling_keys=_LIMIT_KEYS)
        for target in limit.parameter:
            clause, _, name = target.partition(".")
            parameter = library.clauses[clause].parameters.get(name) if clause in library.clauses else None
            if parameter is None:
                known = {f"{c.id}.{n}" for c in library.clauses.values() for n in c.parameters}
                yield make_unknown_word(file, f"{key}.parameter", target, known)
                continue
            if parameter.direction == "none" or parameter.type in ("text", "choice", "boolean"):
                message = f"{target} has no direction, so no limit can apply to it"
                yield Finding("limit-without-direction", message, place=Place(file, key))
            if wrong := describe_wrong_type(parameter, limit.value):
                message = f"the value for {target} {write_english(wrong)}"
                yield Finding("wrong-type", message, place=Place(file, f"{key}.value"))
        if limit.unit and limit.unit not in library.vocabulary.units:
            yield make_unknown_word(file, f"{key}.unit", limit.unit, library.vocabulary.units)
        if limit.anchor and limit.anchor not in library.vocabulary.anchors:
            yield make_unknown_word(file, f"{key}.anchor", limit.anchor, library.vocabulary.anchors)


def _check_cpv_codes(vocabulary: Vocabulary, file: str) -> Iterator[Finding]:
    """Yield a finding for each CPV code that two product categories have; the finding is on the second category."""
    owners: dict[str, str] = {}
    for category, word in vocabulary.categories.items():
        for key, codes in (("cpv", (word.cpv,)), ("cpv-also", word.cpv_also)):
            for code in codes:
                owner = owners.setdefault(code, category) if code else category
                if owner != category:
                    message = f"{code} is the code of “{owner}” already"
                    place = Place(file, f"categories.{category}.{key}")
                    yield Finding("id-twice", message, "Give the code to one category only.", place=place)


def _check_plural_forms(vocabulary: Vocabulary, file: str) -> Iterator[Finding]:
    """Yield a finding for each label in the vocabulary that has plural forms, but not the form `other`."""
    for section in Vocabulary.__dataclass_fields__:
        table = getattr(vocabulary, section)
        for id_, word in table.items() if isinstance(table, dict) else ():
            for language, forms in word.label.items():
                if not isinstance(forms, str) and "other" not in forms:
                    key = f"{format_key(section)}.{id_}.label.{language}"
                    place = Place(file, key)
                    yield Finding(
                        "schema",
                        "has no plural form “other”",
                        f'Write {key} = {{ one = "…", other = "…" }}.',
                        place=place,
                    )


def _check_buyer_step(library: Library, file: str, id_: str, step: BuyerStep) -> Iterator[Finding]:
    for number, block in enumerate(step.applies, 1):
        yield from check_lines(library, file, f"{id_}.applies.{number}", block)
    for key, paragraphs in (("advice", step.advice), ("questions", step.questions)):
        for number, paragraph in enumerate(paragraphs, 1):
            yield from check_lines(library, file, f"{id_}.{key}.{number}.when", paragraph.when)
    for number, source in enumerate(step.sources, 1):
        yield from check_lines(library, file, f"{id_}.sources.{number}.when", source.when)
        if source.id not in library.sources:
            yield make_unknown_word(file, f"{id_}.sources.{number}", source.id, library.sources)


def _check_question(library: Library, file: str, id_: str) -> Iterator[Finding]:
    """Yield the faults of a question, such as unknown keys, unknown words, and choices without an explanation."""
    question = library.questions[id_]
    keys = PURCHASE_KEYS[question.scope]
    if question.key is not None and question.key not in keys:
        yield make_unknown_word(file, f"{id_}.key", question.key, keys)
    lists = [f.replace("_", "-") for f in Vocabulary.__dataclass_fields__ if f != "library"]
    if question.words is not None and question.words not in (*lists, "jurisdictions"):
        yield make_unknown_word(file, f"{id_}.words", question.words, lists)
        return
    known = list_known_words(question.words, library) if question.words else question.choices
    for word in (*question.choices, *question.choice_text):
        if word not in known:
            yield make_unknown_word(file, f"{id_}.choices", word, known)
    fit_for_facts = question.scope != "line" and question.kind in _FACTS
    if question.key is None and question.kind != "lots" and not fit_for_facts:
        message = "sets no key, and a fact cannot have this kind of answer"
        yield Finding("question-shape", message, "Name the `key` that it sets.", place=Place(file, id_))
    if question.lines and question.scope != "line":
        message, fix = "names a list, but is not about its lines", 'Write scope = "line", or take `lines` out.'
        yield Finding("question-shape", message, fix, place=Place(file, f"{id_}.lines"))
    if question.scope == "line":
        for code, text in question.text.items():
            if set(re.findall(r"\{.*?\}", text)) - {"{kind}"} or text.count("{") != text.count("{kind}"):
                message = "braces in a question on a line may hold {kind} only"
                yield Finding(
                    "question-shape", message, "Take the other braces out.", place=Place(file, f"{id_}.text.{code}")
                )
    if question.kind == "choice":
        for word in (question.default, *question.try_):
            if word is not None and word not in known:
                yield make_unknown_word(file, f"{id_}.default", word, known)
    asks_words = question.kind in ("choice", "choices", "lines")
    if asks_words != bool(known):
        message = "offers no words to choose from" if asks_words else f"offers words, but its kind is {question.kind}"
        yield Finding("question-shape", message, "Give `choices` or `words` to a choice.", place=Place(file, id_))
    if question.words is None:
        for word in question.choices:
            if word not in question.choice_text:
                message = f"there is no explanation of “{word}”"
                yield Finding(
                    "question-shape", message, "Add it to `choice-text`.", place=Place(file, f"{id_}.choice-text")
                )
    if question.ask == "matters" and not question.try_ and question.kind not in ("choice", "boolean"):
        message = "there are no answers to try"
        yield Finding("question-shape", message, "Give two answers in `try`.", place=Place(file, f"{id_}.try"))
    for number, block in enumerate(question.applies, 1):
        yield from check_lines(library, file, f"{id_}.applies.{number}", block)


def _check_cycles(library: Library, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each clause that replaces itself through others, and each profile that is its own ancestor.

    A clause that requires itself through other clauses is no fault.
    """
    graph = {id_: set(clause.replaces) & library.clauses.keys() for id_, clause in library.clauses.items()}
    for _ in range(_CYCLES_TOLD):
        try:
            TopologicalSorter(graph).prepare()
            break
        except CycleError as error:
            cycle = error.args[1][:-1]
            for id_ in sorted(cycle):
                place = Place(files.get(id_), "replaces", clause=id_)
                yield Finding("cycle", f"“{id_}” replaces itself, through the clauses it replaces", place=place)
                graph.pop(id_)
            graph = {id_: others - set(cycle) for id_, others in graph.items()}
    for id_, profile in library.jurisdictions.items():
        parent, seen = profile.parent, {id_}
        while parent and parent not in seen:
            seen.add(parent)
            parent = library.jurisdictions[parent].parent if parent in library.jurisdictions else None
        if parent == id_:
            yield Finding(
                "cycle",
                f"“{id_}” is its own parent",
                place=Place(files.get(f"jurisdictions/{id_}"), "parent"),
            )
