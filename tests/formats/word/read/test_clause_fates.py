# SPDX-License-Identifier: Apache-2.0
"""The words that a manifest records, and the words in the text."""

import pytest
from lxml import etree

from tenderkit.formats.word.read.clause_fates import read_made_words, read_words_of_original
from tenderkit.formats.word.read.open_docx import open_word
from tenderkit.formats.word.write import package
from tests.support import EXAMPLES, example, word_parts

MANIFEST = "customXml/item1.xml"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_the_manifest_records_the_words_that_are_printed_and_no_others(name: str, rtl: bool) -> None:
    opened = open_word(package.zip_parts(word_parts(example(name, rtl=rtl)), stored=True), "x.docx")
    clauses, others = read_made_words(opened)
    assert others
    assert clauses.keys() == {clause.tag for clause in example(name).printed}
    assert (clauses, others) == read_words_of_original(opened)


def test_no_line_of_the_contents_is_among_the_words_outside_clauses() -> None:
    made = example("small-laptops")
    opened = open_word(package.zip_parts(word_parts(made), stored=True), "x.docx")
    _, others = read_made_words(opened)
    titles = {clause.title for clause in made.printed}
    assert not titles & set(others or ())


def test_an_older_manifest_has_no_words() -> None:
    parts = dict(word_parts(example("small-laptops")))
    manifest = etree.fromstring(parts[MANIFEST])
    for record in manifest.iter("{*}clause"):
        del record[:]
    for record in manifest.findall("{*}words"):
        manifest.remove(record)
    older = package.zip_parts({**parts, MANIFEST: etree.tostring(manifest)}, stored=True)
    assert read_made_words(open_word(older, "x.docx")) == ({}, None)
