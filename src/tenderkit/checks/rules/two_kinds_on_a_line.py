# SPDX-License-Identifier: Apache-2.0
"""two-kinds-on-a-line: the note of a line says that some of its units differ from the others.

A line has one model, so the sheets ask for one price, one power and one promise for all its units. Where four of
twenty screens shall have touch, one tenderer offers twenty with touch, another an average price: their tenders do
not compare. Catches words such as “of them”, “some with”, or a number before “with” and “without”, in the notes of
what is bought. `build` warns of it too.

Passes:  items = [{ quantity = 16, note = "75 inches" }, { quantity = 4, note = "75 inches, with touch" }]
Fails:   items = [{ quantity = 20, note = "75 inches, four of them with touch" }]

Write a line for each kind, or let tenderers offer several models of the line (`models`).
"""

SEVERITY = "warn"
