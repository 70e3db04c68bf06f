"""Names as letters print them, where a staff file shouts them in capitals."""

import re

# Stay in capitals: what people read letter by letter.
_LETTERS = frozenset(
    (
        *("ASN", "PNS", "PPPK", "BKPSDM", "BPBD", "DPRD", "OPD", "UPT", "UPTD", "BLUD", "LPSE"),
        *("RSUD", "IGD", "KIA", "KB", "UKP", "UKM", "UMKM", "PKK", "KTP", "IT", "TIK"),
        *("PAUD", "TK", "SD", "SDN", "SMP", "SMPN", "SMA", "SMAN", "SMK"),
    )
)
_SMALL = frozenset(("atas", "dan", "dari", "dengan", "di", "ke", "oleh", "pada", "untuk", "yang"))
_ROMAN = re.compile(r"[IVX]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def readable(text: str) -> str:
    """Return `text` in capitals and small letters if it is written in capitals alone.

    "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL" becomes "Dinas Kependudukan dan Pencatatan Sipil";
    abbreviations and Roman numerals stay. A text with any small letter is somebody's own
    spelling and stays as it is. Source: house rule, for names on screens and in documents.
    """
    if text != text.upper():
        return text
    return _WORD.sub(_spell, text)


def _spell(found: re.Match[str]) -> str:
    word = found.group()
    if len(word) == 1 or word in _LETTERS or _ROMAN.fullmatch(word):
        return word
    return word.lower() if found.start() and word.lower() in _SMALL else word.capitalize()
