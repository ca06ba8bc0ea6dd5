# SPDX-License-Identifier: Apache-2.0
"""duty-missed: the purchase misses a duty of the authority under procurement law.

Tests the duties of the jurisdiction that are confirmed, in force on the day of the launch, and have one of three
keys: `least-environment-weight`, the points that the environmental award criteria of each lot have to have together
(life-cycle cost does not count), `needs`, the kinds of clause of which each lot has to have one (life-cycle cost
counts), and `needs-one-of`, clauses of which each lot has to have one. Criteria of your own are not known, and count
as not environmental. Norway asks for 30 points since 2024 (procurement regulation, § 7-9); France for an award
criterion and a contract performance clause on the environment and, from the EU thresholds on, for a social one, since
21 August 2026 (Law 2021-1104, Art 35). `build` warns of it too.

Passes:  country = "NO", weights = { price = 70, warranty-extension-points = 30 }
Fails:   country = "NO", weights = { price = 90, warranty-extension-points = 10 }

Raise the weight. Where the law lets you do something else instead, such as specifications with a better effect,
accept the finding with this reason: the law asks for it in the documents.
"""

SEVERITY = "error"
