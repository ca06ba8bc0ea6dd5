# SPDX-License-Identifier: Apache-2.0
"""Read purchase files: parse the text, validate it against the library."""

from collections.abc import Mapping
from typing import Any

from tenderkit.errors import InvalidInput
from tenderkit.library.reading.shipped_data import ShippedData, load_shipped_data
from tenderkit.library.reading.text_files import parse_json, parse_toml

# More problems of one file than anybody reads; the others are counted.
MAX_FINDINGS = 200


def validate_purchase(
    data: Mapping[str, Any], name: str, form: str, language: str | None = None, within: ShippedData | None = None
) -> Any:
    """Return the purchase that parsed data describe.

    Parameters: `name` of the file, for messages; `form`, `toml` or `json`; `language`, which overrides that of
    the file; `within`, the data it is validated against, the shipped ones when absent. Returns the `Purchase`.
    Raises InvalidInput with the first MAX_FINDINGS problems, and the number of the others.
    """
    from pydantic import ValidationError

    from tenderkit.library.reading.validation import make_findings
    from tenderkit.purchase.purchase import Purchase

    here = within or load_shipped_data()
    context = {"library": here.library, "languages": here.languages, "format": form}
    if language is not None:
        data = {**data, "language": language}
    try:
        return Purchase.model_validate(data, context=context)
    except ValidationError as error:
        raise InvalidInput(make_findings(error, Purchase, name, MAX_FINDINGS)) from None


def parse_purchase(
    text: str, name: str, form: str, language: str | None = None, within: ShippedData | None = None
) -> Any:
    """Return the purchase that the text of a file describes; parameters and errors as for `validate_purchase`."""
    data = parse_json(text, name) if form == "json" else parse_toml(text, name)
    return validate_purchase(data, name, form, language, within)
