# SPDX-License-Identifier: Apache-2.0
"""translation-stale: a translation was made from another English text than the present one.

Each table of a translation records the version and the digest of the English texts that it was made from; the files
of labels do so in [made-from]. Catches those that differ from what the English texts give today. A clause whose
translation is out of date is printed in English, and only where that is allowed.

Passes:  version and sha256 of the English text as it is
Fails:   a deadline was changed in English, and the translation names the old one

Compare the two texts, mend the translation, and write down the version and the digest that the finding names.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.library.translations import digest_english_texts, find_stale_labels
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the translations of an older text."""
    library = catalogue.library
    for language, tongue in catalogue.translations.items():
        for id_, translation in tongue.clauses.items():
            if id_ not in library.clauses:
                continue
            clause = library.clauses[id_]
            digest = digest_english_texts(clause, translation)
            if digest != translation.sha256 or clause.version != translation.version:
                place = Place(catalogue.files.get(f"translations/{language}/{id_}"), id_, clause=id_)
                fix = f'Mend it, then write version = {clause.version} and sha256 = "{digest}".'
                yield Fault("was made from another English text", fix, place)
        for file, entry, digest in find_stale_labels(library, language):
            place = Place(f"translations/{language}/{file}", f"made-from.{entry}")
            fix = f'Mend it, then write "{digest}".' if digest else "Take it out: there is no such entry."
            yield Fault("was made from another English text", fix, place)
