# SPDX-License-Identifier: Apache-2.0
"""superseded-reference: a law, standard, label or figure that is out of date.

Catches the names of superseded.toml in texts that tenderers read and in values of parameters; and sources of clauses,
figures, limits, duties and rules that have the status `superseded` in sources.toml. A sentence that refuses the old
reference (“is not accepted”, list `refused-references`) or forbids it (list `prohibitions`) passes; a limit, duty or
rule that ends with its source (`until` of both) does too. An authority that asks for a withdrawn edition gets old
methods, or no bid at all.

Passes:  … as set out in NIST SP 800-88 Rev. 2 (September 2025) or equivalent
Fails:   … as set out in NIST SP 800-88 Rev. 1 or equivalent

Read the new edition and cite it; write “or later edition” only with a rule on changes of the contract.
"""

from collections.abc import Iterator, Sequence

from tenderkit.findings import Place
from tenderkit.library.author_data import SupersededReference
from tenderkit.lint.catalogue import Catalogue, Fault, make_fault
from tenderkit.lint.citations import find_citations
from tenderkit.lint.phrases import Pattern, Phrases, build_whole_words, normalize_text
from tenderkit.lint.statements import find_worded_values

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the superseded references in texts, in values of parameters and among the cited sources."""
    by_name = {normalize_text(name): entry for entry in catalogue.superseded.values() for name in entry.names}
    # Of the many names hardly one occurs, and a pattern of all is slow.
    printed = list(find_worded_values(catalogue))
    everything = normalize_text(
        " ".join((*(s.text for s in catalogue.contract_texts), *(words for words, _ in printed)))
    )
    name = build_whole_words(name for name in by_name if name in everything)
    names, refused = Pattern(name), Phrases(catalogue, "refused-references")
    # “shall not use the method DoD 5220.22-M”
    forbidden = Phrases(catalogue, source=lambda words: rf"{words('prohibitions')}\s+(?:\w+\s+){{0,3}}?{name}")

    def old(text: str, place: Place) -> Iterator[Fault]:
        for written in dict.fromkeys(names.find_all(text)):
            entry = by_name[normalize_text(written)]
            sources = catalogue.library.sources
            titles = tuple(sources[id_].title if id_ in sources else id_ for id_ in entry.instead)
            key = ("both" if entry.say else "cite") if titles else "say" if entry.say else "out"
            message, fix = f"“{written}” is out of date", _suggest_replacement(titles, entry)
            values = {"phrase": written, "titles": titles, "say": entry.say}
            yield make_fault(message, fix, place, f"superseded-reference-{key}", **values)

    for wording in catalogue.contract_texts:
        if names.search(wording.text):
            text = wording.text
            for sentence in wording.sentences:
                if refused[wording.language].search(sentence):
                    text = text.replace(sentence, "")
            yield from old(forbidden[wording.language].blank_out(text), catalogue.place(wording))
    for words, place in printed:
        yield from old(words, place)
    for cited in find_citations(catalogue):
        source = catalogue.library.sources[cited.source]
        if cited.until and source.until and cited.until <= source.until:
            continue
        if source.status == "superseded" or source.superseded_by:
            new = f"Cite “{source.superseded_by}”" if source.superseded_by else "Cite what is in force"
            yield Fault(f"the source “{cited.source}” is superseded", f"{new} instead.", cited.place)


def _suggest_replacement(titles: Sequence[str], entry: SupersededReference) -> str:
    parts = [f"Cite {' or '.join(f'“{title}”' for title in titles)} instead."] if titles else []
    return " ".join([*parts, entry.say] if entry.say else parts) or "Take it out."
