# SPDX-License-Identifier: Apache-2.0
"""Which rules on purchases run on an annex, and why the others cannot.

Every rule in `checks/rules/` is in one of the three tables; a test holds this.
"""

from typing import Final

# The rules on clauses, values, weights and quantities, all of which an annex prints.
ON_SELECTION: Final = frozenset(
    {
        "award-repeats-minimum",
        "award-weight-missing",
        "battery-clause-missing",
        "below-legal-floor",
        "conflicting-clauses",
        "conflicting-parameters",
        "data-none",
        "delivery-before-launch",
        "duty-missed",
        "environment-weight-too-low",
        "erasure-certificate-missing",
        "eu-only-evidence",
        "framework-fixed",
        "launch-long-ago",
        "lcc-method-missing",
        "legal-hint",
        "lifetime-incoherent",
        "limit-within-term",
        "outside-bounds",
        "quantities-very-large",
        "quantity-very-large",
        "quota-not-addressed",
        "regime-fallback-missing",
        "remedy-missing",
        "returns-twice",
        "scored-points-above-cap",
        "service-certificate-without-service",
        "take-back-without-erasure-or-export-rule",
        "top-tier-label-long-contract",
        "unreviewed-term",
        "used-equipment-untested",
        "warranty-counted-twice",
    }
)

# The rules on the authority's own words: titles, notes, criteria. They look at the recorded words that the text still
# has, unless a rule on documents with the same id has found something in the words of the annex itself.
ON_WORDS: Final = frozenset(
    {
        "brand-or-model-named",
        "certificate-without-scope",
        "clause-kind-mismatch",
        "company-wide-requirement",
        "consumer-law-as-buyer-right",
        "destruction-blocks-reuse",
        "evidence-date-missing",
        "invented-exclusion-ground",
        "invisible-letters",
        "label-demanded-whole",
        "label-without-criteria",
        "label-without-equivalent",
        "local-facility-at-tender",
        "look-alike-letters",
        "material-or-process-prescribed",
        "number-without-anchor",
        "origin-requirement",
        "points-above-weight",
        "refurbished-excluded",
        "repair-restricted",
        "report-date-missing",
        "selection-criterion-misused",
        "selection-disproportionate",
        "single-verifier",
        "standard-without-equivalent",
        "superseded-reference",
        "take-back-terms-incomplete",
        "two-kinds-on-a-line",
        "undated-reference",
        "untraced-treatment",
        "vague-wording",
        "warranty-out-of-range",
        "weak-evidence",
    }
)

_GAP = "the annex shows a marked gap there, which `unfilled-placeholder` finds in its words"
_SIZE = "the size of the purchase follows from its estimated value, which no paper prints"
_CHOICE = "no paper says which clauses the authority included or excluded itself"
_FILE = "it is about entries of the purchase file that have no effect on the annex"
_SHEET = "the figures of the sheets stand in the response form"
_LIBRARY = "it is about what the library holds, not about the annex"

# The rules that cannot run on an annex, each with the reason.
NOT_ON_ANNEX: Final = {
    "acceptance-stale": _FILE,
    "answer-unused": _FILE,
    "award-formula-undefined": _GAP,
    "award-scale-missing": _GAP,
    "clause-not-applicable": _CHOICE,
    "country-without-profile": _LIBRARY,
    "disproportionate-requirement": _SIZE,
    "environment-weight-unused": _FILE,
    "exclusion-unused": _FILE,
    "hidden-clause-required": _LIBRARY,
    "inclusion-unused": _FILE,
    "ownership-model-clash": _CHOICE,
    "parameter-unused": _FILE,
    "place-without-profile": "the part of the country is an answer that no paper prints",
    "price-not-compared": _SHEET,
    "proportionality-guard": _SIZE,
    "refurbished-contradicted": "the answer is printed as “new”, or as “new or refurbished”, and contradicts nothing",
    "share-of-fixed-returns": _SHEET,
    "sheet-figure-unused": _SHEET,
    "thin-library": _LIBRARY,
    "too-many-award-criteria": _SIZE,
    "translation-missing": "what is not translated is printed in English, with a remark on the cover",
    "unfilled-placeholder": "the rule on documents with the same id reads the words of the annex",
}
