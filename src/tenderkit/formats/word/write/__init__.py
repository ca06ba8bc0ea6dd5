# SPDX-License-Identifier: Apache-2.0
"""Write the Word file of a paper, alone or in an authority's template, and lay it out as PDF."""
