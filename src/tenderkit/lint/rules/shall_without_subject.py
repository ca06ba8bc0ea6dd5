# SPDX-License-Identifier: Apache-2.0
"""shall-without-subject: a duty that does not say who has to fulfil it.

Catches, in requirements: a sentence that opens with “Shall”; a sentence with the subject “it” or “they” that names
nobody before it (“It shall give the reason”: the contractor, or the authority?); a duty in the passive (list
`passive-duties`) without an actor (list `actors`): “Faulty units shall be replaced within five days”, by whom? In
technical specifications and contract performance clauses it catches also a paragraph without any duty: a statement in
the present tense (“The contractor collects”, or in a contract “A list is drawn up”, by whom?), an order (“Supply
spare parts”, list `imperatives`), and words without a verb (“Warranty: three years”). Only “shall” and “may” bind,
and a remedy needs somebody who missed the duty. Properties and states pass (“shall be free of lead”, “shall be at
least”, “shall be delivered without charger”), and so do definitions, rules for counting, and “it” behind a sentence
on the duty or right of one party alone.

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
_BOUND = re.compile(r"\bthe (contractor|tenderer|supplier) (?:shall|may|must)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:where|when|if|that|which|who|whose|unless|until|once|as)\b", re.IGNORECASE)
# A catchword is short; a longer paragraph without a known verb may well have one that is not known here.
_SHORT = 15


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the duties that name nobody, and the paragraphs that should lay down a duty but do not."""
    words = {name: Phrases(catalogue, name)["en"] for name in ("actors", "imperatives", "finite-verbs")}
    passive, by = Phrases(catalogue, source=_build_passive)["en"], Phrases(catalogue, source=_build_actor)["en"]
    state = Phrases(catalogue, source=_build_state)["en"]
    present = Phrases(catalogue, source=_build_present_passive)["en"]
    for wording in catalogue.texts:
        if wording.field != "requirement" or wording.language != "en":
            continue
        before = previous = ""
        for sentence in wording.sentences:
            clear = sentence.startswith("It ") and _has_one_actor(previous, words["actors"])
            if not clear and (message := _explain_unbound(sentence, before, words["actors"])):
                yield Fault(message, "Name the contractor or the tenderer.", catalogue.place(wording))
            if (phrase := passive.find(state.blank_out(sentence))) and not by.search(sentence):
                message = f"“{phrase}” names nobody who has to do it"
                yield Fault(message, "Say who shall do it, in the active.", catalogue.place(wording))
            # A semicolon ends no sentence in which “it” could still be understood.
            before = f"{before} {sentence}" if sentence.endswith(";") else ""
            previous = sentence
        if wording.clause.kind in _KINDS and (message := _explain_no_duty(wording, words, present)):
            yield Fault(message, "Say who shall do what, or what the units shall have.", catalogue.place(wording))


def _build_passive(words: Words) -> str:
    return r"\b(?:shall|must) (?:\w+ly |not |also |then |always |first )*be (?:\w+ly |then )*" + words(
        "passive-duties"
    )


def _build_state(words: Words) -> str:
    """Return the regular expression for a state of goods: “shall be delivered without charger”, “be used devices”."""
    things = words("equipment-words", "product-words")
    return rf"\bbe delivered with(?:out)?\b|\bbe {words('passive-duties')} {things}"


def _build_present_passive(words: Words) -> str:
    return r"\b(?:is|are) (?:\w+ly |then |also )?" + words("passive-duties")


def _build_actor(words: Words) -> str:
    return rf"\bby (?:[\w’'-]+ ){{0,4}}?{words('actors')}"


def _defines(before: str, verbs: Pattern) -> bool:
    """Return whether the words before a verb make it a condition or a definition: “a unit counts where it is …”."""
    return bool(_CONDITION.search(before) or verbs.search(before))


def _has_one_actor(sentence: str, actors: Pattern) -> bool:
    """Return whether a sentence lays a duty or right on one party and speaks of no other, but in the plural."""
    bound = _BOUND.search(sentence)
    single = {name.lower() for name in actors.find_all(sentence) if not name.endswith("s")}
    return bound is not None and single == {bound[1].lower()}


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


def _explain_no_duty(wording: Wording, words: Mapping[str, Pattern], present: Pattern) -> str | None:
    """Return a text that says why a paragraph lays down no duty; None if the paragraph lays down a duty."""
    if _MODAL.search(wording.text):
        return None
    for sentence in wording.sentences:
        if match := _PRESENT.match(sentence):
            return f"“{match[0]}” tells what happens and binds nobody"
    if wording.clause.kind == "contract-performance-clause" and not words["actors"].search(wording.text):
        for sentence in wording.sentences:
            if (match := present.search(sentence)) and not _defines(sentence[: match.start()], words["finite-verbs"]):
                done = sentence[slice(*match.span())]
                return f"“{done}” tells what happens and names nobody who has to do it"
    order = words["imperatives"].find(wording.text)
    if order and wording.text.startswith(order) and not wording.text.startswith(f"{order} of "):
        return f"“{order}” orders something of nobody"
    if len(wording.text.split()) <= _SHORT and not words["finite-verbs"].search(wording.text):
        return "the paragraph has no verb that binds anybody"
    return None
