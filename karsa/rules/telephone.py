"""Telephone numbers as gateways want them."""

import re

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# A mobile number of Indonesia: after 08 seven to eleven digits more (PM Kominfo 14/2018).
_MOBILE = re.compile(r"(?:0|62)(8\d{7,11})")


def mobile(written: str) -> str:
    """Return a mobile number as digits with the country first: "0812-3456-789" → "628123456789".

    Raises: Refused for what is none.
    """
    found = _MOBILE.fullmatch(re.sub(r"[\s.()+-]", "", written))
    if found is None:
        raise Refused(_("Tulis nomor ponsel yang dimulai dengan 08, misalnya 0812 3456 7890."))
    return f"62{found[1]}"
