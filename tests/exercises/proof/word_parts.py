# SPDX-License-Identifier: Apache-2.0
"""The parts of a Word file or a workbook."""

import io
import zipfile


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the bytes of each part of a file by its name, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
