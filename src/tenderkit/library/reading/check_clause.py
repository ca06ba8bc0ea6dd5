# SPDX-License-Identifier: Apache-2.0
"""Check a clause against its library: unknown ids and words, wrong values, and parts that its kind needs."""

from collections.abc import Iterable, Mapping
from typing import Any

from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.clause import (
    LOT_BLANKS,
    TIERS,
    UNDECIDED,
    Case,
    Clause,
    ClauseText,
    Figure,
    Parameter,
    Variant,
    describe_wrong_type,
    find_parameter,
)
from tenderkit.library.library import Library, list_known_words
from tenderkit.library.reading.check_condition import check_lines, make_unknown_word
from tenderkit.library.reading.english_words import write_english
from tenderkit.library.template import Template, list_names


def check_clause(library: Library, clause: Clause, file: str | None) -> list[Finding]:
    """Return the faults of a clause, such as references to ids that its library does not have.

    Parameters: `file`, the name of the clause's file for messages.
    """
    return _ClauseCheck(library, clause, file).check_all()


class _ClauseCheck:
    """The check of one clause; every method adds the faults that it finds to `findings`."""

    def __init__(self, library: Library, clause: Clause, file: str | None) -> None:
        self.library, self.clause, self.file = library, clause, file
        self.findings: list[Finding] = []

    def add(self, rule: str, key: str, message: str, fix: str = "") -> None:
        self.findings.append(Finding(rule, message, fix, place=Place(self.file, key, clause=self.clause.id)))

    def check_known(self, key: str, ids: Iterable[str], known: Iterable[str]) -> None:
        words = set(known)
        for id_ in ids:
            if id_ not in words:
                self.findings.append(make_unknown_word(self.file, key, id_, words))

    def check_condition(self, key: str, lines: Mapping[str, Any], allowed: Iterable[str] = ()) -> None:
        self.findings += check_lines(self.library, self.file, key, lines, allowed)

    def refuse_with(self, key: str, lines: Mapping[str, Any]) -> None:
        """Add a finding if a condition has the key `with`, but is tested before the selection of clauses is final."""
        if "with" in lines:
            self.add("with-out-of-place", f"{key}.with", "has no effect here", "Use it in [[applies]] or a variant.")
        self.refuse_without(key, lines)

    def refuse_without(self, key: str, lines: Mapping[str, Any]) -> None:
        """Add a finding if a condition, not of a variant, has the key `without`: what it rules out may still come."""
        if "without" in lines:
            self.add("with-out-of-place", f"{key}.without", "has no effect here", "Use it in a variant.")

    def check_all(self) -> list[Finding]:
        """Run all checks on the clause, and return the faults found."""
        library, clause = self.library, self.clause
        vocabulary = library.vocabulary
        self.check_known("theme", [clause.theme], vocabulary.themes)
        self.check_known("group", [clause.group], vocabulary.groups)
        self.check_known("sets", clause.sets, vocabulary.sets)
        self.check_known("requires", clause.requires, library.clauses)
        self.check_known("replaces", clause.replaces, library.clauses)
        self.check_known("successor", clause.successor, library.clauses)
        if clause.successor and clause.status != "withdrawn":
            self.add(
                "clause-shape", "successor", "only a withdrawn clause has one", "Withdraw it, or take the key out."
            )
        for number, block in enumerate(clause.applies, 1):
            self.check_condition(f"applies.{number}", block)
            self.refuse_without(f"applies.{number}", block)
        for number, conflict in enumerate(clause.conflicts, 1):
            self.check_known(f"conflicts.{number}", [conflict.clause], library.clauses)
            other = library.clauses.get(conflict.clause)
            self.check_condition(f"conflicts.{number}.when", conflict.when, other.parameters if other else ())
            self.refuse_with(f"conflicts.{number}.when", conflict.when)
            if other is clause:
                self.add("conflict-circle", f"conflicts.{number}", "conflicts with itself")
            elif other and not conflict.when and any(c.clause == clause.id and not c.when for c in other.conflicts):
                message = f"and “{other.id}” each give way to the other"
                self.add(
                    "conflict-circle",
                    f"conflicts.{number}",
                    message,
                    "Write the conflict only in the clause that gives way.",
                )
        for number, source in enumerate(clause.sources, 1):
            self.check_known(f"sources.{number}", [source.id], library.sources)
            self.check_condition(f"sources.{number}.when", source.when)
            if source.variant:
                self.check_known(f"sources.{number}.variant", [source.variant], clause.variants)
        for name, parameter in clause.parameters.items():
            self.check_parameter(name, parameter)
        for name, instead in clause.withdrawn_parameters.items():
            self.check_known(f"withdrawn-parameters.{name}", instead, clause.parameters)
            if name in clause.parameters:
                self.add("clause-shape", f"withdrawn-parameters.{name}", "the clause still has this parameter")
        self.check_texts("text", clause.text)
        for id_, variant in clause.variants.items():
            self.check_condition(f"variants.{id_}.when", variant.when)
            self.check_texts(f"variants.{id_}", variant)
        self.check_shape()
        return self.findings

    def check_general_values(self) -> None:
        """Check that each parameter of a general rule has one value for the whole tender."""
        for name, parameter in self.clause.parameters.items():
            if len(parameter.cases) != 1 or parameter.cases[0].lines:
                message = "a value of a general rule holds for the whole tender: one case without conditions"
                self.add("clause-shape", f"parameters.{name}", message)

    def check_reports(self, clause: Clause) -> None:
        """Check that the parameters and clauses that set the days of reports exist, and that they set a time."""
        reports = clause.reports
        if reports is None:
            return
        self.check_known("reports.sent-with", reports.sent_with, self.library.clauses)
        for key, name, units in (
            ("reports.every", reports.every, ("months",)),
            ("reports.year-within", reports.year_within, ("days", "weeks", "months")),
        ):
            if name is None:
                continue
            self.check_known(key, [name], clause.parameters)
            parameter = clause.parameters.get(name)
            if parameter and (parameter.type not in ("integer", "number") or parameter.unit not in units):
                self.add("clause-shape", key, f"{name} is no number of {' or '.join(units)}")

    def check_shape(self) -> None:
        """Check that the clause has the parts that its kind needs, such as a scale, and no parts of other kinds."""
        clause = self.clause
        if (clause.kind == "award-criterion") != (clause.scale is not None):
            self.add("clause-shape", "scale", "an award criterion has a scale, and no other clause has one")
        if clause.kind != "contract-performance-clause" and clause.text.remedy is not None:
            self.add("clause-shape", "text.remedy", "only a contract performance clause has a remedy")
        if clause.text.question is None and not clause.is_accepted:
            self.add("clause-shape", "text.question", "asks the tenderer nothing", "Say what the tenderer answers.")
        proofs = (clause.text.verification, *(v.verification for v in clause.variants.values() if v.verification))
        if clause.encloses and not all(proof.declaration for proof in proofs):
            message = "the document to enclose is no proof with the tender"
            self.add("clause-shape", "encloses", message, "Name the document under `verification.declaration`.")
        if (clause.kind == "general-rule") != (clause.scope == "tender"):
            self.add(
                "clause-shape",
                "scope",
                "a general rule has the scope of the tender, all other clauses that of a lot",
            )
        if clause.scope == "tender":
            self.check_general_values()
        elif not any(getattr(clause.text.verification, tier) for tier in TIERS):
            self.add("verification-missing", "text.verification", "names no way of proof")
        self.check_reports(clause)
        for number, example in enumerate(clause.examples, 1):
            self.check_condition(f"examples.{number}.facts", example.facts)
        scale = clause.scale
        if scale is None:
            return
        self.check_condition("scale.whole-when", scale.whole_when)
        vocabulary = self.library.vocabulary
        if scale.type != "lowest" and not scale.steps:
            fix = "A linear scale needs two steps or more, from the lowest number to the highest."
            self.add("clause-shape", "scale.steps", "has no steps", fix if scale.type == "linear" else "")
        for number, step in enumerate(scale.steps, 1):
            kinds = list_known_words("category-or-group", self.library)
            self.check_known(f"scale.steps.{number}.categories", step.categories, kinds)
            self.check_known(f"scale.steps.{number}.levels", step.levels, vocabulary.levels)
        if scale.unit:
            self.check_known("scale.unit", [scale.unit], vocabulary.units)
        if scale.anchor:
            self.check_known("scale.anchor", [scale.anchor], vocabulary.anchors)
        if scale.starts_above:
            other, _, name = scale.starts_above.partition(".")
            known = {f"{c.id}.{n}" for c in self.library.clauses.values() for n in c.parameters}
            self.check_known("scale.starts-above", [f"{other}.{name}"], known)
            parameter = self.library.clauses[other].parameters.get(name) if other in self.library.clauses else None
            if parameter and (parameter.type not in ("integer", "number", "percent") or parameter.direction != "min"):
                self.add("clause-shape", "scale.starts-above", f"{other}.{name} is no number with the direction min")

    def check_parameter(self, name: str, parameter: Parameter) -> None:
        key = f"parameters.{name}"
        vocabulary = self.library.vocabulary
        if parameter.unit:
            self.check_known(f"{key}.unit", [parameter.unit], vocabulary.units)
        if (parameter.type == "grade") != bool(parameter.grades):
            self.add(
                "parameter-shape",
                f"{key}.grades",
                "a grade names its grades from worst to best, other types have none",
            )
        if (parameter.type == "choice") != bool(parameter.choices):
            self.add("parameter-shape", f"{key}.choices", "a choice names its choices, other types have none")
        if "{" in parameter.title:
            self.add(
                "parameter-shape", f"{key}.title", "holds braces, and no value is put in there", "Take them out."
            )
        if parameter.off is not None and (wrong := describe_wrong_type(parameter, parameter.off)):
            self.add("wrong-type", f"{key}.off", write_english(wrong))
        if not parameter.cases:
            self.add("parameter-shape", f"{key}.cases", "has no case")
        for number, case in enumerate(parameter.cases, 1):
            where = f"{key}.cases.{number}"
            self.check_condition(where, case.lines)
            self.refuse_with(where, case.lines)
            if case.anchor:
                self.check_known(f"{where}.anchor", [case.anchor], vocabulary.anchors)
            for level in ("core", "comprehensive"):
                if level == "core" or case.comprehensive is not None:
                    self.check_figure(f"{where}.{level}", case.figure(level), parameter)
                    self.check_bounds(f"{where}.{level}", case.figure(level).value, case)

    def check_bounds(self, key: str, value: Any, case: Case) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return
        if (case.min is not None and value < case.min) or (case.max is not None and value > case.max):
            self.add("parameter-shape", key, f"{value:g} is outside the bounds of its case", "Correct one of them.")

    def check_figure(self, key: str, figure: Figure, parameter: Parameter) -> None:
        if figure.value != UNDECIDED and (wrong := describe_wrong_type(parameter, figure.value)):
            self.add("wrong-type", key, write_english(wrong))
        if figure.mark is None:
            self.add(
                "mark-missing", key, "has no mark", "Add a mark for where the figure comes from: C, D, T, M or P."
            )
        if figure.source:
            self.check_known(f"{key}.source", [figure.source], self.library.sources)
            if figure.mark not in ("C", "D"):
                self.add(
                    "from-memory-number-cited",
                    key,
                    f"a figure marked {figure.mark} has a source",
                    "Take the source out: such a figure is a proposal of this project.",
                )
        elif figure.mark in ("C", "D"):
            self.add("unknown-source", key, f"a figure marked {figure.mark} has no source", "Name it.")

    def check_texts(self, key: str, text: ClauseText | Variant) -> None:
        """Check that every placeholder in the texts of a clause or variant names a parameter or another known value.

        Parameters: `key`, the path of keys to the texts in the file.
        """
        templates: list[tuple[str, Template]] = [(f"{key}.requirement", t) for t in text.requirement or ()]
        for field in ("title", "question", "guidance", "remedy"):
            templates += [(f"{key}.{field}", t) for t in [getattr(text, field)] if t]
        for tier in TIERS:
            templates += [(f"{key}.verification.{tier}", t) for t in [getattr(text.verification, tier, None)] if t]
        for where, template in templates:
            for name in list_names(template):
                try:
                    if name not in LOT_BLANKS:
                        find_parameter(self.clause, name)
                except KeyError:
                    known = [n.replace("-", "_") for n in self.clause.parameters] + list(LOT_BLANKS)
                    self.add("unknown-word", where, f"nothing is called “{name}” here", suggest_nearest(name, known))
