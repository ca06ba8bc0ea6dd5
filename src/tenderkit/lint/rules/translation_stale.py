# SPDX-License-Identifier: Apache-2.0
"""translation-stale: a translation was made from an older English text.

Each table of a translation records the digest of the English texts from which it was made, that of a clause the
version, too; the files of labels do so in [made-from]. Catches records that differ from the present English texts. A
source whose translation is out of date is printed in English; so is such a clause, where the annex allows English.

Passes:  version and sha256 of the English text as it is
Fails:   a deadline was changed in English, and the translation names the old one

Compare the two texts, correct the translation, and record the version and the digest that the finding names.
"""

from collections.abc import Iterator

from tenderkit.findings import Place
from tenderkit.library.translations import digest_english_texts, digest_source, find_stale_labels
from tenderkit.lint.catalogue import Catalogue, Fault

SEVERITY = "warn"


def check(catalogue: Catalogue) -> Iterator[Fault]:
    """Find the translations that were made from an older English text."""
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
        for id_, titles in tongue.sources.items():
            source = library.sources.get(id_)
            if source and (digest := digest_source(source, titles)) != titles.sha256:
                place = Place(f"translations/{language}/sources.toml", id_)
                yield Fault("was made from another English text", f'Mend it, then write sha256 = "{digest}".', place)
        for file, entry, digest in find_stale_labels(library, language):
            place = Place(f"translations/{language}/{file}", f"made-from.{entry}")
            fix = f'Mend it, then write "{digest}".' if digest else "Take it out: there is no such entry."
            yield Fault("was made from another English text", fix, place)
