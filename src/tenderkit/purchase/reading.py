# SPDX-License-Identifier: Apache-2.0
"""Read the text of purchase files, TOML or JSON, and validate the content against the library."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.findings import Finding
from tenderkit.library.language import Language
from tenderkit.library.library import ENGLISH, Library
from tenderkit.library.reading.english_words import tell_in_english
from tenderkit.library.reading.shipped_data import ShippedData, load_shipped_data
from tenderkit.library.reading.text_files import parse_json, parse_toml

# The language of a file that cannot be parsed, and so the first one that it names.
_LANGUAGE = re.compile(r"""\blanguage["']?\s*[=:]\s*\[?\s*["']([\w-]+)""")
# More problems of one file than anybody reads; the others are counted.
MAX_FINDINGS = 200
# The form of a right entry by the last key of its path, for an entry that is missing or has a wrong type. Tables are
# told in words of the frame.
_TABLES = {"tender": "purchase.write-tender", "lots": "purchase.write-lots"}
_FORMS = {
    "tenderkit": "tenderkit = 1",
    "language": 'language = "en"',
    "title": 'title = "Laptops for schools"',
    "launch": "launch = 2027-01-15",
    "acquisition": 'acquisition = "purchase"',
    "items": 'items = [{ category = "laptop", quantity = 100 }]',
    "returns": 'returns = [{ category = "laptop", quantity = 100 }]',
    "quantity": "quantity = 100",
    "value": 'value = { amount = 450000, currency = "EUR" }',
    "amount": "amount = 450000",
    "currency": 'currency = "EUR"',
    "clause": 'clause = "take-back"',
    "reason": 'reason = "…"',
}


def validate_purchase(
    data: Mapping[str, Any], name: str, form: str, language: str | None = None, within: ShippedData | None = None
) -> Any:
    """Validate the parsed content of a purchase file, and return the `Purchase`.

    Parameters: `name`, the name of the file for messages; `form`, the format of the file, `toml` or `json`;
    `language`, a language that replaces the language in the file, or two with a comma between them; `within`, the
    data with the library to validate against, None for the shipped data. Raises InvalidInput with the first
    `MAX_FINDINGS` problems, and the number of further problems.
    """
    from pydantic_core import ValidationError

    from tenderkit.library.reading.validation import make_findings
    from tenderkit.purchase.purchase import Purchase, validate_content

    here = within or load_shipped_data()
    given = data.get("language")
    if language is not None:
        languages = language.split(",")
        data = {**data, "language": languages if len(languages) > 1 else language}
    try:
        purchase = validate_content(data, here.library, here.languages, form)
    except ValidationError as error:
        words = _find_language(data, here)
        findings = make_findings(error, Purchase, name, MAX_FINDINGS, words)
        findings = [_add_form(_place_answer(finding, here.library, words), words) for finding in findings]
        raise InvalidInput(findings).in_language(words.code) from None
    # One language of a file with two: its papers belong to the annex in both.
    pair = tuple(given) if isinstance(given, list) and len(given) == 2 else ()
    if purchase.language in pair and all(code in here.languages for code in pair):
        return replace(purchase, both_languages=pair)
    return purchase


def _find_language(data: Mapping[str, Any], within: ShippedData) -> Language:
    """Return the language of the findings on a purchase file: its own, or English where that is not known."""
    given = data.get("language")
    first = given[0] if isinstance(given, list | tuple) and given else given
    return within.language(first if first in within.languages else ENGLISH)


def _place_answer(finding: Finding, library: Library, words: Language) -> Finding:
    """Return a finding on an unknown key, with where the key belongs if it is a question whose answer has no key."""
    table, _, key = (finding.place.key or "").rpartition(".")
    question = library.questions.get(key)
    if finding.rule != "unknown-key" or question is None or question.key is not None or not table:
        return finding
    example = question.example or "…"
    return replace(finding, fix=words.text("purchase.write-answer", name=key, example=example))


def _add_form(finding: Finding, words: Language) -> Finding:
    """Return a finding without advice, with the form of a right entry if the entry is missing or has a wrong type."""
    key = (finding.place.key or "").rpartition(".")[2]
    if finding.fix or not finding.rule.endswith(("missing", "missing-key", "-type")):
        return finding
    if key in _TABLES:
        return replace(finding, fix=words.text(_TABLES[key]))
    return replace(finding, fix=words.text("purchase.write", form=_FORMS[key])) if key in _FORMS else finding


def parse_purchase(
    text: str, name: str, form: str, language: str | None = None, within: ShippedData | None = None
) -> Any:
    """Parse and validate the text of a purchase file, and return the `Purchase`.

    Parameters: `text`, the text of the file; the other parameters are those of `validate_purchase`. Raises
    InvalidInput where the text is empty or not valid TOML or JSON, or the content is not valid.
    """
    try:
        data = _parse_text(text, name, form)
    except InvalidInput as error:
        here = within or load_shipped_data()
        given = language.split(",") if language else _LANGUAGE.findall(text)[:1]
        words = _find_language({"language": given}, here)
        raise InvalidInput(map(words.tell, error.findings)).in_language(words.code) from None
    return validate_purchase(data, name, form, language, within)


def _parse_text(text: str, name: str, form: str) -> dict[str, Any]:
    """Parse the text of a purchase file. Raises InvalidInput where it is empty, or not valid TOML or JSON."""
    data = {}
    if text.strip():
        data = parse_json(text, name) if form == "json" else parse_toml(text, name)
    if not data:
        raise InvalidInput([tell_in_english("empty", name, "files.empty")])
    return data
