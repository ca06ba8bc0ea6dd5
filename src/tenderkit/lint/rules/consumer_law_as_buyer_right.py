# SPDX-License-Identifier: Apache-2.0
"""consumer-law-as-buyer-right: law for consumers as the source of a right of the authority.

Catches the entries of the list `consumer-law`: names of consumer law in texts that tenderers read, unless the
sentence rules the law out (list `not-applied-phrases`); and ids of consumer law as the source of a clause, of a
figure, or of a limit or product rule of a jurisdiction. Directives (EU) 2019/771 (sale of goods) and (EU) 2024/1799
(repair) protect consumers only; a public buyer has the rights that its contract gives. Guidance for the authority
may mention consumer law.

Passes:  The tenderer shall offer each unit with a warranty of at least {{ warranty_years }}.
Fails:   The contracting authority has the rights of Directive (EU) 2019/771.

Write the right itself into the contract, and mark its value as a proposal.
"""

from collections.abc import Iterator

from tenderkit.library.clause import Clause
from tenderkit.library.jurisdiction import Jurisdiction
from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.statements import fill_sentences

SEVERITY = "error"
_FIX = "Write the right into the contract, as a proposal of its own."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find references to consumer law in texts that tenderers read, and consumer law that is cited as a source."""
    law, aside = Phrases(catalogue, "consumer-law"), Phrases(catalogue, "not-applied-phrases")
    for wording in catalogue.contract_texts:
        for sentence in fill_sentences(wording):
            phrase = law[wording.language].find(sentence)
            if phrase and not aside[wording.language].search(sentence):
                message, place = f"“{phrase}” protects consumers only", catalogue.place(wording)
                yield make_fault(message, _FIX, place, "consumer-law-as-buyer-right", phrase=phrase)
    ids = {word for language in catalogue.languages for word in catalogue.words("consumer-law", language)}
    for clause in catalogue.clauses:
        for key, source in _find_cited(clause):
            if source in ids:
                yield Fault(f"the source “{source}” protects consumers only", _FIX, catalogue.at(clause, key))
    for id_, profile in catalogue.library.jurisdictions.items():
        for key, source in _find_cited_law(profile):
            if source in ids:
                place = catalogue.profile_at(id_, key)
                yield Fault(f"the source “{source}” protects consumers only", "Take it out.", place)


def _find_cited(clause: Clause) -> Iterator[tuple[str, str | None]]:
    """Yield each citation in a clause as a pair: its key, such as `sources.1`, and the source id or None."""
    for number, source in enumerate(clause.sources, 1):
        yield f"sources.{number}", source.id
    for name, parameter in clause.parameters.items():
        for number, case in enumerate(parameter.cases, 1):
            key = f"parameters.{name}.cases.{number}"
            yield f"{key}.source", case.source
            yield f"{key}.core", case.core.source
            yield f"{key}.comprehensive", case.comprehensive.source if case.comprehensive else None


def _find_cited_law(profile: Jurisdiction) -> Iterator[tuple[str, str]]:
    """Yield the key and the source id of each limit and each product rule of a jurisdiction."""
    yield from ((f"limits.{number}", limit.source) for number, limit in enumerate(profile.limits, 1))
    yield from ((f"product-rules.{rule.id}", rule.source) for rule in profile.product_rules)
