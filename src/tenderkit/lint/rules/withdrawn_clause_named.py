# SPDX-License-Identifier: Apache-2.0
"""withdrawn-clause-named: a clause in use, or a limit, names a clause that was withdrawn.

Catches a withdrawn clause in `requires`, `conflicts`, `replaces`, `with` and `starts-above`, and in the limits of a
jurisdiction. A withdrawn clause is in no annex, so such a key has no effect.

Passes:  requires = ["remedies"]
Fails:   requires = ["penalties"]          (where `penalties` has status = "withdrawn")

Name the clause that replaces it (its `successor`), or take the name out.
"""

from collections.abc import Iterator, Sequence

from tenderkit.library.clause import Clause
from tenderkit.library.condition import list_words
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "error"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the clauses in use and the limits that name a withdrawn clause."""
    for clause in catalogue.clauses:
        for key, other in _find_named(clause):
            if (successors := catalogue.library.list_successors(other)) is not None:
                yield Fault(f"“{other}” was withdrawn", _advise(successors), catalogue.at(clause, key))
    for id_, profile in catalogue.library.jurisdictions.items():
        for number, limit in enumerate(profile.limits, 1):
            for target in limit.parameter:
                other = target.partition(".")[0]
                if (successors := catalogue.library.list_successors(other)) is not None:
                    place = catalogue.profile_at(id_, f"limits.{number}")
                    yield Fault(f"“{other}” was withdrawn", _advise(successors), place)


def _advise(successors: Sequence[str]) -> str:
    """Return what to do about the name of a withdrawn clause, from the clauses in its place."""
    return f"Name {' and '.join(f'“{id_}”' for id_ in successors)} instead." if successors else "Take it out."


def _find_named(clause: Clause) -> Iterator[tuple[str, str]]:
    for key in ("requires", "replaces"):
        for other in getattr(clause, key):
            yield key, other
    for number, conflict in enumerate(clause.conflicts, 1):
        yield f"conflicts.{number}", conflict.clause
    for number, block in enumerate(clause.applies, 1):
        for other in list_words(block.get("with", ())):
            yield f"applies.{number}.with", other
    if clause.scale and clause.scale.starts_above:
        yield "scale.starts-above", clause.scale.starts_above.partition(".")[0]
