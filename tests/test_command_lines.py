# SPDX-License-Identifier: Apache-2.0
import shlex

import pytest

from tenderkit.command_lines import join_words, quote_word


@pytest.mark.parametrize("word", ["laptops.toml", "a b", "it's", "$HOME", "`x`", "ü.toml", ""])
def test_a_posix_shell_reads_the_words_back(word: str) -> None:
    assert shlex.split(join_words(["tenderkit", word], "posix")) == ["tenderkit", word]


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("laptops.toml", "laptops.toml"),
        (r"C:\tenders\laptops.toml", r"C:\tenders\laptops.toml"),
        ("two words.toml", '"two words.toml"'),
        ("it's.toml", '"it\'s.toml"'),
        ("annex,notes", '"annex,notes"'),
        ("a&b", '"a&b"'),
        ("$cost.toml", "'$cost.toml'"),
        ("it's $5", "'it''s $5'"),
        ("", '""'),
    ],
)
def test_a_word_is_quoted_for_the_shells_of_windows(word: str, typed: str) -> None:
    assert quote_word(word, "nt") == typed
