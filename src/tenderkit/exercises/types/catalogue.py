# SPDX-License-Identifier: Apache-2.0
"""All types of exercises, by name."""

from collections.abc import Mapping

from tenderkit.exercises.exercise import ExerciseType
from tenderkit.exercises.types.choose_clauses import CHOOSE_CLAUSES
from tenderkit.exercises.types.hierarchy_sort import HIERARCHY_SORT
from tenderkit.exercises.types.map_to_l1061 import MAP_TO_L1061
from tenderkit.exercises.types.policy_trace import POLICY_TRACE
from tenderkit.exercises.types.stage_placement import STAGE_PLACEMENT
from tenderkit.exercises.types.term_match import TERM_MATCH

TYPES: Mapping[str, ExerciseType] = {
    type_.name: type_
    for type_ in (CHOOSE_CLAUSES, STAGE_PLACEMENT, HIERARCHY_SORT, MAP_TO_L1061, POLICY_TRACE, TERM_MATCH)
}
