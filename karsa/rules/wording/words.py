"""A statement as words: small letters, no numbering, no brackets, the usual slips mended."""

import re
import unicodedata
from functools import lru_cache

from karsa.rules.wording import lexicon

# "1.", "a)", "-", "•" before the statement.
_NUMBERING = re.compile(r"^\s*(?:(?:\d{1,3}|[a-z])[.)]\s+|[-–—•*·]+\s*)+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WORD = re.compile(r"[<>≤≥]?\d[\d.,]*\s?%|dan/atau|[^\W_]+(?:['’-][^\W_]+)*|[<>≤≥&]")
# "di laksanakan": a prefix written as a preposition.
_APART = re.compile(
    r"\bdi[ -](?=(?!pe|ke)[a-z]{4,}kan(?:nya)?\b|proses|(?:tindak ?lanjut|layan|penuh|milik|setuju"
    r"|sepakat|tangan|lengkap|awas|ikut|akses)i(?:nya)?\b|evaluasi|verifikasi|validasi|update|upload|input)"
)
# "meng-upload", "mem backup", "di-update" are one word.
_HYPHEN = re.compile(r"\b(me(?:ng?|m)?|di|ter|ber|pe(?:ng?|m)?)-(?=[a-z])")
# "mlakukan", "mnyusun": no Indonesian word begins so.
_HASTE = re.compile(r"^m(?=[lnr][aiueony])|^m(?=ng|ny|mb|mp)")
# "rata – rata", "meningkat nya".
_TWICE = re.compile(r"\b(\w{3,}) ?[-–—] ?\1\b")
_LOOSE_NYA = re.compile(r"(?<=[a-z]{5}) nya\b")
# "Setiap hari mencatat …": when, not of what.
_WHEN = re.compile(
    r"^(?:se)?tiap (?:hari|pagi|minggu|bulan|triwulan|semester|tahun)(?: kerja)?,? (?=\w)",
    re.IGNORECASE,
)
_FIXED = re.compile("|".join(rf"\b{phrase}\b" for phrase in lexicon.FIXED))


def plain(text: str) -> str:
    """Return `text` in small letters with single blanks, without numbering and outer dots."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NUMBERING.sub("", text).split()).strip(" .;:,\"'“”")


@lru_cache(maxsize=20_000)
def split(text: str) -> tuple[str, ...]:
    """Return the words of `text` for judging; a name of several words is joined by hyphens."""
    text = _BRACKETS.sub(" ", plain(text)) if _BRACKETS.sub("", text).strip() else plain(text)
    text = _HYPHEN.sub(r"\1", _APART.sub("di", _WHEN.sub("", text)))
    text = _LOOSE_NYA.sub("nya", _TWICE.sub(r"\1-\1", text))
    text = _FIXED.sub(lambda found: found.group().replace(" ", "-"), text)
    return tuple(_HASTE.sub("me", word) for word in _WORD.findall(text))


def spoken(statement: str) -> list[str]:
    """Return the words as written, for a new sentence: abbreviations kept, capitals calmed."""
    text = _NUMBERING.sub("", " ".join(statement.split())).strip(" .;:,\"'“”")
    text = _WHEN.sub("", text)
    words = (text.lower() if len(text) > _SHOUT and text == text.upper() else text).split()
    if words and not words[0][1:2].isupper():
        words[0] = words[0].lower()
    return words


_SHOUT = 12
