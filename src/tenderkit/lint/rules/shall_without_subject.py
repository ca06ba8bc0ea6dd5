# SPDX-License-Identifier: Apache-2.0
"""shall-without-subject: a duty that does not say who has to fulfil it.

Catches, in requirements: a sentence that opens with “Shall”; a sentence with the subject “it” or “they” that names
nobody before it (“It shall give the reason”: the contractor, or the authority?); a duty in the passive (list
`passive-duties`) without an actor (list `actors`): “Faulty units shall be replaced within five days”, by whom? In
technical specifications and contract performance clauses it catches also a paragraph without any duty: a statement in
the present tense (“The contractor collects”), an order (“Supply spare parts”, list `imperatives`), and words without
a verb (“Warranty: three years”). Only “shall” and “may” bind, and a remedy needs somebody who missed the duty.
Properties and states pass (“shall be free of lead”, “shall be at least”, “shall be back in working order”), and so do
definitions and rules for counting.

Passes:  The contractor shall replace a faulty unit. The battery shall be removable.
Fails:   Faulty units shall be replaced. It shall be done within five days.

Name who has to do it: the contractor, the tenderer.
"""

import re
from collections.abc import Iterator, Mapping

from tenderkit.lint.catalogue import Catalogue, Fault, Wording
from tenderkit.lint.phrases import Pattern, Phrases, Words

SEVERITY = "error"

_KINDS = ("technical-specification", "contract-performance-clause")
_MODAL = re.compile(r"\b(?:shall|may|will|must)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b((?:it|they) shall) (?:not |also |then |only )*(be\b)?", re.IGNORECASE)
_THING = re.compile(r"\b(?:a|an|the|each|every|any|all|no|its|their)\s+\w", re.IGNORECASE)
# The present tense in place of a duty; to bear a cost or to pay a price is a rule on the price.
_PRESENT = re.compile(
    r"(?:(?:the|each|every) )?(?:contractor|tenderer) (?:also |always )?"
    r"(?!(?:is|has|was|bears|pays|charges|counts)\b)\w+s\b",
    re.IGNORECASE,
)
# A catchword is short; a longer paragraph without a known verb may well have one that is not known here.
_SHORT = 15


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the duties that name nobody, and the paragraphs that should lay down a duty but do not."""
    words = {name: Phrases(catalogue, name)["en"] for name in ("actors", "imperatives", "finite-verbs")}
    passive, by = Phrases(catalogue, source=_build_passive)["en"], Phrases(catalogue, source=_build_actor)["en"]
    for wording in catalogue.texts:
        if wording.field != "requirement" or wording.language != "en":
            continue
        before = ""
        for sentence in wording.sentences:
            if message := _explain_unbound(sentence, before, words["actors"]):
                yield Fault(message, "Name the contractor or the tenderer.", catalogue.place(wording))
            if (phrase := passive.find(sentence)) and not by.search(sentence):
                message = f"“{phrase}” names nobody who has to do it"
                yield Fault(message, "Say who shall do it, in the active.", catalogue.place(wording))
            # A semicolon ends no sentence in which “it” could still be understood.
            before = f"{before} {sentence}" if sentence.endswith(";") else ""
        if wording.clause.kind in _KINDS and (message := _explain_no_duty(wording, words)):
            yield Fault(message, "Say who shall do what, or what the units shall have.", catalogue.place(wording))


def _build_passive(words: Words) -> str:
    return r"\b(?:shall|must) (?:\w+ly |not |also |then |always |first )*be (?:\w+ly |then )*" + words(
        "passive-duties"
    )


def _build_actor(words: Words) -> str:
    return rf"\bby (?:[\w’'-]+ ){{0,4}}?{words('actors')}"


def _explain_unbound(sentence: str, before: str, actors: Pattern) -> str | None:
    """Return a text that says why the duty in a sentence binds nobody; None if there is no such duty.

    Parameters: `before`, the text between the last full stop and the sentence, which may name who is bound.
    """
    if sentence.lower().startswith("shall "):
        return "the sentence opens with “Shall”, so nobody is bound"
    if match := _PRONOUN.search(sentence):
        named = f"{before} {sentence[: match.start()]}"
        # “It shall be” may speak of a thing; who does something is a party.
        if not actors.search(named) and not (match[2] and _THING.search(named)):
            return f"“{match[1]}”: the sentence names nobody before"
    return None


def _explain_no_duty(wording: Wording, words: Mapping[str, Pattern]) -> str | None:
    """Return a text that says why a paragraph lays down no duty; None if the paragraph lays down a duty."""
    if _MODAL.search(wording.text):
        return None
    for sentence in wording.sentences:
        if match := _PRESENT.match(sentence):
            return f"“{match[0]}” tells what happens and binds nobody"
    order = words["imperatives"].find(wording.text)
    if order and wording.text.startswith(order) and not wording.text.startswith(f"{order} of "):
        return f"“{order}” orders something of nobody"
    if len(wording.text.split()) <= _SHORT and not words["finite-verbs"].search(wording.text):
        return "the paragraph has no verb that binds anybody"
    return None
