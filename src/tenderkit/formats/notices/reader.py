# SPDX-License-Identifier: Apache-2.0
"""Read a notice, whichever of the formats it is in."""

from tenderkit.formats.notices.eforms_reader import read_eforms
from tenderkit.formats.notices.ocds_reader import read_ocds
from tenderkit.library.language import list_three_letter_codes
from tenderkit.notices.codes import EformsCodes
from tenderkit.notices.read_notice import ReadNotice

_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


def read_notice(content: bytes, name: str, codes: EformsCodes) -> ReadNotice:
    """Return the notice in a file: an eForms notice in XML, or an OCDS release, package or record in JSON.

    Parameters: `name`, the name of the file for messages. Raises InvalidInput where the file is none of these.
    """
    if content.lstrip().startswith(_XML_STARTS):
        countries = {long: short for short, long in list_three_letter_codes().items()}
        languages = {long: short for short, long in codes.languages.items()}
        return read_eforms(content, name, countries, languages)
    return read_ocds(content, name)
