# SPDX-License-Identifier: Apache-2.0
"""Write what differs in the format that is asked for."""

from tenderkit.compare.difference import StateDifference
from tenderkit.formats.text.differences import lines


def write_difference(difference: StateDifference, form: str, *, ok: bool) -> bytes:
    """Return what differs as a file in a format, `text`, `json`, `md` or `html`.

    Parameters: `ok`, whether the exit code is 0, which JSON answers say.
    """
    if form == "json":
        from tenderkit.formats.text.json import build_envelope, format_json

        text = format_json(build_envelope("diff", lines.build_data(difference), [], ok=ok))
    elif form == "html":
        from tenderkit.formats.text.differences.page import render_html

        text = render_html(difference)
    else:
        text = lines.render_markdown(difference) if form == "md" else lines.render(difference)
    return text.encode()
