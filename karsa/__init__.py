"""Karsa: performance management for civil servants.

The version is the first heading of CHANGELOG.md, so that the two cannot disagree.
"""

import re
from pathlib import Path

_CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
_HEADING = re.search(r"^## (\d\S*)", _CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
__version__ = _HEADING[1] if _HEADING else "0"
