# SPDX-License-Identifier: Apache-2.0
"""unused-parameter: a parameter that nothing uses.

Catches a parameter that no text of its clause prints, no scale names in `starts-above`, no conflict tests in
`conflicts.when`, no report names in `reports.every`, and no overlay (an authority's own library) sets or limits. The
buyer would be asked to decide a value that changes nothing.

Passes:  [parameters.parts-years], and a text with {{ parts_years }}
Fails:   [parameters.parts-years], and a text that says “seven years”

Print the value in the text in place of the fixed number, or take the parameter out.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the parameters that no text, scale, conflict, report or overlay uses."""
    library = catalogue.library
    used = {f"{wording.clause.id}.{name}" for wording in catalogue.texts for _, name, _ in wording.parameters}
    for clause in library.clauses.values():
        if clause.scale and clause.scale.starts_above:
            used.add(clause.scale.starts_above)
        if clause.reports and clause.reports.every:
            used.add(f"{clause.id}.{clause.reports.every}")
        used |= {f"{conflict.clause}.{line}" for conflict in clause.conflicts for line in conflict.when}
    for overlay in library.overlays:
        used |= {target for limit in overlay.limits for target in limit.parameter}
        used |= {f"{clause}.{name}" for clause, values in overlay.defaults.items() for name in values}
    for clause in catalogue.clauses:
        for name in clause.parameters:
            if f"{clause.id}.{name}" not in used:
                message = f"nothing uses the parameter “{name}”"
                fix = f"Print {{{{ {name.replace('-', '_')} }}}} in the text, or take the parameter out."
                yield Fault(message, fix, catalogue.at(clause, f"parameters.{name}"))
