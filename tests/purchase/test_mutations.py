# SPDX-License-Identifier: Apache-2.0
from hypothesis import example, given
from hypothesis import strategies as st

import tenderkit
from tests.purchase.mutations import damage, try_purchase


@given(st.integers(0, 2**32))
@example(290234)  # a line whose category is null
def test_a_damaged_purchase_is_built_or_refused_and_never_crashes(seed: int) -> None:
    assert try_purchase(damage(seed), tenderkit.load_library()) in ("built", "refused")


def test_the_same_seed_damages_alike() -> None:
    assert damage(7) == damage(7)
    assert damage(7) != damage(8)
