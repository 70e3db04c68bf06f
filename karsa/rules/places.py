"""National codes of areas: province, regency, district, village, each inside the one before."""

import re

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# "52.71.01.1001": 2, 2, 2 and 4 digits; the later ones may be missing.
_CODE = re.compile(r"(\d\d)(?:\.?(\d\d))?(?:\.?(\d\d))?(?:\.?(\d{4}))?")


def area_code(text: str) -> str:
    """Return a code with its dots: "5271011001" and "52.71.01.1001" are one.

    Raises: Refused if it is none. Source: Kemendagri, Permendagri 137/2017 and its successors.
    """
    found = _CODE.fullmatch(text.strip().rstrip("."))
    if found is None:
        raise Refused(_("“%(text)s” bukan kode wilayah seperti 52.71.01.1001."), text=text[:40])
    return ".".join(part for part in found.groups() if part)
