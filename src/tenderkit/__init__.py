# SPDX-License-Identifier: Apache-2.0
"""tenderkit: circular-economy and e-waste clauses for public ICT tenders.

The flow is purchase file, `Purchase`, `Selection`, `Annex`, document. The map of the modules is
`README.md` beside this file; the command line is `tenderkit.cli`.
"""

__version__ = "0.2.0.dev0"
