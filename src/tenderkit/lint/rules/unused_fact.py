# SPDX-License-Identifier: Apache-2.0
"""unused-fact: a question whose answer no condition tests.

Catches a question of `questions.toml` that sets a fact (it has no `key` and is not for the `record`) which no
condition of the library tests: no [[applies]], variant, case, conflict, source or limit, no buyer step, and no other
question. The buyer is asked for something that changes nothing. An example of a clause that names the fact does not
count: an example only checks the conditions.

Passes:  [accepts-refurbished] in questions.toml, and a clause with accepts-refurbished = true in [[applies]].
Fails:   [accepts-refurbished] in questions.toml, and no condition that names it.

Test the fact in a condition; give the question a `key`, or `record = true`; or take it out.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the questions that set a fact about a lot which no condition of the library tests."""
    library = catalogue.library
    tested = library.tested_lines
    tested |= {line for question in library.questions.values() for block in question.applies for line in block}
    for id_ in library.facts:
        if id_ not in tested:
            message = f"nothing tests the answer to “{id_}”"
            fix = "Test it in a condition, set `record`, or take the question out."
            yield Fault(message, fix, Place("questions.toml", id_))
