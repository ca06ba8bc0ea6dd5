# SPDX-License-Identifier: Apache-2.0
"""All types of exercises, by name."""

from collections.abc import Mapping

from tenderkit.exercises.exercise import ExerciseType
from tenderkit.exercises.types.choose_clauses import CHOOSE_CLAUSES
from tenderkit.exercises.types.evaluate_bids import EVALUATE_BIDS
from tenderkit.exercises.types.hierarchy_sort import HIERARCHY_SORT
from tenderkit.exercises.types.life_cycle_cost import LIFE_CYCLE_COST
from tenderkit.exercises.types.map_to_l1061 import MAP_TO_L1061
from tenderkit.exercises.types.policy_trace import POLICY_TRACE
from tenderkit.exercises.types.rewrite_clause import REWRITE_CLAUSE
from tenderkit.exercises.types.set_weights import SET_WEIGHTS
from tenderkit.exercises.types.spot_the_defect import SPOT_THE_DEFECT
from tenderkit.exercises.types.stage_placement import STAGE_PLACEMENT
from tenderkit.exercises.types.term_match import TERM_MATCH

TYPES: Mapping[str, ExerciseType] = {
    type_.name: type_
    for type_ in (
        SPOT_THE_DEFECT,
        CHOOSE_CLAUSES,
        REWRITE_CLAUSE,
        SET_WEIGHTS,
        LIFE_CYCLE_COST,
        STAGE_PLACEMENT,
        HIERARCHY_SORT,
        MAP_TO_L1061,
        POLICY_TRACE,
        EVALUATE_BIDS,
        TERM_MATCH,
    )
}
