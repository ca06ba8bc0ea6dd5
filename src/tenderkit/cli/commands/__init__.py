# SPDX-License-Identifier: Apache-2.0
"""The commands: read options, call the pipeline, print, exit."""
