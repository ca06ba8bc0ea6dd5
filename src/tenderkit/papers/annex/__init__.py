# SPDX-License-Identifier: Apache-2.0
"""The annex to the tender documents that tenderers read, composed part by part."""
