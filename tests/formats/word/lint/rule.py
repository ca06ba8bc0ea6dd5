# SPDX-License-Identifier: Apache-2.0
"""What a rule is, the table of all of them, and the kinds that most of them are of."""

from collections.abc import Callable, Iterator

from tests.formats.word.lint.package import Element, Package

# Where something is wrong, as an element or the name of a part, and what.
Fault = tuple[Element | str, str]
Check = Callable[[Package], Iterator[Fault]]

RULES: dict[str, Check] = {}


def rule(id_: str, says: str | None = None) -> Callable[[Check], Check]:
    """Put a check into the table; its docstring, which `says` can give, is what has to hold."""

    def put(check: Check) -> Check:
        assert id_ not in RULES
        check.__doc__ = says or check.__doc__
        RULES[id_] = check
        return check

    return put


def never(id_: str, says: str, path: str, in_ltr: str | None = None) -> None:
    """A rule that finds what an XPath finds; in documents from left to right `in_ltr`, where it is given."""

    @rule(id_, says)
    def check(package: Package) -> Iterator[Fault]:
        return ((found, says) for found in package.find(in_ltr if in_ltr and not package.rtl else path))


def there(id_: str, says: str, *pairs: tuple[str, str]) -> None:
    """A rule that finds attributes whose value is none of others; `pairs` are the XPaths of both."""

    @rule(id_, says)
    def check(package: Package) -> Iterator[Fault]:
        for path, others in pairs:
            known = set(package.find(others))
            yield from ((v.getparent(), f"{v} is not there") for v in package.find(path) if v not in known)


def unique(id_: str, says: str, *paths: str) -> None:
    """A rule that finds attributes whose value another of the same XPath has."""

    @rule(id_, says)
    def check(package: Package) -> Iterator[Fault]:
        for path in paths:
            seen: set[str] = set()
            for value in package.find(path):
                if value in seen:
                    yield value.getparent(), f"{value} stands there twice"
                seen.add(value)
