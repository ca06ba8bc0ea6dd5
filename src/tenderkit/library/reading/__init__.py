# SPDX-License-Identifier: Apache-2.0
"""Read the files of a library, validate them, and check that they fit together; all faults are reported at once."""
