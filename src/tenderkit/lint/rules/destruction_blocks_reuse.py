# SPDX-License-Identifier: Apache-2.0
"""destruction-blocks-reuse: destruction of storage media or units as the normal method.

Catches a sentence of a requirement or remedy that has media or units (list `destroyed-things`) destroyed, shredded,
crushed, drilled or demagnetised (list `destruction-words`), with or without data on them; and a parameter with a
value such as “destroy” in a case that is not limited to such lots. A unit without its medium is rarely
used again, a shredded one never. NIST SP 800-88 Rev. 2 has two methods, clear and purge, that leave the medium
usable. A sentence passes if it limits destruction to media that cannot be sanitised or are classified (list
`destruction-grounds`), if its variant or clause is only for the highest data class or for lots in which destruction
is the route of old equipment, or if it forbids destruction.

Passes:  The contractor shall destroy only a medium that cannot be sanitised.
Fails:   All hard drives shall be physically destroyed.

Ask for clear or purge with a check of the result, and for destruction only of sensitive media or if the check fails.
"""

from collections.abc import Iterator, Sequence

from tenderkit.library.clause import Clause
from tenderkit.library.condition import ConditionLines, list_words
from tenderkit.lint.catalogue import Catalogue, Fault, Wording, make_fault
from tenderkit.lint.duties import Duties
from tenderkit.lint.phrases import Phrases

SEVERITY = "warn"

_FIX = "Ask for clear or purge with a check; destroy only by sensitivity, or where that fails."


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the texts and parameter values that make destruction of media or units the normal method."""
    destructions = Duties(catalogue, "destruction-words", "destroyed-things")
    asides, grounds = Phrases(catalogue, "destruction-asides"), Phrases(catalogue, "destruction-grounds")
    highest = catalogue.library.vocabulary.words("data")[-1]
    for wording in catalogue.contract_texts:
        language = wording.language
        if wording.field not in ("requirement", "remedy") or _may_destroy(_list_conditions(wording), highest):
            continue
        for sentence in wording.sentences:
            plain = asides[language].blank_out(sentence)
            phrase = destructions.find(plain, language)
            if phrase and not grounds[language].search(plain):
                message, place = f"“{phrase}” is the normal method here", catalogue.place(wording)
                yield make_fault(message, _FIX, place, "destruction-blocks-reuse", phrase=phrase)
    for clause in catalogue.clauses:
        for key, value in _find_figures(clause, highest):
            if destructions.verbs["en"].search(value):
                yield Fault(f"“{value}” is a normal value here", _FIX, catalogue.at(clause, key))


def _list_conditions(wording: Wording) -> Sequence[ConditionLines]:
    variant = wording.clause.variants.get(wording.variant or "")
    return [variant.when] if variant and variant.when.keys() & {"data", "routes"} else wording.clause.applies


def _may_destroy(blocks: Sequence[ConditionLines], highest: str) -> bool:
    """Return whether each of these conditions allows only lots with the highest data class, or where media are
    handed over to be destroyed."""

    def demands(block: ConditionLines, line: str, word: str) -> bool:
        return set(list_words(block.get(line, ("",)))) == {word}

    return all(demands(block, "data", highest) or demands(block, "routes", "destruction") for block in blocks)


def _find_figures(clause: Clause, highest: str) -> Iterator[tuple[str, str]]:
    """Yield each parameter value that is a text, as a pair of its key and the text.

    Values that hold only where media are to be destroyed are left out."""
    for name, parameter in clause.parameters.items() if not _may_destroy(clause.applies, highest) else ():
        for number, case in enumerate(parameter.cases, 1):
            if not _may_destroy([case.lines], highest):
                for level in clause.levels:
                    if isinstance(value := case.figure(level).value, str):
                        yield f"parameters.{name}.cases.{number}.{level}", value
