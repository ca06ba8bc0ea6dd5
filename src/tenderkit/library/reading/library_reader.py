# SPDX-License-Identifier: Apache-2.0
"""Read a library from its base folder and from overlays, the folders that an organisation puts on top of it.

An overlay has a `library.toml` with its title and version, and may hold any of the files of `clauses/`. Its clauses,
words, questions and sources replace those with the same id; its profiles are merged with those of the same name.
"""

import hashlib
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tenderkit.errors import FileProblem, InvalidInput
from tenderkit.findings import Finding, Place, suggest_nearest
from tenderkit.library.library import Library, Overlay
from tenderkit.library.reading.category_groups import Members, expand_groups, list_members
from tenderkit.library.reading.text_files import MAX_BYTES, parse_toml, read_text
from tenderkit.library.shape import INVISIBLE

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PLACES = (
    "Put a clause into the folder of its theme, a profile into jurisdictions/, words into word-lists/, "
    "a scenario into exercises/."
)
# The files at the top of a library.
_TOP = (
    *("library", "vocabulary", "questions", "sources", "superseded", "buyer-steps", "coverage", "cpv", "notices"),
    "changelog",
)
# The most files of one library; the shipped one will have a few hundred.
MAX_FILES = 2_000
# The files in the folder of a language that hold translated labels, and no clauses.
_LABELLED = ("vocabulary", "questions", "buyer-steps", "jurisdictions")
# The file in the folder of a language that says who read which text.
STATES = "states"
# The folders that hold no clauses.
NO_THEMES = ("exercises", "jurisdictions", "translations", "word-lists")
# The sections of the vocabulary that an overlay may not change: version and countries.
_FIXED = ("library", "countries")


def read_library(folder: Path, overlays: Sequence[Path] = ()) -> Library:
    """Read a clause library from its base folder and the folders of its overlays.

    Where two overlays differ, the later overlay counts. Raises InvalidInput with every problem found, FileProblem
    where a folder does not exist.
    """
    problems: list[Finding] = []
    library = try_read_library(folder, overlays, problems)
    if problems or library is None:
        raise InvalidInput(problems)
    return library


def read_validated_file(path: Path, shape: Any, problems: list[Finding], root: Path, **more: Any) -> Any:
    """Read a TOML file and validate it as a value of the type `shape`; None where the file has faults.

    Parameters: `problems`, the list to which the faults are added; `root`, the folder from which the path of the file
    in messages starts; `more`, further keys and values, added to those in the file.
    """
    name = path.relative_to(root).as_posix()
    data = _read_table(path, name, problems)
    return None if data is None else _validate_table({**data, **more}, shape, name, problems)


def _read_table(path: Path, name: str, problems: list[Finding]) -> dict[str, Any] | None:
    try:
        table = parse_toml(read_text(path, name), name)
    except InvalidInput as error:
        problems += error.findings
        return None
    for key, character in _find_invisible_characters(table, ()):
        message = f"holds an invisible character (U+{ord(character):04X})"
        problems.append(Finding("unreadable", message, "Type the text by hand.", place=Place(name, key)))
    return table


def _find_invisible_characters(value: Any, key: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the invisible characters that could control a terminal or reorder a text.

    For each text with such characters, a pair is yielded: the path of keys to the text, and the first character.
    """
    if isinstance(value, str) and (match := INVISIBLE.search(value)):
        yield ".".join(key), match[0]
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _find_invisible_characters(inner, (*key, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _find_invisible_characters(inner, (*key, str(number)))


def _validate_table(data: Mapping[str, Any], shape: Any, name: str, problems: list[Finding], **context: Any) -> Any:
    from pydantic_core import ValidationError

    from tenderkit.library.reading.schema import get_validator
    from tenderkit.library.reading.validation import make_findings

    try:
        return get_validator(shape).validate_python(data, context=context or None)
    except ValidationError as error:
        known = ("unknown-key", "unknown-word")
        problems += [f if f.rule in known else replace(f, rule="schema") for f in make_findings(error, shape, name)]
        return None


class LibraryFolders:
    """The folders of a library: the base folder first, then the folders of the overlays.

    An overlay folder is not read if it holds links, too many files, or files that are too large or in a wrong place.
    The reasons are added to `problems`.
    """

    def __init__(self, folder: Path, overlays: Sequence[Path], problems: list[Finding]) -> None:
        self.roots = [folder, *(root for root in overlays if not _is_out_of_bounds(root, problems))]
        self.problems = problems
        # The name for messages of each merged file: that in the last folder which has the file.
        self.names: dict[str, str] = {}
        # The categories of each group, known once the vocabulary is read.
        self.members: Members = {}
        paths = (path for root in self.roots for path in _list_visible_files(root, "translations/*"))
        self.languages = sorted({path.name for path in paths if path.is_dir()})
        # The digests of the English labels that the labels in each language were made from.
        self.made_from: dict[str, dict[str, str]] = {language: {} for language in self.languages}

    def name_file(self, path: Path, root: Path) -> str:
        """Return the name of a file for messages.

        For a file of the base folder this is the path inside that folder, such as `sources.toml`; for a file of an
        overlay, the path with the overlay's folder, such as `our-rules/sources.toml`.
        """
        inside = path.relative_to(root).as_posix()
        return inside if root == self.roots[0] else f"{root.as_posix()}/{inside}"

    def list_files(self, pattern: str) -> dict[str, list[tuple[Path, str]]]:
        """Return the files that match a glob pattern in the base folder or an overlay, by file name without `.toml`.

        Each name leads to a list of files, one for each folder that has the file, with the files of overlays last. A
        file is its path and its name for messages.
        """
        files: dict[str, list[tuple[Path, str]]] = {}
        for root in self.roots:
            for path in _list_visible_files(root, pattern):
                files.setdefault(path.stem, []).append((path, self.name_file(path, root)))
        return files

    def read_word_lists(self, pattern: str, shape: Any) -> Any:
        """Return the word lists in the files that match a glob pattern, by list name; overlays may add words."""
        merged: dict[str, Any] = {}
        for root in self.roots:
            for path in _list_visible_files(root, pattern):
                name = self.name_file(path, root)
                tables = (
                    _validate_table(_read_table(path, name, self.problems) or {}, shape, name, self.problems) or {}
                )
                for key, table in tables.items():
                    if root != self.roots[0] and key not in merged:
                        place = Place(name, key)
                        message = f"no rule looks at a list “{key}”"
                        self.problems.append(
                            Finding("unknown-word", message, suggest_nearest(key, merged), place=place)
                        )
                        continue
                    self._extend_lists(merged.setdefault(key, {}), table, Place(name, key))
        return merged

    def _extend_lists(self, before: dict[str, Any], table: Mapping[str, Any], place: Place) -> None:
        """Add the words of a file to a word list, language by language.

        A word list is either a list of words or a table of words and their replacements. A list cannot be added to a
        table, nor a table to a list; such words are reported in `problems`.

        Parameters: `before`, the word list by language, which is changed; `table`, the new words by language.
        """
        for language, words in table.items():
            if any(isinstance(words_before, dict) is not isinstance(words, dict) for words_before in before.values()):
                kind = "a list" if isinstance(words, dict) else "a table that says what to write instead"
                where = Place(place.file, f"{place.key}.{language}")
                self.problems.append(Finding("schema", f"must be {kind}, as it is below", place=where))
                continue
            earlier = before.get(language, type(words)())
            before[language] = earlier | words if isinstance(words, dict) else (*earlier, *words)

    def read_merged(self, file: str, shape: Any) -> Any:
        """Return the content of a file of the base folder, merged with the overlays' files of the same name.

        Parameters: `shape`, the type of the value to return. Returns None where one of the files has faults.
        """
        merged: dict[str, Any] = {}
        name, broken = file, False
        for root in self.roots:
            path = root / file
            if root != self.roots[0] and not path.is_file():
                continue
            name = self.names[file] = self.name_file(path, root)
            table = _read_table(path, name, self.problems)
            if table is None:
                broken = True
                continue
            if file == "vocabulary.toml" and root != self.roots[0]:
                for section in _FIXED:
                    if section in table:
                        message = "cannot be changed by a library on top"
                        self.problems.append(
                            Finding("overlay-forbidden", message, "Take it out.", place=Place(name, section))
                        )
                words = {section: words for section, words in table.items() if section not in _FIXED}
                _merge_sections(merged, _add_members(merged, words))
            elif file == "changelog.toml":
                _merge_sections(merged, table)
            else:
                merged |= table
        if not broken and file.removesuffix(".toml") in _LABELLED:
            self.add_translated_labels(file, merged)
        merged = expand_groups(merged, self.members)
        value = _validate_table(merged, shape, name, self.problems) if merged or not broken else None
        # Every mention of a word of a broken file would be reported as unknown.
        return None if broken else value

    def add_translated_labels(self, file: str, tables: dict[str, Any]) -> None:
        """Add the translated labels to the English labels in the content of a file.

        Parameters: `file`, the name of the English file, which is also the name of each file with translated labels;
        `tables`, the content of the English file, which is changed.
        """
        for language in self.languages:
            for number, root in enumerate(self.roots, 1):
                path = root / "translations" / language / file
                if not path.is_file():
                    continue
                name = self.name_file(path, root)
                table = dict(_read_table(path, name, self.problems) or {})
                before = table.pop("made-from", {})
                digests = _validate_table(before, dict[str, str], name, self.problems) or {}
                self.made_from[language] |= {f"{file} {entry}": digest for entry, digest in digests.items()}
                faults = _add_labels(tables, table, language, name, "")
                self.problems += [f for f in faults if not _is_replaced(file, str(f.place.key), self.roots[number:])]

    def read_translation(self, language: str) -> Any:
        """Return the translated clauses, sources and terms in a language, as a `LibraryTranslation`."""
        from tenderkit.library.clause import Translation
        from tenderkit.library.library import LibraryTranslation, SourceTranslation, Term

        clauses: dict[str, Any] = {}
        shapes: dict[str, Any] = {"terms": dict[str, Term], "sources": dict[str, SourceTranslation]}
        others: dict[str, dict[str, Any]] = {stem: {} for stem in shapes}
        for root in self.roots:
            for path in _list_visible_files(root, f"translations/{language}/*.toml"):
                if path.stem in (*_LABELLED, STATES):
                    continue
                name = self.name_file(path, root)
                table = _read_table(path, name, self.problems) or {}
                if shape := shapes.get(path.stem):
                    others[path.stem] |= _validate_table(table, shape, name, self.problems) or {}
                else:
                    translations = _validate_table(table, dict[str, Translation], name, self.problems) or {}
                    clauses |= translations
                    self.names |= {f"translations/{language}/{id_}": name for id_ in translations}
        return LibraryTranslation(clauses, others["terms"], self.made_from[language], others["sources"])


def _is_replaced(file: str, key: str, roots: Sequence[Path]) -> bool:
    """Return whether a later folder may have replaced, as a whole table, what an earlier one translates at a key.

    Parameters: `file`, the name of the English file; `roots`, the later folders.
    """
    profile = Path(file.removesuffix(".toml"), f"{key.partition('.')[0]}.toml")
    return any((root / name).is_file() for root in roots for name in (file, profile))


def _add_labels(base: Any, texts: Mapping[str, Any], language: str, file: str, key: str) -> Iterator[Finding]:
    """Add translated texts to the English texts at the same keys; yield a finding for a key without an English text.

    In a list of tables, the key of a table is its id or, where it has no id, its number from 1.

    Parameters: `base`, the content with English texts, which is changed; `texts`, the translated texts; `key`, the
    path of keys to `texts` in their file.
    """
    if isinstance(base, list):
        base = {
            str(table.get("id", number)): table for number, table in enumerate(base, 1) if isinstance(table, dict)
        }
    for name, text in texts.items():
        where = f"{key}.{name}".lstrip(".")
        existing = base.get(name)
        if isinstance(existing, dict) and "en" in existing:
            existing[language] = text
        elif isinstance(existing, list) and isinstance(text, list):  # other names: found in every language
            base[name] = [*existing, *text]
        elif isinstance(existing, dict | list) and isinstance(text, dict):
            yield from _add_labels(existing, text, language, file, where)
        else:
            fix = suggest_nearest(name, base) or "Take it out."
            yield Finding("unknown-key", "is at a key without an English text", fix, place=Place(file, where))


def _merge_sections(merged: dict[str, Any], table: Mapping[str, Any]) -> None:
    """Add a table to `merged`: a section in both is joined entry by entry, any other value replaces the old value."""
    for section, entries in table.items():
        both = isinstance(entries, dict) and isinstance(merged.get(section), dict)
        merged[section] = {**merged[section], **entries} if both else entries


def _add_members(merged: Mapping[str, Any], table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the vocabulary of an overlay, with each category group extended by its members in earlier folders.

    Thus an overlay can add members to a group of the shipped library.

    Parameters: `merged`, the vocabulary of the base folder and the earlier overlays; `table`, the vocabulary of the
    overlay.
    """
    before, groups = merged.get("category-groups"), table.get("category-groups")
    if not isinstance(before, dict) or not isinstance(groups, dict):
        return table
    both = {
        id_: _merge_profiles([t for t in (before.get(id_), g) if isinstance(t, dict)]) for id_, g in groups.items()
    }
    return {**table, "category-groups": groups | both}


def _merge_profiles(tables: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return one table from the tables of several folders.

    Where several tables have the same key, lists are joined; of other values, the value of the last table counts.
    """
    merged: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            both = isinstance(value, list) and isinstance(merged.get(key), list)
            merged[key] = [*merged[key], *value] if both else value
    return merged


def try_read_library(
    folder: Path, overlays: Sequence[Path], problems: list[Finding], files: dict[str, str] | None = None
) -> Library | None:
    """Read a library from its base folder and its overlays, and check it; None if a file cannot be used.

    Parameters: `problems`, the list to which all faults are added; `files`, a table to which this function adds the
    names of the files for messages. Its keys are the clause id for a clause, `jurisdictions/<id>` for a profile, else
    the file name. Raises FileProblem where a folder does not exist.
    """
    from tenderkit.library.buyer_steps import BuyerStep
    from tenderkit.library.library import Source
    from tenderkit.library.question import Question
    from tenderkit.library.vocabulary import Vocabulary

    files = {} if files is None else files
    folders = LibraryFolders(folder, overlays, problems)
    vocabulary = folders.read_merged("vocabulary.toml", Vocabulary)
    if vocabulary is not None:
        folders.members = list_members(vocabulary)
    overlay_heads = [_read_overlay(root, folders.members, problems) for root in folders.roots[1:]]
    questions = folders.read_merged("questions.toml", dict[str, Question])
    sources = folders.read_merged("sources.toml", dict[str, Source])
    buyer_steps = folders.read_merged("buyer-steps.toml", dict[str, BuyerStep])
    files |= folders.names
    jurisdictions = _read_jurisdictions(folders, files)
    clauses = _read_clauses(folders, files)
    _check_hidden_clauses(overlay_heads, clauses, problems)
    if any(value is None for value in (vocabulary, questions, sources, buyer_steps, *overlay_heads)):
        return None
    broken = {id_ for id_, value in (*clauses.items(), *jurisdictions.items()) if value is None}
    library = Library(
        vocabulary,
        questions,
        sources,
        {id_: profile for id_, profile in jurisdictions.items() if profile is not None},
        {c.id: c for c in sorted(filter(None, clauses.values()), key=vocabulary.sort_key)},
        digest_folder(folder),
        tuple(overlay_heads),
        buyer_steps,
        {language: folders.read_translation(language) for language in folders.languages},
    )
    files |= folders.names
    _check_whole_library(library, files, broken, problems)
    return None if broken else library


def _read_jurisdictions(folders: LibraryFolders, files: dict[str, str]) -> dict[str, Any]:
    """Return the jurisdiction profiles by id; None for a profile with faults.

    Parameters: `files`, a table to which the names of the profile files are added.
    """
    from tenderkit.library.jurisdiction import Jurisdiction

    profiles: dict[str, Any] = {}
    for id_, profile_files in folders.list_files("jurisdictions/*.toml").items():
        name = profile_files[-1][1]
        files[f"jurisdictions/{id_}"] = name
        _check_id(id_, name, folders.problems)
        tables = [_read_table(path, file, folders.problems) for path, file in profile_files]
        profiles[id_] = _merge_profiles([table for table in tables if table is not None])
    folders.add_translated_labels("jurisdictions.toml", profiles)
    return {
        id_: _validate_table(profile, Jurisdiction, files[f"jurisdictions/{id_}"], folders.problems)
        for id_, profile in expand_groups(profiles, folders.members).items()
    }


def _read_clauses(folders: LibraryFolders, files: dict[str, str]) -> dict[str, Any]:
    """Return the clauses by id; None for a clause with faults.

    Parameters: `files`, a table to which the names of the clause files are added.
    """
    from tenderkit.library.clause import Clause

    problems = folders.problems
    clauses: dict[str, Any] = {}
    themes: dict[str, str] = {}
    for root in folders.roots:
        names_by_id: dict[str, str] = {}
        for path in list_clause_files(root):
            name, id_ = folders.name_file(path, root), path.stem
            if id_ in names_by_id:
                message = f"the id is taken by {names_by_id[id_]}"
                problems.append(Finding("id-twice", message, "Rename one of the two.", place=Place(name)))
            elif (theme := themes.setdefault(id_, path.parent.name)) != path.parent.name:
                message = f"replaces a clause of the theme “{theme}”"
                problems.append(Finding("overlay-forbidden", message, f"Put it into {theme}/.", place=Place(name)))
            names_by_id[id_] = files[id_] = name
            _check_id(id_, name, problems)
            table = _read_table(path, name, problems)
            if table is not None:
                table = {**expand_groups(table, folders.members), "id": id_, "theme": path.parent.name}
                clauses[id_] = _validate_table(table, Clause, name, problems)
    return clauses


def _check_hidden_clauses(
    overlays: Sequence[Overlay | None], clauses: Collection[str], problems: list[Finding]
) -> None:
    """Add a finding to `problems` for each id in `hide` of an overlay that is not the id of a clause."""
    for overlay in filter(None, overlays):
        for id_ in overlay.hide:
            if id_ not in clauses:
                message = f"there is no clause “{id_}” to hide"
                place = Place(overlay.file, "hide")
                problems.append(Finding("unknown-word", message, suggest_nearest(id_, clauses), place=place))


def _check_whole_library(
    library: Library, files: Mapping[str, str], broken: set[str], problems: list[Finding]
) -> None:
    """Check that the files of a library fit together, and add the faults to `problems`.

    Parameters: `broken`, the ids of clauses and profiles whose files have faults. Such an id is not reported as
    unknown.
    """
    from tenderkit.library.reading.check_library import check_library

    # Files without faults are checked even where others are broken.
    problems += [f for f in check_library(library, files) if not _names_broken_id(f, broken)]
    if not broken:
        _check_defaults(library, problems)


def _check_id(id_: str, name: str, problems: list[Finding]) -> None:
    """Add a finding to `problems` if the name of a file is not written as an id, such as `spare-parts`."""
    if not _ID.fullmatch(id_):
        fix = "Write small letters and digits, words joined by dashes: spare-parts.toml."
        problems.append(Finding("schema", f"“{id_}” is no id", fix, place=Place(name)))


def _names_broken_id(finding: Finding, ids: set[str]) -> bool:
    """Return whether a finding calls an id unknown only because the file of that id has faults.

    Parameters: `ids`, the ids whose files have faults.
    """
    named = re.match("“([^”]*)”", finding.message)
    unknown = finding.rule == "unknown-word" and named is not None and named[1].partition(".")[0] in ids
    return unknown or (finding.rule == "missing-profile" and "international" in ids)


def _is_out_of_bounds(root: Path, problems: list[Finding]) -> bool:
    """Return whether the folder of an overlay must not be read, and add the reasons to `problems`.

    The reasons are links, special files, files that are too large or in a wrong place, and too many files. Raises
    FileProblem where the folder does not exist.
    """
    if not root.is_dir():
        raise FileProblem(root, "is not there", "Name a folder that holds a library.toml.")
    findings: list[Finding] = []
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*folders, *(name for name in files if not name.startswith("."))):
            path = Path(folder) / name
            place = Place(path.as_posix())
            if path.is_symlink():
                findings.append(Finding("unreadable", "is a link", "Put a copy in its place.", place=place))
            elif path.suffix == ".toml" and not path.is_file():
                findings.append(Finding("unreadable", "is no ordinary file", "Take it away.", place=place))
            elif path.suffix == ".toml" and path.stat().st_size > MAX_BYTES:  # before the digest reads it whole
                findings.append(
                    Finding("unreadable", f"is larger than {MAX_BYTES:,} bytes", "Split it.", place=place)
                )
            elif ".toml" in name and name in files and not _is_read(path.relative_to(root)):
                fix = f"Call it {name.partition('.toml')[0]}.toml." if path.suffix != ".toml" else _PLACES
                findings.append(Finding("unread-file", "is in a place where it is not read", fix, place=place))
            count += path.suffix == ".toml"
    if count > MAX_FILES:
        message = f"holds {count:,} files, at most {MAX_FILES:,} are read"
        # Thousands of findings on single files would hide this one.
        findings = [Finding("unreadable", message, "Split the library.", place=Place(root.as_posix()))]
    new = [f for f in findings if f not in problems]
    problems += new
    return bool(findings)


def _is_read(inside: Path) -> bool:
    """Return whether a file is at a place in a library where files are read, or is the backup file of an editor.

    Parameters: `inside`, the path of the file in the folder of the library.
    """
    if inside.suffix != ".toml":
        # The backup files of an editor are no files of the library.
        return inside.name.startswith(".") or inside.name.endswith("~")
    depth = len(inside.parts)
    if inside.parts[0] == "translations":
        return depth == 3
    return inside.stem in _TOP if depth == 1 else depth == 2


def _read_overlay(root: Path, members: Members, problems: list[Finding]) -> Any:
    """Read the `library.toml` of an overlay; None if the file has faults. Raises FileProblem if it is missing."""
    path = root / "library.toml"
    name = path.as_posix()
    if not path.is_file():
        raise FileProblem(path, "is not there", "A library on top names itself there: title.en and version.")
    table = _read_table(path, name, problems)
    more = {
        "file": name,
        "digest": digest_folder(root),
        "clauses": sorted(path.stem for path in list_clause_files(root)),
    }
    return (
        None if table is None else _validate_table({**expand_groups(table, members), **more}, Overlay, name, problems)
    )


def _list_visible_files(root: Path, pattern: str) -> list[Path]:
    """Return the files below a folder that match a glob pattern, sorted, without hidden files and folders."""
    return sorted(p for p in root.glob(pattern) if not any(n.startswith(".") for n in p.relative_to(root).parts))


def list_clause_files(root: Path) -> list[Path]:
    """Return the paths of the clause files (`<theme>/<id>.toml`) in the folder of a library, sorted."""
    return [p for p in _list_visible_files(root, "*/*.toml") if p.parent.name not in NO_THEMES]


def _check_defaults(library: Library, problems: list[Finding]) -> None:
    """Check the parameter values in `defaults` of the overlays, and add the faults to `problems`."""
    from tenderkit.library.reading.parameter_table import Parameters

    for overlay in library.overlays:
        findings: list[Finding] = []
        _validate_table(overlay.defaults, Parameters, overlay.file, findings, library=library)
        problems += [replace(f, place=replace(f.place, key=f"defaults.{f.place.key}")) for f in findings]


def digest_folder(folder: Path) -> str:
    """Return the SHA-256 of the names and contents of all TOML files below a folder, in hexadecimal digits.

    A line ending CRLF counts as LF.
    """
    digest = hashlib.sha256()
    for path in _list_visible_files(folder, "**/*.toml"):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(os.fsencode(path.relative_to(folder).as_posix()) + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
