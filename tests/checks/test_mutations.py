# SPDX-License-Identifier: Apache-2.0
"""Damaged documents are checked or refused; `python -m tests.checks.mutations` tries many more."""

import pytest

from tests.checks.mutations import damage, try_document


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_document_is_checked_or_refused_with_findings(seed: int) -> None:
    assert try_document(damage(seed)) in ("checked", "refused")
