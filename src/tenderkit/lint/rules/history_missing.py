# SPDX-License-Identifier: Apache-2.0
"""history-missing: the changelog does not say what changed in a clause.

Every version of a clause after the first needs an entry in `changelog.toml`, and so does a withdrawal. An authority
that published version 1 has to see what version 2 asks of its contractors, and why a clause was withdrawn.

Passes:  [spare-parts.2]
         date = 2027-03-01
         says.en = "Displays: seven years after the last unit, in the place of five."
Fails:   version = 2 in the clause, and no [spare-parts.2] in changelog.toml

Add the entry. The key is the version; for a withdrawal it is `withdrawn`.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the versions and withdrawals that the changelog of the library does not explain."""
    for clause in catalogue.library.clauses.values():
        changes = catalogue.history.get(clause.id, {})
        needed = [str(version) for version in range(2, clause.version + 1)]
        if clause.status == "withdrawn":
            needed.append("withdrawn")
        for version in needed:
            if version not in changes:
                message = f"changelog.toml says nothing of [{clause.id}.{version}]"
                key = "status" if version == "withdrawn" else "version"
                yield Fault(message, "Add what changed, and the day.", catalogue.at(clause, key))
