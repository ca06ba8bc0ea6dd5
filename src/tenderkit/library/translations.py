# SPDX-License-Identifier: Apache-2.0
"""The texts of a library in other languages: find missing, wrong and outdated translations, and use valid ones.

A translation is out of date if the digest of the English text has changed since the text was translated.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from string import Formatter
from typing import Any

from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.clause import UNDECIDED, Clause, ClauseText, PartialText, Translation, Verification
from tenderkit.library.label_tables import LabelTable
from tenderkit.library.language import Frame
from tenderkit.library.library import ENGLISH, Library, Source, SourceTranslation
from tenderkit.library.template import Template, format_template, list_names, omit_values

_WORDS = ("title", "question", "guidance", "remedy")
# The texts of a source that can be translated.
SOURCE_WORDS = ("title", "issuer", "edition", "note")
# The files in the folder of a language that hold labels, and no clauses.
LABEL_FILES = ("vocabulary.toml", "questions.toml", "buyer-steps.toml", "jurisdictions.toml")


# Clauses


def collect_templates(text: ClauseText | PartialText) -> dict[str, tuple[Template, ...]]:
    """Return the templates of a clause, variant or translation by key, such as `title` or `verification.document`.

    A requirement has one template for each paragraph, every other text has a single template.
    """
    templates: dict[str, tuple[Template, ...]] = {}
    for name in _WORDS:
        if (value := getattr(text, name)) is not None:
            templates[name] = (value,)
    if text.requirement is not None:
        templates["requirement"] = text.requirement
    for tier in fields(Verification) if text.verification else ():
        if (value := getattr(text.verification, tier.name)) is not None:
            templates[f"verification.{tier.name}"] = (value,)
    return templates


def collect_english_texts(clause: Clause) -> dict[str, tuple[Template, ...]]:
    """Return all English texts of a clause that can be translated, by their keys in a translation file.

    Each text is a tuple of templates.
    """
    texts = collect_templates(clause.text)
    for id_, variant in clause.variants.items():
        texts |= {f"variants.{id_}.{key}": templates for key, templates in collect_templates(variant).items()}
    for name, parameter in clause.parameters.items():
        texts[f"parameters.{name}"] = ((parameter.title,),)
        explained = {"basis": parameter.basis, "help": parameter.help}
        texts |= {f"{key}.{name}": ((text,),) for key, text in explained.items() if text}
        texts |= {f"words.{word}": ((word,),) for word in _list_word_values(clause, name)}
    return texts


def collect_translated_texts(translation: Translation) -> dict[str, tuple[Template, ...]]:
    """Return the texts of a translated clause; the keys and types are as in `collect_english_texts`."""
    texts = collect_templates(translation)
    for id_, variant in translation.variants.items():
        texts |= {f"variants.{id_}.{key}": templates for key, templates in collect_templates(variant).items()}
    texts |= {f"parameters.{name}": ((title,),) for name, title in translation.parameters.items()}
    texts |= {f"basis.{name}": ((basis,),) for name, basis in translation.basis.items()}
    texts |= {f"help.{name}": ((text,),) for name, text in translation.help.items()}
    return texts | {f"words.{word}": ((rendering,),) for word, rendering in translation.words.items()}


def _list_word_values(clause: Clause, name: str) -> Iterator[str]:
    """Yield the values of a parameter that are words, such as its choices, and so need a translation.

    These values are the choices, the grades of more than one letter, and the proposed values of a parameter of the
    type `text` or `list`.
    """
    parameter = clause.parameters[name]
    yield from (word for word in (*parameter.choices, *parameter.grades) if len(word) > 1)
    if parameter.type not in ("text", "list"):
        return
    for case in parameter.cases:
        for figure in filter(None, (case.core, case.comprehensive)):
            values = figure.value if isinstance(figure.value, list | tuple) else [figure.value]
            yield from (v for v in values if isinstance(v, str) and v != UNDECIDED)


def digest_texts(texts: Mapping[str, Sequence[Template]]) -> str:
    """Return a single SHA-256 of all the texts and their keys, in hexadecimal digits."""
    rows = ("\0".join((key, *map(format_template, texts[key]))) for key in sorted(texts))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def digest_english_texts(clause: Clause, translation: Translation) -> str:
    """Return a single SHA-256 of all current English texts of a clause that have a text in the translation."""
    return _digest_translated_keys(collect_english_texts(clause), collect_translated_texts(translation))


def _digest_translated_keys(texts: Mapping[str, Sequence[Template]], translated: Mapping[str, object]) -> str:
    """Return a single SHA-256 of all English texts in `texts` that have a key in `translated` too."""
    return digest_texts({key: text for key, text in texts.items() if key in translated})


def list_untranslated_keys(library: Library, language: str, clause: Clause) -> list[str]:
    """Return the keys of the texts of a clause that have no valid translation into a language.

    If an English text has changed since it was translated, none of the clause's translated texts is valid.
    """
    texts = collect_english_texts(clause)
    translation = library.translation_into(language).clauses.get(clause.id)
    translated = {} if translation is None else collect_translated_texts(translation)
    if translation is None or _digest_translated_keys(texts, translated) != translation.sha256:
        return list(texts)
    return [key for key in texts if key not in translated]


def translate_library(library: Library, language: str) -> Library:
    """Return a library with its clauses and sources translated into a language.

    What is not translated, or whose English text has changed since its translation, stays in English; so does a
    clause that is translated in part, because no clause is printed in two languages. A translated title alone names
    the clause where it is not printed.
    """
    if language == library.language:
        return library
    translations = library.translation_into(language)
    clauses, words = dict(library.clauses), {}
    for id_, translation in translations.clauses.items():
        clause = clauses.get(id_)
        if clause is None:
            continue
        texts, translated = collect_english_texts(clause), collect_translated_texts(translation)
        if _digest_translated_keys(texts, translated) != translation.sha256:
            continue
        if texts.keys() - translated.keys():
            if set(translated) == {"title"}:
                clauses[id_] = replace(clause, text=_replace_texts(clause.text, translation))
            continue
        titles, bases, helps = translation.parameters, translation.basis, translation.help
        clauses[id_] = replace(
            clause,
            text=_replace_texts(clause.text, translation),
            variants={
                v: _replace_texts(variant, translation.variants.get(v)) for v, variant in clause.variants.items()
            },
            parameters={
                name: replace(p, title=titles[name], basis=bases.get(name), help=helps.get(name))
                for name, p in clause.parameters.items()
            },
        )
        words[id_] = translation.words
    sources = {
        id_: _translate_source(source, translations.sources.get(id_)) for id_, source in library.sources.items()
    }
    titles_in_english = {id_: omit_values(clause.text.title) for id_, clause in library.clauses.items()}
    return replace(
        library, clauses=clauses, sources=sources, words=words, language=language, english_titles=titles_in_english
    )


def _replace_texts(text: Any, translation: PartialText | None) -> Any:
    """Return the texts of a clause or variant, with a translated text in place of each English text that has one."""
    if translation is None:
        return text
    new = {f.name: value for f in fields(PartialText) if (value := getattr(translation, f.name)) is not None}
    return replace(text, **new)


def digest_source(source: Source, translation: SourceTranslation) -> str:
    """Return a single SHA-256 of the current English texts of a source that have a text in the translation."""
    texts = {name: getattr(source, name) or "" for name in SOURCE_WORDS if getattr(translation, name) is not None}
    return digest_texts({name: ((text,),) for name, text in texts.items()})


def _translate_source(source: Source, translation: SourceTranslation | None) -> Source:
    """Return a source with its translated texts; behind a title that is not official stands the English one.

    So nobody takes a rendering for the title under which the source can be found.
    """
    if translation is None or digest_source(source, translation) != translation.sha256:
        return source
    texts = {name: text for name in SOURCE_WORDS if (text := getattr(translation, name)) is not None}
    if not translation.official:
        texts["title"] = f"{translation.title} ({source.title})"
    return replace(source, **texts)


def check_translations(library: Library, files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the faults that make the translation of a clause or source unusable, such as unknown ids and keys.

    A translation must have the same placeholders, such as `{{ term }}`, and the same number of paragraphs as the
    English text. If the English text has changed since, the translation is not used and not checked.

    Parameters: `files`, the name of each file for messages, by `translations/<language>/<clause>`.
    """
    for language, translations in library.translations.items():
        yield from _check_sources(library, language, translations.sources)
        for id_, translation in translations.clauses.items():
            place = Place(files.get(f"translations/{language}/{id_}"), id_)
            clause = library.clauses.get(id_)
            if clause is None:
                message = f"“{id_}” is no clause"
                yield Finding("unknown-word", message, suggest_nearest(id_, library.clauses), place=place)
                continue
            texts, translated = collect_english_texts(clause), collect_translated_texts(translation)
            if _digest_translated_keys(texts, translated) != translation.sha256:
                continue
            for key in translated.keys() - texts.keys():
                where = replace(place, key=f"{id_}.{key}")
                message = "is at a key without an English text"
                yield Finding("unknown-key", message, suggest_nearest(key, texts) or "Take it out.", place=where)
            for key in translated.keys() & texts.keys():
                where = replace(place, key=f"{id_}.{key}")
                if len(translated[key]) != len(texts[key]):
                    message = f"has {len(translated[key])} paragraphs where the English text has {len(texts[key])}"
                    yield Finding("schema", message, "Write one for each, in the same order.", place=where)
                    continue
                for template, english in zip(translated[key], texts[key], strict=True):
                    if message := describe_other_names(template, english):
                        yield Finding("schema", message, "Name the same values.", place=where)


def describe_other_names(template: Template, english: Template) -> str:
    """Return a text that says which values a translation and the English text name; empty if they are the same."""
    if sorted(list_names(template)) == sorted(list_names(english)):
        return ""
    return f"names {_format_names(template)} where the English text names {_format_names(english)}"


def _check_sources(
    library: Library, language: str, translations: Mapping[str, SourceTranslation]
) -> Iterator[Finding]:
    file = f"translations/{language}/sources.toml"
    for id_, translation in translations.items():
        source = library.sources.get(id_)
        if source is None:
            fix = suggest_nearest(id_, library.sources) or "Take it out."
            yield Finding("unknown-word", f"“{id_}” is no source", fix, place=Place(file, id_))
            continue
        for name in SOURCE_WORDS:
            if getattr(translation, name) is not None and getattr(source, name) is None:
                message = "is at a key without an English text"
                yield Finding("unknown-key", message, "Take it out.", place=Place(file, f"{id_}.{name}"))


def _format_names(template: Template) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in list_names(template)) or "no value"


# Labels


def find_missing_labels(library: Library, files: Mapping[str, str], language: str = ENGLISH) -> Iterator[Finding]:
    """Yield a finding for each text, such as a label or a title, that is missing in a language.

    Parameters: `language`, the code of the language; `files`, the name of each file for messages, by
    `jurisdictions/<id>` and by `<file>.toml`.
    """
    for file, key, table in library.label_tables:
        if not table.get(language):
            yield _tell_missing(files.get(file, file), key, language)


def _tell_missing(file: str, key: str, language: str) -> Finding:
    """Return the finding that a table of texts, at `key` in a file, has no text in a language."""
    fix = f"Add `{key}.{language}`." if language == ENGLISH else f"Add it in translations/{language}/."
    return Finding("translation-missing", f"there is no text in “{language}”", fix, place=Place(file, key))


def find_untranslated_labels(tables: Sequence[LabelTable], files: Mapping[str, str], language: str) -> list[Finding]:
    """Return a finding for each label that has no text in a language.

    For a file in which no label at all has a text in the language, a single finding is returned.

    Parameters: `tables`, as `Library.label_tables` holds them; `files`, the name of each file for messages, by
    `jurisdictions/<id>` and by `<file>.toml`.
    """
    missing = [(file, key) for file, key, table in tables if not table.get(language)]
    if not missing:
        return []
    total = Counter(find_label_file(file) for file, _, _ in tables)
    left = Counter(find_label_file(file) for file, _ in missing)
    untouched = [file for file in LABEL_FILES if left[file] and left[file] == total[file]]
    findings = [
        Finding(
            "translation-missing",
            f"none of its {left[file]} texts is translated into “{language}”",
            f"Add translations/{language}/{file}.",
            place=Place(file),
        )
        for file in untouched
    ]
    for file, key in missing:
        if find_label_file(file) not in untouched:
            findings.append(_tell_missing(files.get(file, file), key, language))
    return findings


def leave_out_untouched_profiles(tables: Sequence[LabelTable], language: str) -> tuple[LabelTable, ...]:
    """Return the tables without those of the jurisdictions of which no text is translated into a language.

    Parameters: `tables`, as `Library.label_tables` holds them.
    """
    begun = {file for file, _, table in tables if table.get(language)}
    return tuple(t for t in tables if find_label_file(t[0]) == t[0] or t[0] in begun)


def find_label_file(file: str) -> str:
    """Return the name of the file with the translated labels of `file`; `jurisdictions.toml` for every profile."""
    return "jurisdictions.toml" if file.startswith("jurisdictions/") else file


def find_stale_labels(library: Library, language: str) -> list[tuple[str, str, str]]:
    """Return the entries whose English labels have changed since they were translated into a language.

    An entry is returned as the file, the key, and the digest of the current English labels. The digest is an empty
    text if the English entry no longer exists.
    """
    today = library.label_digests
    stale = []
    for entry, digest_then in library.translation_into(language).made_from.items():
        if today.get(entry) != digest_then:
            file, _, key = entry.partition(" ")
            stale.append((file, key, today.get(entry, "")))
    return stale


# Frames


# How the names of the sections begin that have the words of exercises.
EXERCISES = "exercise"


def check_frame(base: Frame, other: Frame, file: str) -> Iterator[Finding]:
    """Yield a finding for each text of a frame whose key or placeholders differ from those of the English frame.

    A text that only the English frame has is no fault, because `complete_frame` adds it.

    Parameters: `base`, the English frame; `other`, the frame to check; `file`, the name for messages of the file of
    `other`.
    """
    for section, texts in other.texts.items():
        english_texts = base.texts.get(section, {})
        for key, text in texts.items():
            place = Place(file, f"texts.{section}.{key}")
            if key not in english_texts:
                fix = suggest_nearest(key, english_texts) if english_texts else suggest_nearest(section, base.texts)
                yield Finding("unknown-key", "has no English text", fix or "Take it out.", place=place)
            elif list_fields(text) != list_fields(english_texts[key]):
                names_in_english = sorted(list_fields(english_texts[key]))
                message = f"names {sorted(list_fields(text))}, the English text {names_in_english}"
                yield Finding("schema", message, "Name the same values.", place=place)


def complete_frame(base: Frame, frame: Frame) -> tuple[Frame, tuple[str, ...]]:
    """Return a frame with the missing texts and definitions added in English, and the keys of the added entries.

    The keys of the words of exercises are left out, because no paper of a tender prints these words, and those of
    English texts that are empty.

    Parameters: `base`, the English frame; `frame`, the frame to complete.
    """
    keys = [
        *(
            f"texts.{section}.{key}"
            for section, texts in base.texts.items()
            if not section.startswith(EXERCISES)
            for key, text in texts.items()
            if text
        ),
        *(f"definitions.{id_}" for id_ in base.definitions),
    ]
    translated = {f"texts.{section}.{key}" for section, texts in frame.texts.items() for key in texts}
    translated |= {f"definitions.{id_}" for id_ in frame.definitions}
    texts = {section: english_texts | frame.texts.get(section, {}) for section, english_texts in base.texts.items()}
    complete = replace(frame, texts=texts, definitions={**base.definitions, **frame.definitions})
    return complete, tuple(key for key in keys if key not in translated)


def digest_frame(frame: Frame) -> dict[str, str]:
    """Return a digest of each section of a frame, and one of its definitions, by section.

    A digest is the first sixteen hexadecimal digits of the SHA-256.
    """
    sections: dict[str, Mapping[str, object]] = {**frame.texts, "definitions": frame.definitions}
    return {
        name: hashlib.sha256("\n".join(f"{k}\0{v}" for k, v in sorted(texts.items())).encode()).hexdigest()[:16]
        for name, texts in sections.items()
    }


def find_frame_gaps(untranslated: Sequence[str], code: str) -> Iterator[Finding]:
    """Yield one finding for each section of a frame in which texts are not translated.

    Parameters: `untranslated`, the keys of the missing texts, such as `texts.cover.title`; `code`, the code of the
    language.
    """
    sections: dict[str, list[str]] = {}
    for key in untranslated:
        section, _, name = key.rpartition(".")
        sections.setdefault(section, []).append(name)
    for section, missing_names in sections.items():
        message = f"there is no text in “{code}” for {', '.join(missing_names)}"
        place = Place(f"templates/frame/{code}.toml", section)
        yield Finding("translation-missing", message, "Write it.", place=place)


def list_fields(pattern: str) -> set[str]:
    """Return the names in braces in a pattern, such as `number` for `{number} years`."""
    return {name for _, name, *_ in Formatter().parse(pattern) if name}
