# SPDX-License-Identifier: Apache-2.0
"""The commands of tenderkit: each reads its options, calls the pipeline, and prints the result."""
