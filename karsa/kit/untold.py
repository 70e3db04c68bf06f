"""Why statistics have no answer, said to a person: what is missing and what would help."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.stats.untold import Untold, Why

_SENTENCES: Mapping[Why, str] = {
    Why.FEW: _("Perlu paling sedikit dua penilai dan dua orang yang dinilai."),
    Why.UNLINKED: _(
        "Penilai tidak saling terhubung: tegas atau longgar tidak dapat dibedakan dari orang yang "
        "dinilai. Yang menolong: contoh kasus yang dinilai semua penilai, penilai kedua secara "
        "acak, atau periksa ulang oleh atasan."
    ),
    Why.FLAT: _("Nilai tidak cukup beragam untuk memisahkan penilai dari yang dinilai."),
    Why.MARKS: _("Skala butuh 2 sampai 20 nilai yang berbeda."),
    Why.EXTREME: _("Ada penilai yang hanya memberi nilai terendah atau tertinggi; keluarkan dulu."),
    Why.TWICE: _("Ada nilai ganda: satu penilai, satu orang, satu butir, dua nilai."),
    Why.UNTREATED: _("Belum bisa disimpulkan: belum ada unit yang mulai ikut dalam tabel ini."),
    Why.UNCOMPARED: _(
        "Belum bisa disimpulkan: semua unit ikut, jadi tidak ada pembanding. Ukur juga unit yang "
        "belum ikut."
    ),
    Why.UNSEEN: _(
        "Belum bisa disimpulkan: tidak ada angka yang menyeberangi waktu mulai, pada unit yang "
        "ikut dan pembandingnya sekaligus."
    ),
    Why.SHORT: _(
        "Belum bisa disimpulkan: tanpa pembanding perlu paling sedikit delapan waktu ukur sebelum "
        "mulai dan delapan sesudahnya."
    ),
}


@contextmanager
def told() -> Iterator[None]:
    """Turn what statistics cannot tell into a Refused that says what would help."""
    try:
        yield
    except Untold as missing:
        raise Refused(_SENTENCES[missing.why]) from None
