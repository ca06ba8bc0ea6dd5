# SPDX-License-Identifier: Apache-2.0
"""record-not-read: the annex holds a record of its selection that cannot be read with the library at hand.

The record may name a language, a product category or an answer that this library does not know. Rules on purchases
cannot be applied then; rules on the words of documents are.

Passes:  an annex that was made with this library or an older one
Fails:   an annex with a product category of house rules, checked without these

Name the house rules with --overlay, or check the purchase file.
"""

SEVERITY = "info"
