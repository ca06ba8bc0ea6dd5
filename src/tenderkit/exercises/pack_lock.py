# SPDX-License-Identifier: Apache-2.0
"""The lock of a pack: all that is needed to make it again, and the digest of each of its files."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from tenderkit.exercises.scenario import Level
from tenderkit.frozen import frozen_dataclass
from tenderkit.library.shape import SHAPE, Bounds, Convert, FilledText, Int, Sha256

# The path of the lock in the folder of a pack.
LOCK_PATH = "key/pack.lock.toml"


def _check_time(value: object) -> object:
    """Return a time as ISO 8601 writes it, or an empty text. Raises ValueError for any other."""
    if value:
        datetime.datetime.fromisoformat(str(value))
    return value


@frozen_dataclass(kw_only=True)
class PackOrder:
    """What pack is made.

    `scenario`, `type`: their ids; `variants`: how many; `seed`: the public name of the run; `secret`: what only the
    lock holds, empty for a public pack; `defects`: how many are planted, 0 for as
    many as the level has; `created`: the date in the files, as ISO 8601, empty for that of the launch.
    """

    __pydantic_config__ = SHAPE
    scenario: FilledText
    type: FilledText
    level: Level
    variants: Annotated[Int, Bounds(ge=1, le=99)]
    language: FilledText
    seed: FilledText
    secret: str
    defects: Annotated[Int, Bounds(ge=0, le=50)] = 0
    allow_untranslated: bool = False
    created: Annotated[str, Convert(_check_time)] = ""


@frozen_dataclass(kw_only=True)
class Ingredients:
    """What a pack is made from: the version of tenderkit, and the digests of all data."""

    __pydantic_config__ = SHAPE
    tool: FilledText
    library: Sha256
    overlays: tuple[Sha256, ...]
    words: Sha256
    template: Sha256
    scenario: Sha256


@frozen_dataclass(kw_only=True)
class PackLock:
    """The content of `key/pack.lock.toml`.

    `files`: the SHA-256 of each file by its path in the pack; `seal`: a digest of all the rest, by which a changed
    lock is noticed.
    """

    __pydantic_config__ = SHAPE
    tenderkit_exercise: Annotated[Int, Bounds(ge=1, le=1)]
    order: PackOrder
    ingredients: Ingredients
    files: dict[str, Sha256]
    seal: str = ""

    def as_toml(self) -> dict[str, Any]:
        """Return the content of the file as plain data."""
        return {
            "tenderkit-exercise": self.tenderkit_exercise,
            "seal": self.seal,
            "order": _dump(self.order),
            "ingredients": _dump(self.ingredients),
            "files": dict(self.files),
        }

    def compute_seal(self) -> str:
        """Return the digest of the lock without its seal."""
        return digest(json.dumps(replace(self, seal="").as_toml(), sort_keys=True).encode())


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def lock_pack(order: PackOrder, ingredients: Ingredients, files: Mapping[str, bytes]) -> PackLock:
    """Return the lock of a pack.

    Parameters: `files`, the bytes of each file by its path in the pack.
    """
    digests = {name: digest(content) for name, content in sorted(files.items())}
    lock = PackLock(tenderkit_exercise=1, order=order, ingredients=ingredients, files=digests)
    return replace(lock, seal=lock.compute_seal())


def _dump(part: PackOrder | Ingredients) -> dict[str, Any]:
    values = {name.replace("_", "-"): getattr(part, name) for name in part.__dataclass_fields__}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
