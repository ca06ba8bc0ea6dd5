# SPDX-License-Identifier: Apache-2.0
"""undated-reference: a reference whose meaning can change after the launch of the tender.

Catches words such as “latest version” and “as amended” (list `moving-words`) in texts that tenderers read, unless the
same sentence fixes the day (“in force at the launch of the tender”, list `fixed-days`); and a standard without
edition, unless another text of the clause names its edition, or the clause cites a source with an edition for it.
The rules of an ecolabel, such as “ENERGY STAR specifications” (list `label-rule-words`), need their edition, too.
Standards for the accreditation of bodies (list `accreditation-standards`) need no edition. A new edition would change
the contract without the agreement of the parties: Directive 2014/24/EU, Art 72.

Passes:  measured under EN 61960-3:2017 or an equivalent method
Fails:   measured under the latest version of EN 61960-3

Name the edition in force at the launch, and write in a clause on changes how later editions are treated.
"""

from collections.abc import Iterator

from tenderkit.lint.catalogue import Catalogue, Fault, Wording, make_fault
from tenderkit.lint.labels import LabelNames
from tenderkit.lint.phrases import Phrases
from tenderkit.lint.standards import Standard, Standards, is_dated, names_edition
from tenderkit.lint.statements import find_worded_values

SEVERITY = "warn"
# Between a label and the word for its rules: “EPEAT Gold registration requirements”.
_MOST_BETWEEN = 2


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the words whose meaning changes with time, such as “latest version”, and standards without edition."""
    moving, fixed = Phrases(catalogue, "moving-words"), Phrases(catalogue, "fixed-days")
    standards = {language: Standards(catalogue, language) for language in catalogue.languages}
    free, label_rules = set(catalogue.words("accreditation-standards")), _LabelRules(catalogue)
    named: dict[str, list[tuple[Wording, Standard]]] = {}
    for wording in catalogue.contract_texts:
        for sentence in wording.sentences:
            if (phrase := moving[wording.language].find(sentence)) and not fixed[wording.language].search(sentence):
                message, place = f"“{phrase}” moves after the launch of the tender", catalogue.place(wording)
                fix = "Name the edition that is meant."
                yield make_fault(message, fix, place, "undated-reference-moving", phrase=phrase)
            if rules := label_rules.find(sentence, wording.language):
                message = f"“{rules}” stands without its edition"
                fix, place = "Name the version or the year that is meant.", catalogue.place(wording)
                yield make_fault(message, fix, place, "undated-reference-rules", phrase=rules)
        for standard in standards[wording.language].find_all(wording.text):
            named.setdefault(wording.clause.id, []).append((wording, standard))
    for words, place in find_worded_values(catalogue):
        if phrase := moving["en"].find(words):
            message = f"“{phrase}” moves after the launch of the tender"
            yield Fault(message, "Name the edition that is meant.", place)
    for clause in catalogue.clauses:
        pairs = named.get(clause.id, [])
        dated = [standard for _, standard in pairs if standard.dated]
        cited = [catalogue.library.sources[ref.id] for ref in clause.sources]
        titles = [source.title for source in cited if is_dated(source)]
        dated += [
            Standard(s.name, True) for title in titles for one in standards.values() for s in one.find_all(title)
        ]
        reported: set[tuple[str, Standard]] = set()
        for wording, standard in pairs:
            if standard.dated or standard.number in free or any(d.is_part_of(standard) for d in dated):
                continue
            if (wording.key, standard) not in reported:
                message = f"“{standard.name}” stands without its edition"
                fix = "Write its year behind the number, or cite a source with an edition."
                place = catalogue.place(wording)
                yield make_fault(message, fix, place, "undated-reference-edition", phrase=standard.name)
            reported.add((wording.key, standard))


class _LabelRules:
    """Finds the rules of ecolabels that texts name without an edition, such as “ENERGY STAR specifications”."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._labels, self._words = LabelNames(catalogue), Phrases(catalogue, "label-rule-words")

    def find(self, sentence: str, language: str) -> str | None:
        """Return the label and the word behind it; None where a sentence has none, or names an edition or a year."""
        label = self._labels.find(sentence, language)
        if label is None or names_edition(sentence):
            return None
        before, _, behind = sentence.partition(label)
        words = self._words[language].search(behind)
        between = behind[: words.start()].split() if words else []
        # “Attachment 10 – EPEAT Requirements” is the name of a paper.
        if words is None or len(between) > _MOST_BETWEEN or before.rstrip().endswith(("–", "-", "—")):
            return None
        return label + behind[: words.end()]
