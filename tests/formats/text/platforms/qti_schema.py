# SPDX-License-Identifier: Apache-2.0
"""The public schema of QTI 2.1, which is not part of the project."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

SCHEMA = Path(__file__).parents[5] / "shared" / "data" / "qti" / "qtiv2p1" / "imsqti_v2p1.xsd"
needs_schema = pytest.mark.skipif(
    not SCHEMA.is_file(), reason="needs the public schema in ../shared/data/qti, which is not shipped"
)


@cache
def _read_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def find_errors(files: Mapping[str, str]) -> list[str]:
    """What the schema finds in the test and the items of a package, by file."""
    errors = []
    for name, text in files.items():
        if name != "imsmanifest.xml" and not _read_schema().validate(etree.fromstring(text.encode())):
            errors += [f"{name}: {error.message}" for error in _read_schema().error_log]
    return errors
