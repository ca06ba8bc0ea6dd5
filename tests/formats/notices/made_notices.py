# SPDX-License-Identifier: Apache-2.0
"""Notices of the shipped examples, made once."""

import json
from functools import cache
from typing import Any

from tenderkit.library.reading.shipped_data import list_example_purchases, load_shipped_data
from tenderkit.notices.codes import NoticeTables
from tenderkit.notices.composition import compose_notice
from tenderkit.notices.not_held import NoticeFormat
from tenderkit.notices.notice import Notice, NoticeFile
from tenderkit.notices.read_tables import read_notice_tables
from tenderkit.pipeline import NoticeOptions, make_notice, select_clauses
from tests.support import example_purchase

EXAMPLES = tuple(list_example_purchases())


@cache
def tables() -> NoticeTables:
    return read_notice_tables((), load_shipped_data().library)


@cache
def notice_of(name: str) -> Notice:
    """The notice of an example as plain values."""
    data, purchase = load_shipped_data(), example_purchase(name)
    selection = select_clauses(purchase, data)
    return compose_notice(selection, data.language(purchase.prevailing_language), tables(), with_value=False)


@cache
def written(name: str, format_: NoticeFormat, *, with_value: bool = False) -> NoticeFile:
    """The notice of an example in a format."""
    options = NoticeOptions(format_, with_value=with_value)
    return make_notice(example_purchase(name), load_shipped_data(), tables(), options)


@cache
def package_of(name: str, *, with_value: bool = False) -> Any:
    """The OCDS release package of an example."""
    return json.loads(written(name, "ocds", with_value=with_value).content)
