# SPDX-License-Identifier: Apache-2.0
"""Read the text layer of a PDF as a person sees it, in a process with bounds on its time and memory."""
