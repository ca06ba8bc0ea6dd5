# SPDX-License-Identifier: Apache-2.0
"""The defects that an exercise plants in an annex, and the unusual but sound entries, which are no defects."""
