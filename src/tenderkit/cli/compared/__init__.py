# SPDX-License-Identifier: Apache-2.0
"""Read what the commands `diff`, `lock` and `upgrade` compare, and print what differs."""
