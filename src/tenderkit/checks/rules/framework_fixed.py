# SPDX-License-Identifier: Apache-2.0
"""framework-fixed: a framework agreement with fixed quantities.

A framework agreement orders by call-offs; who writes fixed quantities promises to order all of them. `build` warns
of it too.

Passes:  contract = "framework", quantity-basis = "estimate"
Fails:   contract = "framework", quantity-basis = "fixed"

Write quantity-basis = "estimate", unless all these units will be ordered.
"""

SEVERITY = "warn"
