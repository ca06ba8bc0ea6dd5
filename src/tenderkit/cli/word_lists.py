# SPDX-License-Identifier: Apache-2.0
"""The words that a purchase file may hold, by kind, with their titles."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tenderkit.errors import InvalidInput, UsageProblem
from tenderkit.findings import Finding, suggest_nearest

if TYPE_CHECKING:
    from tenderkit.library.language import Language
    from tenderkit.library.library import Library
    from tenderkit.library.reading.shipped_data import ShippedData

KINDS = ("examples", "categories", "countries", "languages", "questions", "units", "anchors")


def list_entries(kind: str, language: str = "en", overlays: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the entries of one kind, each with its `id` and its `title` in a language.

    Parameters: `kind`, one of KINDS; `overlays`, the folders of the authority's own libraries. Raises UsageProblem
    for an unknown kind, InvalidInput for a language that tenderkit does not have.
    """
    if kind not in KINDS:
        raise UsageProblem(f"there is no list “{kind}”", suggest_nearest(kind, KINDS))
    return _list_examples() if kind == "examples" else _list_words(kind, language, overlays)


def describe_more(entry: Mapping[str, Any]) -> str:
    """Return what follows the title of an entry in brackets: the groups of a product category, or “own profile”.

    The text is empty for other entries, and for a country without a legal profile of its own.
    """
    more = ", ".join(entry.get("groups", ())) or ("own profile" if entry.get("profile") else "")
    return f"  [{more}]" if more else ""


def _list_examples() -> list[dict[str, Any]]:
    """Return the name and the title of each shipped example, as `{"id": ..., "title": ...}`."""
    from tenderkit.library.reading.shipped_data import list_example_purchases
    from tenderkit.library.reading.text_files import parse_toml, read_text

    return [
        {"id": name, "title": parse_toml(read_text(path, path.name), path.name)["tender"]["title"]}
        for name, path in list_example_purchases().items()
    ]


def _list_words(kind: str, language: str, overlays: Sequence[str]) -> list[dict[str, Any]]:
    """Return the id and the title of each entry of one kind, as `{"id": "laptop", "title": "laptops"}`.

    Parameters: `kind`, such as `categories`. Raises InvalidInput for a language that tenderkit does not have.
    """
    from tenderkit.library.reading.shipped_data import load_with_overlays

    data = load_with_overlays(overlays)
    if language not in data.languages:
        fix = f"There are {', '.join(data.languages)}."
        raise InvalidInput([Finding("unknown-language", f"there are no texts in “{language}”", fix)])
    words, library = data.language(language), data.library
    if kind == "languages":
        return [{"id": code, "title": _name_language(data, words, code)} for code in data.languages]
    listings: dict[str, Callable[[Library, Language], list[dict[str, Any]]]] = {
        "categories": _list_categories,
        "countries": _list_countries,
        "questions": _list_questions,
    }
    if kind in listings:
        return listings[kind](library, words)
    return [{"id": id_, "title": _format_label(library, words, kind, id_)} for id_ in library.vocabulary.words(kind)]


def _name_language(data: "ShippedData", words: "Language", code: str) -> str:
    """Return the name of a language, with the set of clauses to which its translation is limited, if any."""
    name, limit = words.name_language(code), data.frames[code].set
    return f"{name} ({_format_label(data.library, words, 'sets', limit)})" if limit else name


def _list_categories(library: "Library", language: "Language") -> list[dict[str, Any]]:
    vocabulary = library.vocabulary
    return [
        {
            "id": id_,
            "title": _format_label(library, language, "categories", id_),
            "groups": list(vocabulary.groups_with(id_)),
        }
        for id_ in vocabulary.words("categories")
    ]


def _list_countries(library: "Library", language: "Language") -> list[dict[str, Any]]:
    return [
        {"id": code, "title": language.country(code), "profile": library.find_profile(code)[1] == "own"}
        for code in library.vocabulary.words("countries")
    ]


def _list_questions(library: "Library", language: "Language") -> list[dict[str, Any]]:
    return [{"id": id_, "title": language.words(question.label)} for id_, question in library.questions.items()]


def _format_label(library: "Library", language: "Language", list_name: str, word: str) -> str:
    """Return the title of an entry of the vocabulary, such as “laptops” for `laptop`.

    The placeholder `{n}` for a number is removed.
    """
    return language.bare_label(library.vocabulary.label(list_name, word))
