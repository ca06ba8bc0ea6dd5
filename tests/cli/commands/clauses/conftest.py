# SPDX-License-Identifier: Apache-2.0
"""A library on top, in the current folder."""

from pathlib import Path

HEAD = 'title.en = "House rules"\nversion = "2027.1"\n'
# In order in every respect, at every fail level.
CLAUSE = """\
version = 1
status = "stable"
kind = "contract-performance-clause"
group = "end-of-use"
levels = ["core", "comprehensive"]
sets = ["standard"]
requires = ["remedies"]
applies = [{ categories = ["display"], acquisition = ["purchase"] }]

[text]
title = "Labels on each unit"
requirement = "The contractor shall label each unit with its collection date on the day of collection."
verification = { declaration = "Acceptance of the clause.", document = "Photograph of a label in use." }
question = "Which label shall each unit carry?"
guidance = "Use it where several firms collect."
remedy = "The contractor labels the unit within 5 working days after the written notice."

[[examples]]
facts = { acquisition = "purchase", categories = ["display"] }
applies = true
[[examples]]
facts = { acquisition = "lease", categories = ["display"] }
applies = false
"""


def house(folder: str = "house", head: str = HEAD, **files: str) -> str:
    """A library on top in a folder of this name; `files` by path, with `__` for a slash and `_` for a dash."""
    for path, text in {"library": head, **files}.items():
        file = Path(folder, f"{path.replace('__', '/').replace('_', '-')}.toml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
