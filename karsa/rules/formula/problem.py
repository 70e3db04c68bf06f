"""What is wrong with a formula, and where: every sentence names the line and the column."""

from dataclasses import dataclass

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of the text, counted from 1."""

    line: int = 1
    column: int = 1


class FormulaProblem(Refused):
    """A formula that cannot be read or worked out, with the place and what to do about it."""

    def __init__(self, sentence: str, place: Place, **facts: object) -> None:
        super().__init__(sentence, line=place.line, column=place.column, **facts)
        self.place = place


UNKNOWN_SIGN = _(
    "Baris %(line)s kolom %(column)s: “%(found)s” tidak dikenali. Pakai angka, nama, tanda hitung, "
    "dan kurung; pisahkan bagian dengan titik koma."
)
BAD_NUMBER = _(
    "Baris %(line)s kolom %(column)s: “%(found)s” bukan angka. Tulis desimal dengan koma dan "
    "ribuan dengan titik, misalnya 0,5 atau 1.250.000."
)
LONG_NUMBER = _("Baris %(line)s kolom %(column)s: angka paling panjang %(most)s digit.")
LONG_TEXT = _(
    "Baris %(line)s kolom %(column)s: tulisannya terlalu panjang, paling banyak %(most)s huruf."
)
TOO_DEEP = _(
    "Baris %(line)s kolom %(column)s: kurungnya terlalu dalam. Pindahkan sebagian ke baris "
    "“langkah” tersendiri."
)
EXPECTED = _("Baris %(line)s kolom %(column)s: di sini perlu %(wanted)s, tertulis %(found)s.")
NEEDS_NUMBER = _(
    "Baris %(line)s kolom %(column)s: di sini perlu angka, bukan perbandingan ya atau tidak."
)
NEEDS_TRUTH = _(
    "Baris %(line)s kolom %(column)s: di sini perlu perbandingan, misalnya terlambat > 30."
)
NO_FUNCTION = _(
    "Baris %(line)s kolom %(column)s: tidak ada fungsi “%(found)s”. Yang ada: %(known)s."
)
ARGUMENTS = _(
    "Baris %(line)s kolom %(column)s: %(name)s perlu %(wanted)s bagian, tertulis %(found)s."
)
TIER_ORDER = _(
    "Baris %(line)s kolom %(column)s: batas jenjang harus angka yang naik, dan yang terakhir tanpa "
    "batas untuk selebihnya."
)
PLACES = _("Baris %(line)s kolom %(column)s: bulat perlu angka bulat dari −9 sampai 9.")
THIS_OUTSIDE = _("Baris %(line)s kolom %(column)s: “ini” hanya ada di dalam tiap(daftar; …).")
EACH_WITHIN = _("Baris %(line)s kolom %(column)s: tiap tidak bisa berada di dalam tiap.")
UNKNOWN_NAME = _(
    "Baris %(line)s kolom %(column)s: nama “%(name)s” tidak dikenal. Pakai nama masukan atau nama "
    "baris lain."
)
LIST_NAME = _(
    "Baris %(line)s kolom %(column)s: “%(name)s” berisi daftar. Pakai di dalam tiap(…) atau "
    "banyak(…)."
)
NO_LIST = _("Baris %(line)s kolom %(column)s: “%(name)s” bukan daftar, jadi tidak bisa di sini.")
BY_ZERO = _(
    "Baris %(line)s kolom %(column)s: pembagian dengan nol (%(what)s). Beri jalan lain dengan "
    "jika(%(what)s = 0; …; …)."
)
TOO_LARGE = _("Baris %(line)s kolom %(column)s: hasilnya terlalu besar. Periksa rumusnya.")
CROSSED_BOUNDS = _(
    "Baris %(line)s kolom %(column)s: batas bawah %(low)s lebih tinggi dari batas atas %(high)s."
)
CYCLE = _(
    "Baris %(line)s kolom %(column)s: rumus berputar: %(names)s. Ubah salah satunya agar tidak "
    "saling menunggu."
)
NAME_TWICE = _("Baris %(line)s kolom %(column)s: nama “%(name)s” sudah dipakai. Pilih nama lain.")
NO_KIND = _(
    "Baris %(line)s kolom %(column)s: baris dimulai dengan komponen, langkah, potongan, atau "
    "paling_banyak; tertulis %(found)s."
)
WEIGHTS = _(
    "Baris %(line)s kolom %(column)s: bobot semua komponen berjumlah %(sum)s%%, seharusnya 100%%."
)
NO_COMPONENT = _(
    "Baris %(line)s kolom %(column)s: belum ada komponen. Tulis misalnya komponen disiplin 100%% "
    "“Disiplin kerja” = 1."
)
MANY_ROWS = _("Baris %(line)s kolom %(column)s: aturan ini lebih dari %(most)s baris.")
