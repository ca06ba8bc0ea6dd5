# SPDX-License-Identifier: Apache-2.0
"""The tables of spot-the-defect: the claims of participants, the model answer, and the key."""

from collections.abc import Iterator
from itertools import zip_longest

from tenderkit.exercises.material import Material
from tenderkit.exercises.types.spot_the_defect import Defect, DefectExercise
from tenderkit.papers.blocks import Answer, Block, Cell, Heading, Paragraph, Table


def list_claims(material: Material, exercise: DefectExercise) -> Table:
    """Return the table in which a participant claims defects: where, what, why it matters, better words."""
    text = material.text
    keys = ("place", "name", "consequence", "mend")
    rows: list[tuple[Cell, ...]] = []
    for number in range(1, exercise.claims + 1):
        code = f"d{number:02}"
        lists = {"place": exercise.places, "name": exercise.names}
        cells = (
            Answer(
                f"tk:exercise.{code}.{key}",
                f"{code} {text(f'exercise-spot.{key}')}",
                text("exercise.choose") if key in lists else text("exercise.write"),
                lists.get(key, ()),
            )
            for key in keys
        )
        rows.append((code, *cells))
    head = (text("exercise.code"), *(text(f"exercise-spot.{key}") for key in keys))
    return Table(text("exercise-spot.claims"), head, tuple(rows), (7, 25, 24, 22, 22), tall=True)


def list_names(material: Material, exercise: DefectExercise) -> Table:
    """Return the table of the names of defects, for participants without a list to choose from."""
    # Two columns, so that the list stays on a page.
    half = -(-len(exercise.names) // 2)
    rows = tuple(zip_longest(exercise.names[:half], exercise.names[half:], fillvalue=""))
    head = (material.text("exercise-spot.name"), material.text("exercise-spot.names-more"))
    return Table(material.text("exercise-spot.names"), head, rows, (50, 50), small=True)


def list_model(material: Material, exercise: DefectExercise) -> Iterator[Block]:
    """Yield the model answer: each defect with its place, name, reason and remedy; then the decoys."""
    text = material.text
    yield Heading(text("exercise-spot.defects"), 1)
    yield list_defects(material, exercise.defects, text("exercise-spot.defects"))
    if exercise.decoys:
        yield Heading(text("exercise-spot.decoys"), 1)
        yield Paragraph(text("exercise-spot.decoys-note"), style="note")
        keys = ("place", "sound-name", "sound-why")
        head = tuple(text(f"exercise-spot.{key}") for key in keys)
        rows = tuple((decoy.place, decoy.name, decoy.reason) for decoy in exercise.decoys)
        yield Table(text("exercise-spot.decoys"), head, rows, (34, 26, 40))


def list_defects(material: Material, defects: tuple[Defect, ...], caption: str) -> Table:
    """Return the table of the key of defects."""
    text = material.text
    rows = tuple(
        (defect.place, _write_names(material, defect), defect.reason, defect.mend, _write_proof(material, defect))
        for defect in defects
    )
    keys = ("place", "name", "consequence", "mend", "proof")
    return Table(caption, tuple(text(f"exercise-spot.{key}") for key in keys), rows, (18, 20, 20, 28, 14), tall=True)


def _write_names(material: Material, defect: Defect) -> str:
    if not defect.others:
        return defect.name
    return material.text("exercise-spot.also", name=defect.name, list=material.language.listing(defect.others, "or"))


def _write_proof(material: Material, defect: Defect) -> str:
    """Return by which rules a defect is proven, and what they cannot see."""
    rules = material.language.listing(defect.rules)
    keys = {(True, True): "judged", (True, False): "judged-not-on-paper", (False, False): "not-on-paper"}
    key = keys.get((defect.is_judged, bool(defect.on_paper)))
    return material.text(f"exercise-spot.{key}", rules=rules) if key else rules
