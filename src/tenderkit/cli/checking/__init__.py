# SPDX-License-Identifier: Apache-2.0
"""What `check` does with the files that it is given: check each, leave out what is known, print what is found."""
