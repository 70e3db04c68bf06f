"""Notices in words: counts and what to do, never a name."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext_lazy

from karsa.accounts.actor import Actor
from karsa.inbox.models import Notice

_SHOWN = 100
Kind = Notice.Kind
_SAID = {
    Kind.ENTRY_RETURNED: ngettext_lazy(
        "%(n)s catatan Anda dikembalikan dengan alasan. Perbaiki lalu kirim lagi.",
        "%(n)s catatan Anda dikembalikan dengan alasan. Perbaiki lalu kirim lagi.",
        "n",
    ),
    Kind.ENTRY_ASKED: ngettext_lazy(
        "Ada %(n)s pertanyaan atasan tentang catatan Anda. Jawab di catatannya.",
        "Ada %(n)s pertanyaan atasan tentang catatan Anda. Jawab di catatannya.",
        "n",
    ),
    Kind.ENTRY_ODD: ngettext_lazy(
        "%(n)s catatan Anda menimbulkan pertanyaan. Jelaskan sebelum atasan melihatnya.",
        "%(n)s catatan Anda menimbulkan pertanyaan. Jelaskan sebelum atasan melihatnya.",
        "n",
    ),
    Kind.REPORT_DUE: ngettext_lazy(
        "Sudah %(n)s hari kerja tanpa catatan dari Anda. Satu kalimat pun cukup.",
        "Sudah %(n)s hari kerja tanpa catatan dari Anda. Satu kalimat pun cukup.",
        "n",
    ),
    Kind.FEEDBACK_GIVEN: ngettext_lazy(
        "Ada %(n)s umpan balik baru untuk Anda.",
        "Ada %(n)s umpan balik baru untuk Anda.",
        "n",
    ),
    Kind.FEEDBACK_ASKED: ngettext_lazy(
        "Umpan balik Anda diminta untuk %(n)s orang.",
        "Umpan balik Anda diminta untuk %(n)s orang.",
        "n",
    ),
    Kind.GUIDANCE_KEPT: ngettext_lazy(
        "Ada %(n)s catatan pembinaan baru. Baca langkah yang disepakati.",
        "Ada %(n)s catatan pembinaan baru. Baca langkah yang disepakati.",
        "n",
    ),
    Kind.VOICE_ASKED: ngettext_lazy(
        "Anda terpilih menilai perilaku %(n)s orang, tanpa nama.",
        "Anda terpilih menilai perilaku %(n)s orang, tanpa nama.",
        "n",
    ),
    Kind.FAIRNESS_READY: ngettext_lazy(
        "Ada %(n)s hal baru di cermin penilai Anda. Baca dan tanggapi dalam 10 hari kerja.",
        "Ada %(n)s hal baru di cermin penilai Anda. Baca dan tanggapi dalam 10 hari kerja.",
        "n",
    ),
    Kind.CALIBRATION_CALLED: ngettext_lazy(
        "Anda diundang ke %(n)s sesi kalibrasi. Baca buktinya, lalu beri suara tertutup.",
        "Anda diundang ke %(n)s sesi kalibrasi. Baca buktinya, lalu beri suara tertutup.",
        "n",
    ),
    Kind.SECOND_DRAWN: ngettext_lazy(
        "Anda diundi menjadi penilai kedua untuk %(n)s orang, hanya untuk statistik.",
        "Anda diundi menjadi penilai kedua untuk %(n)s orang, hanya untuk statistik.",
        "n",
    ),
    Kind.RATING_DUE: ngettext_lazy(
        "%(n)s orang belum Anda nilai dan masa penilaian segera berakhir.",
        "%(n)s orang belum Anda nilai dan masa penilaian segera berakhir.",
        "n",
    ),
    Kind.RATING_LATE: ngettext_lazy(
        "%(n)s orang belum Anda nilai dan masanya lewat. Nilai sebelum atasan mengambil alih.",
        "%(n)s orang belum Anda nilai dan masanya lewat. Nilai sebelum atasan mengambil alih.",
        "n",
    ),
    Kind.RATING_AWAITED: ngettext_lazy(
        "%(n)s penilaian Anda belum ada. Pastikan catatan dan bukti Anda lengkap.",
        "%(n)s penilaian Anda belum ada. Pastikan catatan dan bukti Anda lengkap.",
        "n",
    ),
    Kind.RATING_CLIMBED: ngettext_lazy(
        "%(n)s orang belum dinilai penilainya. Ingatkan penilainya, atau ambil alih.",
        "%(n)s orang belum dinilai penilainya. Ingatkan penilainya, atau ambil alih.",
        "n",
    ),
    Kind.RATING_TAKEN: ngettext_lazy(
        "%(n)s penilaian Anda diambil alih atasan penilai. Beri penjelasan dalam 5 hari kerja.",
        "%(n)s penilaian Anda diambil alih atasan penilai. Beri penjelasan dalam 5 hari kerja.",
        "n",
    ),
    Kind.REPORT_CORRECTED: ngettext_lazy(
        "%(n)s keberatan diputus sesudah Anda mengunduh laporan kinerja. Kirim versi baru.",
        "%(n)s keberatan diputus sesudah Anda mengunduh laporan kinerja. Kirim versi baru.",
        "n",
    ),
    Kind.DIRECTIVE_GIVEN: ngettext_lazy(
        "Ada %(n)s arahan baru untuk Anda.",
        "Ada %(n)s arahan baru untuk Anda.",
        "n",
    ),
    Kind.REVIEW_DUE: ngettext_lazy(
        "%(n)s catatan sudah lama menunggu Anda periksa.",
        "%(n)s catatan sudah lama menunggu Anda periksa.",
        "n",
    ),
    Kind.REVIEW_CLIMBED: ngettext_lazy(
        "%(n)s catatan belum diperiksa penilainya dan kini juga menunggu Anda.",
        "%(n)s catatan belum diperiksa penilainya dan kini juga menunggu Anda.",
        "n",
    ),
    Kind.ENTRY_CLIMBED: ngettext_lazy(
        "%(n)s catatan Anda menunggu atasan, bukan kesalahan Anda. Atasan penilai kini juga "
        "dapat memeriksanya.",
        "%(n)s catatan Anda menunggu atasan, bukan kesalahan Anda. Atasan penilai kini juga "
        "dapat memeriksanya.",
        "n",
    ),
    Kind.COMPLAINT_WAITING: ngettext_lazy(
        "%(n)s laporan warga menunggu unit Anda.",
        "%(n)s laporan warga menunggu unit Anda.",
        "n",
    ),
    Kind.COMPLAINT_CLIMBED: ngettext_lazy(
        "%(n)s laporan warga lewat batas jawaban dan kini juga menunggu Anda.",
        "%(n)s laporan warga lewat batas jawaban dan kini juga menunggu Anda.",
        "n",
    ),
    Kind.COMPLAINT_HEARING: ngettext_lazy(
        "%(n)s permintaan tanggapan menunggu Anda.",
        "%(n)s permintaan tanggapan menunggu Anda.",
        "n",
    ),
    Kind.UNSEALING: ngettext_lazy(
        "Ada %(n)s kabar tentang permintaan membaca catatan tersegel. Buka dan putuskan.",
        "Ada %(n)s kabar tentang permintaan membaca catatan tersegel. Buka dan putuskan.",
        "n",
    ),
    Kind.INCIDENT_DUE: ngettext_lazy(
        "%(n)s kegagalan pelindungan data menunggu surat dalam 3 × 24 jam.",
        "%(n)s kegagalan pelindungan data menunggu surat dalam 3 × 24 jam.",
        "n",
    ),
    Kind.DATA_REQUEST: ngettext_lazy(
        "Ada %(n)s kabar tentang permintaan memperbaiki atau menghapus data pribadi.",
        "Ada %(n)s kabar tentang permintaan memperbaiki atau menghapus data pribadi.",
        "n",
    ),
    Kind.FORUM_DUE: ngettext_lazy(
        "%(n)s musyawarah unit Anda menunggu jawaban resmi atau keputusan.",
        "%(n)s musyawarah unit Anda menunggu jawaban resmi atau keputusan.",
        "n",
    ),
    Kind.FORUM_LATE: ngettext_lazy(
        "%(n)s musyawarah lewat batas jawaban atau keputusan, dan terlihat semua orang.",
        "%(n)s musyawarah lewat batas jawaban atau keputusan, dan terlihat semua orang.",
        "n",
    ),
    Kind.SECOND_LOOK: ngettext_lazy(
        "%(n)s tulisan warga yang disembunyikan minta dilihat lagi oleh orang lain.",
        "%(n)s tulisan warga yang disembunyikan minta dilihat lagi oleh orang lain.",
        "n",
    ),
    Kind.TRAINING_ASKED: ngettext_lazy(
        "%(n)s orang meminta ikut pelatihan dan menunggu izin Anda.",
        "%(n)s orang meminta ikut pelatihan dan menunggu izin Anda.",
        "n",
    ),
    Kind.REWARD_NEWS: ngettext_lazy(
        "Ada %(n)s kabar tentang penghargaan untuk Anda buka.",
        "Ada %(n)s kabar tentang penghargaan untuk Anda buka.",
        "n",
    ),
    Kind.FOLLOW_UP: ngettext_lazy(
        "Ada %(n)s surat untuk Anda baca dan tanggapi.",
        "Ada %(n)s surat untuk Anda baca dan tanggapi.",
        "n",
    ),
    Kind.HOOK_STOPPED: ngettext_lazy(
        "%(n)s penerima kabar tidak menjawab dan dihentikan. Periksa, lalu mulai lagi.",
        "%(n)s penerima kabar tidak menjawab dan dihentikan. Periksa, lalu mulai lagi.",
        "n",
    ),
    Kind.PROVIDER_WAITS: ngettext_lazy(
        "%(n)s penyedia identitas menunggu pengesahan Anda. Periksa alamatnya dulu.",
        "%(n)s penyedia identitas menunggu pengesahan Anda. Periksa alamatnya dulu.",
        "n",
    ),
}


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as the list shows it."""

    pk: int
    sentence: str
    kind: str
    at: datetime
    is_new: bool


def notices_of(actor: Actor) -> list[NoticeRow]:
    """Return the newest hundred of the actor's notices. One query."""
    rows = Notice.objects.visible_to(actor).order_by("-at", "-pk")[:_SHOWN]
    return [
        NoticeRow(
            pk=row.pk,
            sentence=sentence(row.kind, row.count),
            kind=str(Kind(row.kind).label),
            at=row.at,
            is_new=row.read_at is None,
        )
        for row in rows
    ]


def sentence(kind: str, n: int) -> str:
    """Say what a notice of `kind` about `n` things says. No query. KeyError for another kind."""
    return str(_SAID[Kind(kind)] % {"n": n})
