# SPDX-License-Identifier: Apache-2.0
"""form-mismatch: papers of one purchase that are checked together differ.

Compares annex, response form, evaluation workbook and purchase file: language, lots, clauses, values with their
units, quantities, terms, weights, and rows in another order. Papers belong together by the digest of the answers that
they were made from, or by their names (`x.docx`, `x-response.docx`, `x-evaluation.xlsx`, `x.toml`), in one folder
where several files of a kind have the same; a workbook also by its title. The annex counts; without one the purchase
file, then the form. Of a workbook, weights, units and the clauses that a tender has to meet are compared. Tenderers
answer the form and are bound by the annex.

Passes:  annex.docx and annex-response.docx as they were built together
Passes:  a single file
Fails:   annex.docx with 24 months where annex-response.docx was made for 36

Decide which of the two holds, and build the papers anew from the purchase file.
"""

SEVERITY = "error"
