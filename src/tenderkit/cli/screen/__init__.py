# SPDX-License-Identifier: Apache-2.0
"""What a person sees on a terminal: one module for each command. Pipes and files get plain text from elsewhere."""
