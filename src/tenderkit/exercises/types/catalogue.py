# SPDX-License-Identifier: Apache-2.0
"""All types of exercises, by name."""

from collections.abc import Mapping

from tenderkit.exercises.exercise import ExerciseType
from tenderkit.exercises.types.choose_clauses import CHOOSE_CLAUSES
from tenderkit.exercises.types.hierarchy_sort import HIERARCHY_SORT
from tenderkit.exercises.types.map_to_l1061 import MAP_TO_L1061
from tenderkit.exercises.types.policy_trace import POLICY_TRACE
from tenderkit.exercises.types.spot_the_defect import NAME
from tenderkit.exercises.types.stage_placement import STAGE_PLACEMENT
from tenderkit.exercises.types.term_match import TERM_MATCH

# Its rows are defects: each is located, named, explained and mended, for a point each.
SPOT_THE_DEFECT = ExerciseType(NAME, "LO3", {3: 5, 4: 7}, 8.0, True, None, 4)
TYPES: Mapping[str, ExerciseType] = {
    type_.name: type_
    for type_ in (
        SPOT_THE_DEFECT,
        CHOOSE_CLAUSES,
        STAGE_PLACEMENT,
        HIERARCHY_SORT,
        MAP_TO_L1061,
        POLICY_TRACE,
        TERM_MATCH,
    )
}
