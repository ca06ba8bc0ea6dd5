# SPDX-License-Identifier: Apache-2.0
"""The lint rules: load them, and apply them to a library."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from inspect import cleandoc
from types import ModuleType
from typing import Any

from tenderkit.findings import Finding, Severity
from tenderkit.frozen import frozen_dataclass
from tenderkit.lint import rules as _modules
from tenderkit.lint.catalogue import Catalogue


@frozen_dataclass
class Rule:
    """A rule: its id, the severity of a breach, its manual page, and the function that finds breaches.

    `check` is None for a rule that other code applies: the reader of libraries refuses a library that breaks it, or a
    selection already has the finding. `silent_where`: the ids of rules that say the same, and more, of a clause.
    """

    id: str
    severity: Severity
    manual: str
    check: Callable[[Any], Iterable[Any]] | None
    silent_where: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The first line of the manual page, without the id."""
        return self.manual.partition("\n")[0].partition(": ")[2]


@cache
def load_rules() -> Mapping[str, Rule]:
    """Load all rules on clause files, keyed by id, in alphabetical order."""
    return read_rules(_modules)


def read_rules(folder: ModuleType, function: str = "check") -> dict[str, Rule]:
    """Read the rules of a package, keyed by id, in alphabetical order.

    Parameters: `folder`, the package; each of its modules is a rule, with a manual page and a severity; `function`,
    the name of the function that finds breaches, in the modules that have one.
    """
    rules = {}
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda m: m.name):
        loaded = import_module(f"{folder.__name__}.{module.name}")
        rule = make_rule(loaded, getattr(loaded, function, None))
        rules[rule.id] = rule
    return rules


def make_rule(module: ModuleType, check: Callable[[Any], Iterable[Any]] | None) -> Rule:
    """Return the rule that a module describes: its name is the id, its docstring the manual page."""
    id_ = module.__name__.rpartition(".")[2].replace("_", "-")
    silent_where = getattr(module, "SILENT_WHERE", ())
    return Rule(id_, module.SEVERITY, cleandoc(module.__doc__ or ""), check, silent_where)


def leave_out_silent(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Return findings without those of rules that are silent where another rule has found the same clause.

    Two findings are on the same clause where the ids are equal, and the lots where both name one. Parameters:
    `rules`, by id; a finding of another rule stays.
    """
    lots_of: dict[tuple[str, str], set[int | None]] = {}
    for finding in findings:
        if finding.place.clause:
            lots_of.setdefault((finding.rule, finding.place.clause), set()).add(finding.place.lot)

    def is_silent(finding: Finding) -> bool:
        rule, clause, lot = rules.get(finding.rule), finding.place.clause, finding.place.lot
        if rule is None or clause is None:
            return False
        others = [lots_of.get((id_, clause), set()) for id_ in rule.silent_where]
        return any(lots and (lot is None or None in lots or lot in lots) for lots in others)

    return tuple(finding for finding in findings if not is_silent(finding))


def apply_rules(catalogue: Catalogue, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield every breach of these rules in a library, rule by rule."""
    for rule in rules.values():
        if rule.check is not None:
            for fault in rule.check(catalogue):
                yield Finding(rule.id, fault.message, fault.fix, rule.severity, fault.place)
