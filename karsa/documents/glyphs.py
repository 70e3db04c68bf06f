"""Which characters our fonts can draw. PDF/A refuses a page with one that they cannot."""

import re
import unicodedata
from typing import Any

# Drawn by the fonts inside the typst package, upright, bold and italic; a test prints them all.
DRAWN = (
    "\n\x20-\x7e\xa0-\xac\xae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0484\u0487-\u04ff"
    "\u1e00-\u1f15\u2000-\u200a\u2010-\u2029\u202f-\u2040\u2044-\u2052\u2070-\u2071\u2074-\u208e"
    "\u2090-\u209c\u20a0-\u20c0\u2100-\u211e\u2122\u2126-\u2151\u2153-\u2184\u2190-\u23ff"
    "\u2460-\u2606\u2609-\u262f\u2713-\u2714"
)
_NOT_DRAWN = re.compile(f"[^{DRAWN}]")
GAP = "\u25a1"


def drawable(value: Any) -> Any:
    """Return a nested plain value whose texts can all be drawn.

    A letter of another script or an emoji becomes a visible box, so that the reader sees that
    something stood there; invisible marks and control characters go.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: drawable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(inner) for inner in value]
    return value


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _NOT_DRAWN.sub(_instead, unicodedata.normalize("NFC", lines))


def _instead(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0])[0] in "CM" else GAP
