# SPDX-License-Identifier: Apache-2.0
"""brand-or-model-named: a make, a product line, a processor family or a model in the authority's own words.

Catches the names of the lists `brand-names`, `brand-names-as-spelt` and `model-words` in titles, notes, criteria
and values. Directive 2014/24/EU, Art 42(4), and the WTO agreement on procurement, Art X, allow a name only where
nothing else describes the product; “or equivalent” belongs next to it and is not enough. Notes on old equipment
pass, and lots that repair machines or supply them: these machines are there, and have a make. `build` warns of it
too.

Passes:  note = "Processor with at least 9,000 points in the benchmark named in the tender."
Fails:   note = "Processor: Intel Core i5 or better."

Write what the unit shall do. Where no description is possible, add “or equivalent” and accept the finding with the
reason: it is the one that the law asks you to state.
"""

SEVERITY = "error"
