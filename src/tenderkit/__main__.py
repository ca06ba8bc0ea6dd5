# SPDX-License-Identifier: Apache-2.0
"""`python -m tenderkit` does what `tenderkit` does."""

from tenderkit.cli import main

main()
