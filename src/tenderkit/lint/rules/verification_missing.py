# SPDX-License-Identifier: Apache-2.0
"""verification-missing: a clause that says no way of proof.

Catches a clause whose `verification` names none of the three tiers: declaration, document,
certificate. Reading a library applies this rule, because what cannot be proved cannot be compared:
such a library is not used at all. Directive 2014/24/EU, Art 67(4) and 44, asks that what tenderers
say can be verified.

Passes:  verification = { declaration = "Statement of the length of the warranty in years." }
Fails:   verification = {}

Write what the tenderer hands in: a declaration where nothing hangs on it, a document where the
value counts, a certificate where a declaration proves nothing.
"""

SEVERITY = "error"
