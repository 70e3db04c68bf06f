"""What must not stand in a log: who somebody is, and what opens a door."""

import re
from typing import NamedTuple


class _Mask(NamedTuple):
    found: re.Pattern[str]
    shown: str


# In this order: a long number is a NIP before it is a telephone.
_MASKS = (
    _Mask(re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[surel]"),
    _Mask(
        re.compile(
            r"""(?ix)\b(authorization|cookie|set-cookie|sessionid|csrftoken|csrfmiddlewaretoken
            |token|secret|password|sandi|api[_-]?key|otp)(["']?\s*[:=]\s*)
            (?:"[^"]*"|'[^']*'|(?:bearer\s+|basic\s+)?[^\s,;&"']+)"""
        ),
        r"\1\2[rahasia]",
    ),
    # What we give to machines: tokens, and secrets that sign.
    _Mask(re.compile(r"\b(karsa_api_|whsec_)[\w+/=-]+"), r"\1[rahasia]"),
    _Mask(re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 [rahasia]"),
    _Mask(re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)"), "[NIP]"),
    _Mask(re.compile(r"(?<!\d)\d{16}(?!\d)"), "[NIK]"),
    _Mask(re.compile(r"(?<![\d.])(?:\+?62|0)[ -]?8\d{1,3}(?:[ -]?\d){6,9}(?!\d)"), "[telepon]"),
    # Tokens of links and keys: long, and of mixed letters and digits.
    _Mask(
        re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{24,}(?![\w-])"),
        "[kunci]",
    ),
)


def masked(text: str) -> str:
    """Return `text` without NIP, NIK, e-mail and telephone, tokens, cookies and passwords.

    Sixteen hex digits of a request's id stay; so do times, sums and keys of rows.
    """
    for mask in _MASKS:
        text = mask.found.sub(mask.shown, text)
    return text
