"""What a text from the public waits for a person for: personal data, links, insults."""

import re
import unicodedata

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|id|net|org|info|xyz)\b", re.IGNORECASE)
_MAIL = re.compile(r"\S+@\S+\.\S+")
# Digits that belong together, however people part them.
_DIGITS = re.compile(r"\+?\d(?:[\s.-]?\d){8,}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MOBILE = re.compile(r"(?:\+?62|0)\s?8")
_NIK, _NIP = 16, 18
# "Pak Made" is somebody; "Pak Camat" and "Ibu hamil" are not.
_NAMED = re.compile(
    r"\b(?:[Pp]ak|[Bb]apak|[Bb]pk|[Bb]u|[Ii]bu|[Ss]dri?|[Ss]audar[ai]|[Dd]okter|[Dd]r|[Bb]idan|[Ss]uster)"
    r"\.?\s+([A-Z][a-z]+)"
)
_OFFICES = frozenset(
    re.findall(
        r"\w+",
        """
    Bupati Wakil Gubernur Menteri Presiden Wali Walikota Camat Lurah Kepala Kades Kadis Kadus
    Sekretaris Ketua Direktur Guru Dokter Bidan Perawat Petugas Pegawai Satpam Hakim Polisi
    Ibu Bapak Hamil Rumah Kota Desa Kelurahan Dinas
    """,
    )
)
# Words that insult whoever they are said of; a moderator sees the sentence around them.
_RUDE = frozenset(
    re.findall(
        r"\w+",
        """
        anjing anjir anjay asu babi bacot bajingan bangsat bego bejat berengsek brengsek biadab
        bodoh budeg cukimai dungu goblok gembel idiot jancok jancuk jembut kampret kampang keparat
        kimak kontol lonte memek mampus ngentot pantek pelacur pepek perek puki sinting sialan
        setan tai taik tolol tempik
        """,
    )
)
_AS_LETTERS = str.maketrans("013457@$!", "oieastasi")
_REPEATED = re.compile(r"(.)\1+")


def held_because(text: str) -> str:
    """Return why a text from the public waits for a moderator; empty if it can be shown.

    It may be wrong both ways: nothing is deleted by it, and a person reads what it held.
    """
    if _MAIL.search(text):
        return _("memuat alamat surel; menunggu dilihat petugas")
    number = _number(text)
    if number:
        return number
    if _LINK.search(text):
        return _("memuat tautan; menunggu dilihat petugas")
    if is_rude(text):
        return _("memuat kata kasar; menunggu dilihat petugas")
    if names_somebody(text):
        return _("tampak menyebut nama orang; menunggu dilihat petugas")
    return ""


def names_somebody(text: str) -> bool:
    """Whether a text speaks of somebody by name: "Pak Made", but not "Pak Camat"."""
    return any(found not in _OFFICES for found in _NAMED.findall(text))


def is_rude(text: str) -> bool:
    """Whether a text holds a rude word, also written g0bl0k, a n j i n g or tolooool."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_AS_LETTERS)
    words = re.findall(r"[a-z]+", plain)
    single = "".join(word if len(word) == 1 else " " for word in words).split()
    return any(_is_rude_word(word) for word in (*words, *single))


def _is_rude_word(word: str) -> bool:
    """Also with repeated letters and the endings people hang on."""
    short = _REPEATED.sub(r"\1", word)
    stems = {word, short, *(short.removesuffix(end) for end in ("mu", "lu", "nya", "an", "kau"))}
    return not stems.isdisjoint(_RUDE)


def _number(text: str) -> str:
    for found in _DIGITS.finditer(text):
        said = found.group()
        digits = re.sub(r"\D", "", said)
        if len(digits) in (_NIK, _NIP):
            return _("memuat nomor yang tampak seperti NIK atau NIP; menunggu dilihat petugas")
        if _MOBILE.match(said) or not _GROUPED.fullmatch(said):
            # A sum of rupiah is written with dots; a telephone or account number is not.
            return _("memuat nomor yang tampak pribadi; menunggu dilihat petugas")
    return ""


def check_second_look(*, is_hidden: bool, asked_before: bool, words: str) -> None:
    """Raise Refused unless an author may ask that somebody else looks at what was hidden: once."""
    if not is_hidden:
        raise Refused(
            _("Tulisan ini tidak sedang disembunyikan petugas; tidak ada yang perlu dilihat lagi.")
        )
    if asked_before:
        raise Refused(_("Tulisan ini sudah dilihat dua orang. Keputusan kedua tidak diubah lagi."))
    if not words.strip():
        raise Refused(_("Tulis mengapa tulisan Anda seharusnya terbaca."))
