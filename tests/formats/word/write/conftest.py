# SPDX-License-Identifier: Apache-2.0
"""What the tests of Word files share."""

import os
from collections.abc import Iterator

import pytest

from tests.formats.word.write.icu_program import Icu, find_python_with_icu, open_icu


@pytest.fixture(scope="module")
def icu() -> Iterator[Icu]:
    """ICU, of the Python that the environment was made from or of the system.

    Where it is missing the test is skipped, or fails where TENDERKIT_REQUIRE_ALL=1 says that all must run.
    """
    program = find_python_with_icu()
    if program is None:
        reason = "no Python with PyICU (python3-icu)"
        if os.environ.get("TENDERKIT_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with open_icu(program) as one:
        yield one
