# SPDX-License-Identifier: Apache-2.0
"""Read the text of purchase files, TOML or JSON, and validate the content against the library."""

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
    """Validate the parsed content of a purchase file, and return the `Purchase`.

    Parameters: `name`, of the file for messages; `form`, `toml` or `json`; `language`, used in place of that of the
    file; `within`, the data with the library to validate against, the shipped ones when absent. Raises InvalidInput
    with the first MAX_FINDINGS problems, and the number of the others.
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
    """Parse and validate the text of a purchase file, and return the `Purchase`.

    Parameters and errors are those of `validate_purchase`; InvalidInput also where the text is not TOML or JSON.
    """
    data = parse_json(text, name) if form == "json" else parse_toml(text, name)
    return validate_purchase(data, name, form, language, within)
