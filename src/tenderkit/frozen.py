# SPDX-License-Identifier: Apache-2.0
"""Frozen dataclasses that are cheap to define: all of them share the methods below. What is frozen can be remembered.

`dataclasses` compiles new methods for each class, which took a sixth of the time of a run that builds one annex.
"""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any, Generic, TypeVar, dataclass_transform, overload

_Class = TypeVar("_Class", bound=type)
_Frozen = TypeVar("_Frozen")
_Result = TypeVar("_Result")


@overload
def frozen_dataclass(cls: _Class) -> _Class: ...
@overload
def frozen_dataclass(*, kw_only: bool) -> Callable[[_Class], _Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_dataclass(cls: Any = None, *, kw_only: bool = False) -> Any:
    """Make a class a frozen dataclass, as `dataclass(frozen=True)` does; `fields` and `replace` work on it.

    A method of the class itself is kept. Of the options of `field`, only the defaults and `hash=False` count.
    Parameters: `kw_only`, as in `dataclass`.
    """
    return partial(_define, kw_only=kw_only) if cls is None else _define(cls, kw_only)


def _define(cls: Any, kw_only: bool) -> Any:
    """Return the class as a dataclass, with the methods in `_METHODS`, such as `__init__`, that it does not define.

    These methods read the attributes `__frozen_...__`, which are set here from the fields of the class.
    """
    own_methods = vars(cls).keys() & _METHODS.keys()
    dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
    fields = cls.__dataclass_fields__.values()
    cls.__frozen_values__ = staticmethod(attrgetter(*cls.__dataclass_fields__))
    cls.__frozen_hashed__ = staticmethod(attrgetter(*(f.name for f in fields if f.hash is not False)))
    cls.__frozen_arguments__ = (
        tuple(f.name for f in fields if not f.kw_only),
        {f.name: f.default for f in fields if f.default is not MISSING},
        [(f.name, f.default_factory) for f in fields if f.default_factory is not MISSING],
        cls.__dataclass_fields__.keys(),
        getattr(cls, "__post_init__", None),
    )
    for name in _METHODS.keys() - own_methods:
        setattr(cls, name, _METHODS[name])
    return cls


def _init(self: Any, /, *args: Any, **kwargs: Any) -> None:
    """Set the fields. Raises TypeError where an argument is missing, unknown, or given twice."""
    names, defaults, factories, all_names, post_init = self.__frozen_arguments__
    # Written directly: `__setattr__` refuses, and a new dictionary in its place takes longer.
    values = self.__dict__
    values.update(zip(names, args, strict=False))
    if kwargs or not len(args) == len(values) == len(all_names):
        surplus = len(args) > len(values) or not values.keys().isdisjoint(kwargs)
        values.update({**defaults, **values, **kwargs})
        for name, factory in factories:
            if name not in values:
                values[name] = factory()
        # Only keywords may be none of the fields.
        if surplus or len(values) != len(all_names) or (kwargs and values.keys() != all_names):
            fields = ", ".join(all_names)
            raise TypeError(f"{type(self).__name__} has the fields {fields}; got {len(args)} values and {[*kwargs]}")
    if post_init is not None:
        post_init(self)


def copy_with(original: _Frozen, **values: Any) -> _Frozen:
    """Return a copy of a frozen object with other values of some fields, which are not checked.

    `dataclasses.replace` calls `__init__` with all fields, which takes ten times as long: too long for thousands.
    """
    copied: _Frozen = object.__new__(type(original))
    object.__setattr__(copied, "__dict__", {**vars(original), **values})
    return copied


class Same:
    """An object as part of a key: it is equal to itself alone. For what is large, such as a library.

    Parameters: `value`, the object, which lives as long as the key.
    """

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


class Memory(Generic[_Result]):
    """Remembers frozen results that many purchases of a batch have alike, by what decides on them.

    A full memory forgets everything: so its size is bounded, and threads may share it. Parameters: `size`, the most
    results that it holds.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: dict[Hashable, _Result] = {}

    def recall(self, key: Hashable, make: Callable[[], _Result]) -> _Result:
        """Return the result for a key, made now where it is not known.

        Parameters: `key`, all that decides on the result; with a list or a table in it nothing is remembered.
        """
        try:
            known = self._known.get(key)
        except TypeError:
            return make()
        if known is None:
            known = make()
            if len(self._known) >= self._size:
                self._known.clear()
            self._known[key] = known
        return known


def _eq(self: Any, other: Any) -> Any:
    if self.__class__ is not other.__class__:
        return NotImplemented
    return self.__frozen_values__(self) == self.__frozen_values__(other)


def _hash(self: Any) -> int:
    return hash(self.__frozen_hashed__(self))


def _repr(self: Any) -> str:
    parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{self.__class__.__qualname__}({parts})"


def _refuse_change(self: Any, name: str, *value: Any) -> None:
    raise FrozenInstanceError(f"cannot change the field {name!r}")


_METHODS = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_change,
}
