# SPDX-License-Identifier: Apache-2.0
"""Write zip archives whose bytes follow from their content alone, the same on every machine."""

import io
import zipfile
from collections.abc import Mapping

# The time of all files in an archive: no clock gets into it. It is what Word itself writes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def write_archive(members: Mapping[str, bytes], level: int = 0) -> bytes:
    """Return a zip archive of files, in their order.

    Parameters: `members`, their contents by their paths; `level`, of compression, from 1 to 9, and 0 for none. What a
    compression returns is not the same on every machine.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.create_system = 0
            member.compress_type = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            archive.writestr(member, content, compresslevel=level or None)
            member.external_attr = 0  # zipfile puts in the permissions of Unix
    return buffer.getvalue()


def rewrite_archive(archive: io.BytesIO, level: int = 0) -> bytes:
    """Return an archive with the same files in the same order, as `write_archive` writes it."""
    with zipfile.ZipFile(archive) as drawn:
        return write_archive({name: drawn.read(name) for name in drawn.namelist()}, level)
