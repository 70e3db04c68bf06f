"""The data sets and what Satu Data (Perpres 39/2019) wants to know of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.open_data import rows
from karsa.insights.queries.open_data.rows import Row
from karsa.tenancy.models import Agency


class Kind(StrEnum):
    """What a column holds."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "string"
    DAY = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name in the files, what it holds, and what it means."""

    name: str
    kind: Kind
    meaning: Promise


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set of data: its columns, the function that reads its rows by id, and its metadata."""

    code: str
    title: Promise
    concept: Promise
    definition: Promise
    classification: Promise
    measure: Promise
    frequency: Promise
    period: str  # of the frequency vocabulary of DCAT
    columns: Sequence[Column]
    read: Callable[[Agency, date], list[Row]]


_ID = Column("id", Kind.INTEGER, _("nomor tetap baris"))
_INDICATOR = (
    Column("indikator_id", Kind.INTEGER, _("nomor tetap indikator")),
    Column("indikator", Kind.TEXT, _("nama indikator")),
)
_UNIT = (
    Column("unit_id", Kind.INTEGER, _("nomor tetap unit, sama dengan di data “unit”")),
    Column("unit", Kind.TEXT, _("nama unit")),
)
_MONTH = (
    Column("tahun", Kind.INTEGER, _("tahun yang diukur")),
    Column("bulan", Kind.INTEGER, _("bulan yang diukur, 1 sampai 12")),
)

DATASETS: Sequence[Dataset] = (
    Dataset(
        code="indikator",
        title=_("Indikator kinerja: target dan realisasi"),
        concept=_("Kinerja unit pemerintah daerah"),
        definition=_(
            "Realisasi bulanan indikator yang dibuka untuk warga dan sudah dikonfirmasi orang "
            "kedua, dengan target tahun dari perjanjian kinerja yang ditandatangani."
        ),
        classification=_("Menurut unit, indikator, tahun, dan bulan"),
        measure=_("Nilai dalam satuan yang tertulis pada kolom satuan"),
        frequency=_("Bulanan"),
        period="MONTHLY",
        columns=(
            _ID,
            *_INDICATOR,
            *_UNIT,
            *_MONTH,
            Column("realisasi", Kind.NUMBER, _("nilai bulan itu")),
            Column("penyebut", Kind.NUMBER, _("penyebut nilai, bila ada")),
            Column("satuan", Kind.TEXT, _("satuan nilai")),
            Column("target_tahun", Kind.NUMBER, _("target tahun itu; kosong bila berupa rentang")),
            Column("target_rendah", Kind.NUMBER, _("batas bawah target rentang")),
            Column("target_tinggi", Kind.NUMBER, _("batas atas target rentang")),
            Column("arah", Kind.TEXT, _("maximize, minimize, stabilize, atau range")),
            Column("sumber", Kind.TEXT, _("dari mana angka itu")),
            Column("dilaporkan", Kind.DAY, _("hari angka itu dilaporkan")),
        ),
        read=rows.indicators,
    ),
    Dataset(
        code="koreksi",
        title=_("Riwayat koreksi indikator"),
        concept=_("Perbaikan data kinerja"),
        definition=_(
            "Angka indikator yang diganti sesudah dikonfirmasi: sebelum, sesudah, dan alasannya."
        ),
        classification=_("Menurut indikator, tahun, dan bulan"),
        measure=_("Nilai dalam satuan indikatornya"),
        frequency=_("Setiap ada koreksi"),
        period="IRREG",
        columns=(
            _ID,
            *_INDICATOR,
            *_MONTH,
            Column("sebelum", Kind.NUMBER, _("nilai yang diganti")),
            Column("sesudah", Kind.NUMBER, _("nilai penggantinya")),
            Column("tanggal", Kind.DAY, _("hari diperbaiki")),
            Column("alasan", Kind.TEXT, _("mengapa diperbaiki")),
        ),
        read=rows.corrections,
    ),
    Dataset(
        code="kepuasan",
        title=_("Kepuasan masyarakat (IKM) menurut layanan"),
        concept=_("Indeks Kepuasan Masyarakat"),
        definition=_(
            "Hasil survei kepuasan yang sudah terbit, dihitung dari sembilan unsur "
            "PermenPANRB 14/2017. Kurang dari lima jawaban tidak ditampilkan."
        ),
        classification=_("Menurut layanan, unit, dan masa survei"),
        measure=_("IKM, skala 25 sampai 100"),
        frequency=_("Setiap survei ditutup"),
        period="IRREG",
        columns=(
            _ID,
            Column("layanan", Kind.TEXT, _("nama layanan")),
            *_UNIT,
            Column("mulai", Kind.DAY, _("hari pertama survei")),
            Column("selesai", Kind.DAY, _("hari terakhir survei")),
            Column("jawaban", Kind.INTEGER, _("banyaknya jawaban; kosong bila kurang dari 5")),
            Column("ikm", Kind.NUMBER, _("indeks kepuasan; kosong bila kurang dari 5 jawaban")),
            Column("mutu", Kind.TEXT, _("mutu layanan A sampai D")),
        ),
        read=rows.satisfaction,
    ),
    Dataset(
        code="pengaduan",
        title=_("Laporan warga dan jawabannya"),
        concept=_("Pengelolaan pengaduan pelayanan publik"),
        definition=_(
            "Banyaknya laporan warga per perangkat daerah, yang dijawab tepat waktu, dan yang "
            "dibuka lagi. Sel yang menyangkut kurang dari lima laporan dikosongkan."
        ),
        classification=_("Menurut tahun dan perangkat daerah"),
        measure=_("Laporan, persen, dan hari"),
        frequency=_("Tahunan, diperbarui selama tahun berjalan"),
        period="ANNUAL",
        columns=(
            _ID,
            Column("tahun", Kind.INTEGER, _("tahun laporan diterima")),
            *_UNIT,
            Column("laporan", Kind.INTEGER, _("banyaknya laporan")),
            Column("tepat_waktu_persen", Kind.NUMBER, _("dijawab dalam batas waktu")),
            Column("dibuka_lagi_persen", Kind.NUMBER, _("dibuka lagi sesudah selesai")),
            Column("hari_sampai_beres", Kind.NUMBER, _("median hari sampai beres")),
        ),
        read=rows.complaints,
    ),
    Dataset(
        code="unit",
        title=_("Unit dan layanannya"),
        concept=_("Organisasi perangkat daerah"),
        definition=_("Unit yang buka, induknya, dan layanan yang diberikannya."),
        classification=_("Menurut susunan organisasi"),
        measure=_("Unit"),
        frequency=_("Setiap susunan berubah"),
        period="IRREG",
        columns=(
            _ID,
            Column("kode_unor", Kind.TEXT, _("kode unit pada referensi BKN")),
            Column("nama", Kind.TEXT, _("nama unit")),
            Column("jenis", Kind.TEXT, _("jenis unit")),
            Column("induk_id", Kind.INTEGER, _("nomor unit di atasnya")),
            Column("layanan", Kind.TEXT, _("layanan yang dibuka, dipisah titik koma")),
        ),
        read=rows.units,
    ),
)


def named(code: str) -> Dataset | None:
    """Return the data set of a code, if there is one. No query."""
    return next((one for one in DATASETS if one.code == code), None)
