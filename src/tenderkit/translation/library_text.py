# SPDX-License-Identifier: Apache-2.0
"""List every text of a library and of the frame that can be translated, in English and in another language.

A text has an id, such as `end-of-life/take-back` or `frame/cover`: its file and the entry in it. Together with its
key in the entry, such as `title`, this names the text in the tables of translators.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tenderkit.frozen import frozen_dataclass
from tenderkit.library.language import Definition, Frame, list_plural_forms
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.shape import format_key
from tenderkit.library.template import format_template
from tenderkit.library.translations import (
    LABEL_FILES,
    SOURCE_WORDS,
    collect_english_texts,
    collect_translated_texts,
    digest_english_texts,
    digest_frame,
    digest_source,
    find_label_file,
    find_stale_labels,
)

Frames = Mapping[str, Frame]
# The keys of a definition that hold texts; the forms are one text, with a bar between two of them.
FORMS, FORMS_BAR = "forms", " | "
PARAGRAPH_BREAK = "\n\n"
# The texts of a clause in the order in which it prints, and what explains its values.
_ORDER = (
    *("title", "requirement", "verification", "question", "remedy", "guidance"),
    *("variants", "parameters", "basis", "help", "words"),
)
# The kinds of texts that are no theme of clauses.
OTHER_KINDS = ("frame", *(file.removesuffix(".toml") for file in LABEL_FILES), "sources")


@frozen_dataclass
class LibraryText:
    """A text of the library or of the frame that can be translated.

    `id`, `key`: its names in the tables of translators. `translation`: None if it has none. `file`: the file of the
    translation, below the folder that holds `clauses/` and `templates/`. `path`: its path of keys there. `record`:
    the id of the entry whose digest covers the text. `is_stale`: whether the English of that entry has changed since.
    """

    id: str
    key: str
    english: str
    translation: str | None
    file: str
    path: tuple[str | int, ...]
    record: str
    is_stale: bool = False

    @property
    def name(self) -> str:
        """The id and the key in one, which no other text has."""
        return f"{self.id} {self.key}"

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the English text."""
        return self.english.split(PARAGRAPH_BREAK)

    @property
    def kind(self) -> str:
        """The file that has the text, without its ending: a theme, `frame`, `vocabulary`, `sources` and others."""
        return self.id.partition("/")[0]

    @property
    def is_of_clause(self) -> bool:
        """Whether it is the text of a clause."""
        return self.kind not in OTHER_KINDS


def list_texts(library: Library, frames: Frames, language: str) -> tuple[LibraryText, ...]:
    """Return all texts that can be translated: clauses in their order, frame, labels, and titles of sources.

    Withdrawn clauses are left out. Parameters: `library`, in English; `frames`, by language.
    """
    return (
        *_list_clause_texts(library, language),
        *_list_frame_texts(frames, language),
        *_list_label_texts(library, frames, language),
        *_list_source_texts(library, language),
    )


def list_kinds(library: Library) -> tuple[str, ...]:
    """Return the kinds of texts: the themes, then the frame, the files of labels, and the sources."""
    return (*library.vocabulary.words("themes"), *OTHER_KINDS)


def name_file(kind: str, language: str) -> str:
    """Return the file that holds the texts of a kind in a language."""
    return f"templates/frame/{language}.toml" if kind == "frame" else f"clauses/translations/{language}/{kind}.toml"


def _list_clause_texts(library: Library, language: str) -> Iterator[LibraryText]:
    translations = library.translation_into(language).clauses
    for clause in library.clauses.values():
        if clause.status == "withdrawn":
            continue
        translation = translations.get(clause.id)
        translated = collect_translated_texts(translation) if translation else {}
        is_stale = translation is not None and digest_english_texts(clause, translation) != translation.sha256
        id_, file = f"{clause.theme}/{clause.id}", name_file(clause.theme, language)
        for key, english in sorted(collect_english_texts(clause).items(), key=_rank_key):
            text = _join_paragraphs(translated[key]) if key in translated else None
            yield LibraryText(
                id_, key, _join_paragraphs(english), text, file, (clause.id, *_split_key(key)), id_, is_stale
            )


def _rank_key(entry: tuple[str, Any]) -> int:
    """Return the position of a text of a clause in a table: in the order in which a clause prints."""
    return _ORDER.index(entry[0].partition(".")[0])


def _join_paragraphs(templates: Any) -> str:
    return PARAGRAPH_BREAK.join(map(format_template, templates))


def _split_key(key: str) -> tuple[str, ...]:
    """Return the path of keys of a text of a clause; a word of `words` may hold full stops."""
    head, _, rest = key.partition(".")
    if head == "variants":
        variant, _, rest = rest.partition(".")
        return (head, variant, *_split_key(rest))
    return (head, rest) if rest else (head,)


def _list_frame_texts(frames: Frames, language: str) -> Iterator[LibraryText]:
    base, frame = frames[ENGLISH], frames[language]
    digests = digest_frame(base)
    stale = {name for name, digest in frame.made_from.items() if digests.get(name) != digest}
    file = name_file("frame", language)
    for section, texts in base.texts.items():
        for key, english in texts.items():
            translation = frame.texts.get(section, {}).get(key)
            if not english:  # a form that some languages need; those have it in the frame
                continue
            id_ = f"frame/{section}"
            yield LibraryText(id_, key, english, translation, file, ("texts", section, key), id_, section in stale)
    for name, definition in base.definitions.items():
        translated = dict(_list_definition_texts(frame.definitions[name])) if name in frame.definitions else {}
        for path, english in _list_definition_texts(definition):
            key = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
            yield LibraryText(
                f"frame/definitions.{name}",
                key,
                english,
                translated.get(path),
                file,
                ("definitions", name, *path),
                "frame/definitions",
                "definitions" in stale,
            )


def _list_definition_texts(definition: Definition) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the texts of a definition with their paths of keys; the positions of sentences count from 0."""
    yield ("term",), definition.term
    yield (FORMS,), FORMS_BAR.join(definition.forms)
    if definition.text:
        yield ("text",), definition.text
    for position, sentence in enumerate(definition.sentences):
        yield ("sentences", position, "text"), sentence.text
        if sentence.alone:
            yield ("sentences", position, "alone"), sentence.alone
        if sentence.forms:
            yield ("sentences", position, FORMS), FORMS_BAR.join(sentence.forms)


def _list_label_texts(library: Library, frames: Frames, language: str) -> Iterator[LibraryText]:
    tables = library.label_tables
    stale = {(file, key) for file, key, _ in find_stale_labels(library, language)}
    forms = list_plural_forms(frames[language].locale)
    roots = {
        "vocabulary.toml": library.vocabulary,
        "questions.toml": library.questions,
        "buyer-steps.toml": library.buyer_steps,
        "jurisdictions.toml": library.jurisdictions,
    }
    for table_file, key, table in tables:
        file = find_label_file(table_file)
        if file not in LABEL_FILES:  # the title of a library on top
            continue
        keys = (*table_file.split("/")[1:], *key.split("."))
        path = _name_entries(roots[file], keys)
        depth = 2 if file == "vocabulary.toml" else 1
        entry = ".".join(path[:depth])
        id_ = f"{file.removesuffix('.toml')}/{entry}"
        is_stale = (file, entry) in stale
        for more, english, translation in _list_forms(table[ENGLISH], table.get(language), forms):
            yield LibraryText(
                id_,
                ".".join((*path[depth:], *more)),
                english,
                translation,
                name_file(file.removesuffix(".toml"), language),
                (*path, *more),
                id_,
                is_stale,
            )


def _name_entries(value: Any, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path of keys with the id of an entry of a list in the place of its position from 1."""
    named = []
    for key in keys:
        if isinstance(value, tuple):
            value = value[int(key) - 1]
            key = getattr(value, "id", None) or key
        elif isinstance(value, Mapping):
            value = value[key]
        else:
            value = next(inner for name, inner in vars(value).items() if format_key(name) == key)
        named.append(key)
    return tuple(named)


def _list_forms(
    english: Any, translation: Any, forms: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """Yield the plural forms of a label: its further key, the English form, and that of the other language.

    A label that is translated has the forms that it needs; one that is not has all `forms` of the language.
    """
    if isinstance(english, str):
        yield (), english, translation
        return
    translated = {"other": translation} if isinstance(translation, str) else translation or {}
    for form in translated or forms:
        yield (form,), english.get(form) or english["other"], translated.get(form)


def _list_source_texts(library: Library, language: str) -> Iterator[LibraryText]:
    translations = library.translation_into(language).sources
    for source_id, source in library.sources.items():
        translation = translations.get(source_id)
        is_stale = translation is not None and digest_source(source, translation) != translation.sha256
        for key in SOURCE_WORDS:
            english = getattr(source, key)
            if english and any(map(str.isalpha, english)):  # an edition may be a year alone
                text = getattr(translation, key) if translation else None
                id_, file = f"sources/{source_id}", name_file("sources", language)
                yield LibraryText(id_, key, english, text, file, (source_id, key), id_, is_stale)
