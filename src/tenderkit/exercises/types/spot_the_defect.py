# SPDX-License-Identifier: Apache-2.0
"""spot-the-defect: find the defects of an annex, name them, say why they matter, and mend them."""

from collections.abc import Iterator, Sequence

from tenderkit.exercises.exercise import Exercise, ExerciseType, Planting
from tenderkit.exercises.material import Material
from tenderkit.exercises.mutations.catalogue import MUTATIONS
from tenderkit.exercises.mutations.change import ClauseChange, PickChange, WeightsChange
from tenderkit.exercises.mutations.mutation import Family, Planted
from tenderkit.exercises.proof import Prover
from tenderkit.exercises.scenario import Level
from tenderkit.frozen import frozen_dataclass
from tenderkit.papers.annex.annex import Annex
from tenderkit.papers.blocks import Block, ClauseBlock, Paragraph, ProofText, Table, Wide, list_texts
from tenderkit.papers.clause_text import PrintedClause

# The most unusual and sound entries of a variant.
_DECOYS = 3
# Rows of the answer form beyond the number of defects, so that it does not tell the number.
_SPARE_CLAIMS = 4
# Of words up to this length, the key repeats the wrong ones before the right ones.
_SHORT = 120
_LEAD = 40


@frozen_dataclass
class Defect:
    """A defect or decoy as the key tells it.

    `place`: where it is, as in the list of places; `name`: what it is called; `others`: other names that count;
    `reason`: why it matters; `mend`: the model answer; `rules`: the rules that find it on the selection, and
    `on_paper`: those that find it in the Word file too; `is_judged`: whether a person has to judge it; `family`: what
    it is about; `heading`: the heading that it is under in the annex, empty where it is under none; `wrong`: the
    words that came with it, none where words were taken out; `right`: the sound words that it took away; `places`:
    all places that count, `place` among them; `planted`: the mutation with its changes; `better`: the words that ask
    soundly for what a planted sentence wants, where a paragraph is written anew, empty where it is only to be struck.
    """

    id: str
    place: str
    name: str
    others: tuple[str, ...]
    reason: str
    mend: str
    rules: tuple[str, ...]
    on_paper: tuple[str, ...]
    is_judged: bool
    family: Family
    heading: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    places: tuple[str, ...]
    planted: Planted
    better: str = ""


@frozen_dataclass
class DefectExercise(Exercise):
    """An annex with defects; the rows of the answer form are claims.

    `places`, `names`: what can be chosen in a claim; `defects`, `decoys`: the key; `claims`: the number of claims in
    the answer form.
    """

    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    defects: tuple[Defect, ...] = ()
    decoys: tuple[Defect, ...] = ()
    claims: int = 0

    @property
    def planted(self) -> frozenset[str]:
        """The ids of defects and decoys with their places."""
        return frozenset(defect.id for defect in (*self.defects, *self.decoys))

    @property
    def count(self) -> int:
        """The number of defects."""
        return len(self.defects)

    @property
    def key_words(self) -> frozenset[str]:
        """The texts of the key that no participant may read: reasons, and sound words that are not in the annex."""
        return frozenset(defect.reason for defect in (*self.defects, *self.decoys))


def compose_defects(material: Material, planted: Sequence[Planted], prover: Prover, level: Level) -> DefectExercise:
    """Compose a variant from the defects and decoys that are drawn for it.

    Parameters: `prover`, the prover of the sound annex.
    """
    annex = prover.plant(planted).annex
    names = tuple(sorted({mutation.name(material.language) for mutation in MUTATIONS.values()}))
    keyed = [describe_defect(material, annex, each, prover) for each in planted]
    places = _list_places(material, annex)
    # The key has them in the order in which a reader of the annex comes to them.
    ordered = sorted(zip(keyed, planted, strict=True), key=lambda pair: places.index(pair[0].place))
    defects = tuple(one for one, each in ordered if each.mutation.id in MUTATIONS)
    decoys = tuple(one for one, each in ordered if each.mutation.id not in MUTATIONS)
    return DefectExercise(
        head=(),
        choices=(),
        rows=(),
        annex=annex,
        places=places,
        names=names,
        defects=defects,
        decoys=decoys,
        claims=len(defects) + _SPARE_CLAIMS,
    )


def _list_places(material: Material, annex: Annex) -> tuple[str, ...]:
    """Return what can be named as a place: each clause, the award criteria of each lot, and what is missing."""
    lots = [_name_award(material, lot.part.number) for lot in annex.lots]
    return (*(_name_clause(c) for c in annex.printed), *lots, material.text("exercise-spot.missing"))


def _name_clause(clause: PrintedClause) -> str:
    return f"{clause.number} {clause.title}"


def _name_award(material: Material, lot: int) -> str:
    return material.text("exercise-spot.award", lot=material.language.text("lot.number", number=lot))


def describe_defect(material: Material, annex: Annex, planted: Planted, prover: Prover) -> Defect:
    """Return the key of a defect: its place in the annex that has it, its names, and the words that mend it.

    Parameters: `annex`, the one with all defects of the variant; `prover`, the prover of the sound annex.
    """
    site, language, mutation = planted.site, material.language, planted.mutation
    clause = next((c for c in annex.printed if c.clause.id == site.clause and site.lot in (0, *c.lots)), None)
    place, heading = material.text("exercise-spot.missing"), ""
    if clause is not None:
        place, heading = _name_clause(clause), clause.title
    elif not site.clause and site.lot:
        place, heading = _name_award(material, site.lot), annex.lots[site.lot - 1].title
    # Another defect may change numbers in the same clause.
    alone = prover.plant([planted]).annex
    return Defect(
        id=site.key,
        place=place,
        name=mutation.name(language),
        others=mutation.list_other_names(language) if mutation.rules else (),
        reason=mutation.reason(language),
        mend=_write_mend(material, alone, planted),
        rules=tuple(dict.fromkeys(spot.rule for spot in site.spots)),
        on_paper=tuple(dict.fromkeys(spot.rule for spot in site.printed)),
        is_judged=mutation.is_judged,
        family=mutation.family,
        heading=heading,
        wrong=_list_wrong_words(material, alone, planted),
        right=_list_right_words(material, alone, planted),
        places=tuple(dict.fromkeys((place, *_list_touched(annex, planted)))),
        planted=planted,
    )


def _list_touched(annex: Annex, planted: Planted) -> Iterator[str]:
    """Yield the places of all clauses in which a defect shows."""
    site = planted.site
    for clause in annex.printed:
        if clause.clause.id in site.touched and (not site.lot or not clause.lots or site.lot in clause.lots):
            yield _name_clause(clause)


def _write_mend(material: Material, annex: Annex, planted: Planted) -> str:
    """Return how a defect is mended: the sound words, the clause to put back or take out, the weights."""
    text, language = material.text, material.language
    steps = []
    for change in planted.changes:
        match change:
            case ClauseChange():
                steps.append(_compare_words(material, annex, change.after.id))
            case PickChange() if change.after is None:
                # Another lot may still have the clause.
                key = "put-back-for" if change.lot and len(annex.lots) > 1 else "put-back"
                lot = language.text("lot.number", number=change.lot)
                steps.append(text(f"exercise-spot.{key}", clause=_name_sound(material, change.clause), lot=lot))
            case PickChange() if change.before is None:
                steps.append(text("exercise-spot.take-out", clause=language.quote(_find_title(annex, change.clause))))
            case PickChange():
                steps.append(_compare_words(material, annex, change.clause))
            case WeightsChange():
                weights = material.annex.lots[change.lot - 1].criteria
                listed = [f"{c.name}: {language.number(c.points or 0)}" for c in weights]
                steps.append(text("exercise-spot.weights", list=language.listing(listed)))
    return " ".join(dict.fromkeys(steps))


def _list_wrong_words(material: Material, annex: Annex, planted: Planted) -> tuple[str, ...]:
    """Return the words that the annex prints with a defect and not without it: added sentences, changed paragraphs.

    For weights, these are the names of the criteria whose points changed.
    """
    words: list[str] = []
    for change in planted.changes:
        if isinstance(change, WeightsChange):
            points = {c.name: c.points for c in material.annex.lots[change.lot - 1].criteria}
            changed = annex.lots[change.lot - 1].criteria
            words += [c.name for c in changed if points.get(c.name) != c.points]
            continue
        id_ = change.after.id if isinstance(change, ClauseChange) else change.clause
        sound = _list_words(material.annex, id_)
        for text in _list_words(annex, id_):
            if text not in sound:
                words.append(_cut_sound_start(text, sound))
    return tuple(dict.fromkeys(words))


def _list_right_words(material: Material, annex: Annex, planted: Planted) -> tuple[str, ...]:
    """Return the paragraphs of the changed clauses that the annex has without the defect, and not with it."""
    ids = [change.after.id for change in planted.changes if isinstance(change, ClauseChange)]
    ids += [change.clause for change in planted.changes if isinstance(change, PickChange)]
    lists = [(_list_words(material.annex, id_), _list_words(annex, id_)) for id_ in dict.fromkeys(ids)]
    return tuple(dict.fromkeys(text for sound, broken in lists for text in sound if text not in broken))


def _find_title(annex: Annex, clause: str) -> str:
    return next((c.title for c in annex.printed if c.clause.id == clause), clause)


def _name_sound(material: Material, clause: str) -> str:
    return material.language.quote(_find_title(material.annex, clause))


def _list_words(annex: Annex, clause: str) -> list[str]:
    """Return all words that an annex prints of a clause, paragraph by paragraph, each once."""
    printed = (b for b in _find_clauses(annex.blocks) if b.printed.clause.id == clause)
    words = [text for block in printed for text in list_texts(block.blocks) if text]
    # Leads such as “Proof:” say nothing.
    return list(dict.fromkeys(text for text in words if len(text) > _LEAD or not text.endswith(":")))


def _find_clauses(blocks: Sequence[Block]) -> Iterator[ClauseBlock]:
    for block in blocks:
        if isinstance(block, ClauseBlock):
            yield block
        elif isinstance(block, Wide):
            yield from _find_clauses(block.blocks)


def _compare_words(material: Material, annex: Annex, clause: str) -> str:
    """Return the words that a clause has with the defect, and those that it has without."""
    broken, sound = _list_lines(annex, clause), _list_lines(material.annex, clause)
    wrong = [words for words in broken if words not in sound]
    right = [words for words in sound if words not in broken]
    text, quote = material.text, material.language.quote
    if all(_cut_sound_start(words, right) != words for words in wrong) and len(wrong) >= len(right):
        struck = dict.fromkeys(_cut_sound_start(words, right) for words in wrong)
        return text("exercise-spot.strike", words=" ".join(map(quote, struck)))
    if len(wrong) == len(right) and max(map(len, (*wrong, *right))) <= _SHORT:
        pairs = zip(wrong, right, strict=True)
        return " ".join(text("exercise-spot.replace", wrong=quote(was), right=quote(put)) for was, put in pairs)
    if right:
        parts = {"write": [r for r in right if not sound[r]], "prove": [r for r in right if sound[r]]}
        return " ".join(
            text(f"exercise-spot.{key}", words=" ".join(map(quote, listed)))
            for key, listed in parts.items()
            if listed
        )
    return text("exercise-spot.strike", words=" ".join(map(quote, wrong)))


def _list_lines(annex: Annex, clause: str) -> dict[str, bool]:
    """Return the lines that an annex prints of a clause, each with whether it asks for proof.

    A row of a table is a line, and so is a proof with its lead. Examples follow from the rest, and are left out.
    """
    lines: dict[str, bool] = {}
    joint = annex.language.text("formats.joint")
    for block in (b for c in _find_clauses(annex.blocks) if c.printed.clause.id == clause for b in c.blocks):
        match block:
            case Table():
                rows = (joint.join(cell for cell in row if isinstance(cell, str)) for row in block.rows)
                lines |= dict.fromkeys(rows, False)
            case ProofText():
                lines |= {" ".join(proof): True for proof in block.proofs}
            case Paragraph(style="note"):
                continue
            case _:
                lines |= {
                    text: False for text in list_texts((block,)) if len(text) > _LEAD or text[-1:] not in ("", ":")
                }
    return lines


def _cut_sound_start(words: str, sound: Sequence[str]) -> str:
    """Return what was added to a sound paragraph; the whole paragraph where its start is not sound."""
    start = max((len(s) for s in sound if words.startswith(s)), default=0)
    return words[start:].strip()


# Its rows are defects: each is located, named, explained and mended, for a point each.
SPOT_THE_DEFECT = ExerciseType(
    "spot-the-defect",
    "LO3",
    {3: 5, 4: 7},
    8.0,
    True,
    None,
    4,
    also=("LO2",),
    own_words="exercise-spot",
    planting=Planting(compose_defects, _DECOYS),
    marked="claims",
    prints_clauses=True,
    key_in_clauses=True,
)
