# SPDX-License-Identifier: Apache-2.0
"""verification-missing: a clause that says no way of proof.

Catches a clause whose `verification` has none of the three tiers: declaration, document,
certificate. A general rule may have none. Applied when a library is read: a library with such a
clause cannot be used, because offers without proof cannot be compared. Directive 2014/24/EU,
Art 67(4) and 44, asks that the statements of tenderers can be verified.

Passes:  verification = { declaration = "Statement of the length of the warranty in years." }
Fails:   verification = {}

Write which proof the tenderer submits: a declaration if little depends on it, a document if the
value counts, a certificate if a declaration would prove nothing.
"""

SEVERITY = "error"
