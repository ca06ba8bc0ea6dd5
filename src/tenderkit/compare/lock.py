# SPDX-License-Identifier: Apache-2.0
"""The lock of a purchase: digests of all that its papers are made from, and of the papers, with the words of clauses.

The words are kept so that a difference can be shown clause by clause, also where the library of the lock is gone.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Annotated, Any

from tenderkit import __version__
from tenderkit.compare.printed_state import flatten_answers
from tenderkit.compare.state import ComparedClause, ComparedPart, ComparedState, ComparedValue
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.library import Library
from tenderkit.library.shape import SHAPE, Bounds, FilledText, Int, Sha256
from tenderkit.papers.digest import list_answers, list_published_answers
from tenderkit.purchase.purchase import Purchase

# Before the digest of an answer that is not printed.
HIDDEN = "sha256:"
_Md5 = Annotated[str, Bounds(pattern="^[0-9a-f]{32}$")]


@frozen_dataclass(kw_only=True)
class LockedFile:
    """A file of a paper: the name of the paper, the file ending, and the digests of its bytes."""

    __pydantic_config__ = SHAPE
    paper: FilledText
    ending: FilledText
    md5: _Md5
    sha256: Sha256


@frozen_dataclass(kw_only=True)
class LockedLibrary:
    """A library of the authority on top of the shipped one."""

    __pydantic_config__ = SHAPE
    title: str
    version: str
    sha256: Sha256


@frozen_dataclass(kw_only=True)
class LockedClause:
    """A clause as printed: its version, title and paragraphs, and its values by parameter and product category."""

    __pydantic_config__ = SHAPE
    version: Int
    title: str
    paragraphs: tuple[str, ...]
    values: dict[str, dict[str, str]]


@frozen_dataclass(kw_only=True)
class LockedPart:
    """A lot, or the general rules (number 0), with its clauses by id.

    `points`: those of the award criteria that are no clause.
    """

    __pydantic_config__ = SHAPE
    number: Annotated[Int, Bounds(ge=0)]
    title: str
    clauses: dict[str, LockedClause]
    points: dict[str, str] = field(default_factory=dict)


@frozen_dataclass(kw_only=True)
class LockedPurchase:
    """The lock of one purchase file.

    `file`: the path of the file, from the folder of the lock. `tool`: the version of tenderkit. `library`, `words`,
    `template`, `answers`: the digests of the shipped library, of the fixed words of the language, of the Word file
    that the papers are put into, and of all answers. `printed_answers`: the answers that published papers show, in
    words by key; `other_answers`: the digests of the others.
    """

    __pydantic_config__ = SHAPE
    file: FilledText
    tool: FilledText
    library: Sha256
    language: FilledText
    words: Sha256
    template: Sha256
    answers: Sha256
    libraries: tuple[LockedLibrary, ...] = ()
    files: tuple[LockedFile, ...]
    printed_answers: dict[str, str] = field(default_factory=dict)
    other_answers: dict[str, Sha256] = field(default_factory=dict)
    parts: tuple[LockedPart, ...]

    def make_state(self) -> ComparedState:
        """Return the clauses and answers as a state that can be compared; answers not printed are digests."""
        answers = {**self.printed_answers, **{key: f"{HIDDEN}{digest}" for key, digest in self.other_answers.items()}}
        return ComparedState("purchase", self.file, tuple(map(_restore_part, self.parts)), answers)


@frozen_dataclass(kw_only=True)
class LockedIngredients:
    """What all papers of streams and batches are made from.

    `tool`: the version of tenderkit. `library`, `data`, `template`: the digests of the shipped library, of all that
    decides on papers, such as fixed words, and of the template of the authority, of nothing without one.
    """

    __pydantic_config__ = SHAPE
    tool: FilledText
    library: Sha256
    data: Sha256
    template: Sha256
    libraries: tuple[LockedLibrary, ...] = ()


@frozen_dataclass(kw_only=True)
class Lock:
    """The content of a lock file: the purchases that are locked, in the order in which they were.

    `ingredients`: what streams and batches are made from, None where it is not locked.
    """

    __pydantic_config__ = SHAPE
    tenderkit_lock: Annotated[Int, Bounds(ge=1, le=1)]
    ingredients: LockedIngredients | None = None
    purchases: tuple[LockedPurchase, ...] = ()

    def find_purchase(self, file: str) -> LockedPurchase | None:
        """Return the lock of a purchase file; None if it is not locked."""
        return next((locked for locked in self.purchases if locked.file == file), None)

    def put_purchase(self, new: LockedPurchase) -> "Lock":
        """Return the lock with the lock of a purchase file added, or in place of its earlier one."""
        if self.find_purchase(new.file) is None:
            return replace(self, purchases=(*self.purchases, new))
        return replace(self, purchases=tuple(new if p.file == new.file else p for p in self.purchases))

    def as_toml(self) -> dict[str, Any]:
        """Return the content of the file as plain data."""
        ingredients = {} if self.ingredients is None else {"ingredients": _dump(self.ingredients)}
        return {"tenderkit-lock": 1, **ingredients, "purchases": [_dump(purchase) for purchase in self.purchases]}


EMPTY_LOCK = Lock(tenderkit_lock=1)


@frozen_dataclass
class Ingredients:
    """What the papers are made from besides purchase and library: the fixed words and the template, as bytes."""

    words: bytes
    template: bytes


def lock_purchase(
    file: str,
    purchase: Purchase,
    state: ComparedState,
    library: Library,
    ingredients: Ingredients,
    files: Mapping[tuple[str, str], bytes],
) -> LockedPurchase:
    """Return the lock of a purchase.

    Parameters: `file`, the path of its file from the folder of the lock; `state`, its clauses; `library`, with the
    libraries of the authority; `files`, the bytes of each file of a paper, by paper and ending.
    """
    answers = list_answers(purchase)
    printed = dict(flatten_answers(list_published_answers(purchase)))
    return LockedPurchase(
        file=file,
        tool=__version__,
        library=library.digest,
        language=purchase.prevailing_language,
        words=_hash(ingredients.words),
        template=_hash(ingredients.template),
        answers=_hash(json.dumps(answers, sort_keys=True, ensure_ascii=False).encode()),
        printed_answers=printed,
        other_answers={k: _hash(text.encode()) for k, text in flatten_answers(answers) if k not in printed},
        libraries=_lock_libraries(library),
        files=tuple(
            LockedFile(
                paper=paper,
                ending=ending,
                md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
                sha256=_hash(content),
            )
            for (paper, ending), content in files.items()
        ),
        parts=tuple(map(_lock_part, state.parts)),
    )


def hash_ingredients(library: Library, data: str, template: bytes) -> LockedIngredients:
    """Return the lock of what all papers are made from.

    Parameters: `library`, with the libraries of the authority; `data`, the digest of all that decides on papers;
    `template`, the template of the authority, empty without one.
    """
    return LockedIngredients(
        tool=__version__,
        library=library.digest,
        data=data,
        template=_hash(template),
        libraries=_lock_libraries(library),
    )


def _lock_libraries(library: Library) -> tuple[LockedLibrary, ...]:
    return tuple(
        LockedLibrary(title=overlay.title["en"], version=overlay.version, sha256=overlay.digest)
        for overlay in library.overlays
    )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _lock_part(part: ComparedPart) -> LockedPart:
    clauses = {
        id_: LockedClause(
            version=clause.version,
            title=clause.title,
            paragraphs=clause.paragraphs,
            values={n: {place: v.text for place, v in some.items()} for n, some in clause.values.items()},
        )
        for id_, clause in part.clauses.items()
    }
    return LockedPart(number=part.number, title=part.title, clauses=clauses, points=dict(part.points))


def _restore_part(part: LockedPart) -> ComparedPart:
    clauses = {
        id_: ComparedClause(
            clause.version,
            clause.title,
            clause.paragraphs,
            {n: {place: ComparedValue(text) for place, text in some.items()} for n, some in clause.values.items()},
        )
        for id_, clause in part.clauses.items()
    }
    return ComparedPart(part.number, part.title, clauses, points=part.points)


def _dump(value: Any) -> Any:
    """Return a locked value as plain data; keys have hyphens in the place of underscores."""
    if isinstance(value, tuple):
        return [_dump(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _dump(entry) for key, entry in value.items()}
    if hasattr(value, "__pydantic_config__"):
        return {key.replace("_", "-"): _dump(entry) for key, entry in vars(value).items()}
    return value
