# SPDX-License-Identifier: Apache-2.0
"""The lint rules: load them, and apply them to a library."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import cleandoc

from tenderkit.findings import Finding, Severity
from tenderkit.frozen import frozen_dataclass
from tenderkit.lint import rules as _modules
from tenderkit.lint.catalogue import Catalogue, Fault


@frozen_dataclass
class Rule:
    """A rule: its id, the severity of a breach, its manual page, and the function that finds breaches.

    `check` is None for a rule that the reader of libraries applies itself: the reader refuses a library
    that breaks the rule.
    """

    id: str
    severity: Severity
    manual: str
    check: Callable[[Catalogue], Iterable[Fault]] | None

    @property
    def summary(self) -> str:
        """The first line of the manual page, without the id."""
        return self.manual.partition("\n")[0].partition(": ")[2]


@cache
def load_rules() -> Mapping[str, Rule]:
    """Load all rules, keyed by id, in alphabetical order."""
    rules = {}
    for module in sorted(pkgutil.iter_modules(_modules.__path__), key=lambda m: m.name):
        loaded = import_module(f"{_modules.__name__}.{module.name}")
        id_ = module.name.replace("_", "-")
        rules[id_] = Rule(id_, loaded.SEVERITY, cleandoc(loaded.__doc__ or ""), getattr(loaded, "check", None))
    return rules


def apply_rules(catalogue: Catalogue, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield every breach of these rules in a library, rule by rule."""
    for rule in rules.values():
        if rule.check is not None:
            for fault in rule.check(catalogue):
                yield Finding(rule.id, fault.message, fault.fix, rule.severity, fault.place)
