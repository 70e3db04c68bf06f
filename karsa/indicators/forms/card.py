"""Parsing and wording of the card's form; the services decide whether it will do."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.forms.fields import NUMBER, area, reviewed
from karsa.indicators.models import IndicatorCard, PerformanceNode, StrategyItem
from karsa.indicators.services import CardWords, Place
from karsa.org.models import Service, Unit

Card = IndicatorCard
Named = tuple[Promise, Promise, tuple[str, ...]]

_MEANING: Named = (
    _("Apa yang diukur"),
    _("Orang di luar unit pun harus paham apa yang dihitung dan mengapa."),
    ("name", "purpose", "definition", "measure", "polarity", "aspect"),
)
_COUNTING: Named = (
    _("Cara menghitung"),
    _("Dua orang yang menghitung sendiri-sendiri harus mendapat angka yang sama."),
    ("formula", "statistic", "promise", "over_time", "over_places"),
)
_BELIEF: Named = (
    _("Seberapa kuat ukuran ini"),
    _("Ukuran terbaik menyentuh hasil bagi warga, bukan kesibukan kita."),
    ("quality", "validity", "plausible_low", "plausible_high", "causes"),
)
_SOURCE: Named = (
    _("Dari mana datanya"),
    _("Angka tanpa sumber yang jelas tidak dapat diperiksa."),
    ("source", "provider", "frequency"),
)
_PLACE: Named = (
    _("Tempat dan penerbitan"),
    _("Boleh diisi belakangan."),
    ("objective", "node", "service", "code", "is_public", "is_example"),
)


class SectionedForm(forms.Form):
    """A long form in sections; each knows its heading, a note, and its fields."""

    SECTIONS: tuple[Named, ...] = ()

    def sections(self) -> Iterator[tuple[Promise, Promise, list[BoundField]]]:
        """The sections that have fields in this form."""
        for title, note, names in self.SECTIONS:
            fields = [self[name] for name in names if name in self.fields]
            if fields:
                yield title, note, fields


class CardForm(SectionedForm):
    """The card's fields, each with plain words and an example; a change needs its reason."""

    SECTIONS: tuple[Named, ...] = (
        (_("Perubahan ini"), _("Versi lama tetap tersimpan dan dapat dibandingkan."), ("reason",)),
        *(_MEANING, _COUNTING, _BELIEF, _SOURCE),
    )

    reason = forms.CharField(
        label=_("Alasan perubahan"),
        max_length=300,
        help_text=_("Contoh: pasien rujukan kini ikut dihitung, sesuai hasil reviu."),
    )
    purpose = forms.CharField(
        label=_("Tujuan"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Keputusan apa yang dibantu angka ini. Contoh: menambah loket saat antre."),
    )
    definition = forms.CharField(
        label=_("Definisi"),
        required=False,
        max_length=4000,
        widget=area(),
        help_text=_("Siapa yang dihitung dan siapa tidak. Contoh: semua pasien rawat jalan."),
    )
    measure = forms.CharField(
        label=_("Satuan"), max_length=40, help_text=_("Contoh: %, menit, orang, rupiah.")
    )
    polarity = forms.ChoiceField(
        label=_("Arah yang baik"),
        choices=Card.Polarity.choices,
        widget=forms.RadioSelect,
        help_text=_("Contoh: waktu tunggu makin rendah makin baik."),
    )
    aspect = forms.ChoiceField(
        label=_("Aspek"),
        required=False,
        choices=[("", _("Belum dipilih")), *Card.Aspect.choices],
        help_text=_("Sisi yang diukur. Contoh: waktu tunggu adalah aspek waktu."),
    )
    formula = forms.CharField(
        label=_("Formula"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Contoh: ibu hamil diperiksa 6 kali ÷ semua ibu hamil × 100."),
    )
    statistic = forms.ChoiceField(
        label=_("Angka sebulan dari kejadian"),
        choices=Card.Statistic.choices,
        help_text=_("Dipakai bila tiap kejadian dikirim sistem. Contoh: rata-rata menit tunggu."),
    )
    promise = forms.DecimalField(
        label=_("Janji layanan satu kejadian"),
        help_text=_("Contoh: 30 bila janji waktu tunggu paling lama 30 menit."),
        **NUMBER,
    )
    over_time = forms.ChoiceField(
        label=_("Gabungan antarbulan"),
        choices=Card.Consolidation.choices,
        help_text=_("Contoh: kasus dijumlahkan. Rata-rata tertimbang meminta penyebut tiap bulan."),
    )
    over_places = forms.ChoiceField(
        label=_("Gabungan antarwilayah"),
        choices=Card.Consolidation.choices,
        help_text=_("Contoh: cakupan kabupaten ditimbang menurut jumlah bayi tiap puskesmas."),
    )
    quality = forms.ChoiceField(
        label=_("Kualitas dan tingkat kendali"),
        choices=Card.Quality.choices,
        widget=forms.RadioSelect,
        help_text=_("Contoh: angka kesakitan outcome, cakupan imunisasi outcome antara."),
    )
    validity = forms.ChoiceField(
        label=_("Ketepatan ukuran"),
        choices=Card.Validity.choices,
        widget=forms.RadioSelect,
        help_text=_("Tepat mengukur hasilnya sendiri, proksi tandanya, aktivitas hanya kegiatan."),
    )
    plausible_low = forms.DecimalField(
        label=_("Paling rendah yang masuk akal"),
        help_text=_("Angka di luar batas dilihat orang dulu. Contoh: 1 menit."),
        **NUMBER,
    )
    plausible_high = forms.DecimalField(
        label=_("Paling tinggi yang masuk akal"), help_text=_("Contoh: 480 menit."), **NUMBER
    )
    causes = forms.CharField(
        label=_("Penyebab yang biasa"),
        required=False,
        max_length=2000,
        widget=area(),
        help_text=_("Satu baris satu penyebab. Contoh: dokter jaga kurang pada hari pasar."),
    )
    source = forms.CharField(
        label=_("Sumber data"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Contoh: kohort ibu, sistem antrean, survei kepuasan."),
    )
    provider = forms.CharField(
        label=_("Penyedia data"),
        required=False,
        max_length=200,
        help_text=_("Bagian yang mengisi. Contoh: tata usaha puskesmas."),
    )
    frequency = forms.ChoiceField(
        label=_("Periode pelaporan"),
        choices=Card.Frequency.choices,
        widget=forms.RadioSelect,
        help_text=_("Sesudah lewat periodenya, angka ditandai data lama."),
    )

    def words(self) -> CardWords:
        """The card as typed."""
        names = CardWords.__dataclass_fields__
        return CardWords(**{name: self.cleaned_data[name] for name in names})


class PlaceForm(SectionedForm):
    """An indicator's name, its place in the strategy, and who may see or copy it."""

    SECTIONS: tuple[Named, ...] = (
        (_("Nama"), _("Sebut hasilnya, bukan kegiatannya."), ("name",)),
        _PLACE,
    )

    name = forms.CharField(
        label=_("Nama indikator"),
        max_length=300,
        widget=reviewed("indikator"),
        help_text=_("Contoh: waktu tunggu pasien rawat jalan."),
    )
    objective = forms.ModelChoiceField(
        queryset=StrategyItem.objects.none(),
        label=_("Sasaran"),
        required=False,
        empty_label=_("Belum dipilih"),
        help_text=_("Sasaran RPJMD atau Renstra yang diukur."),
    )
    node = forms.ModelChoiceField(
        queryset=PerformanceNode.objects.none(),
        label=_("Tempat di pohon kinerja"),
        required=False,
        empty_label=_("Belum ditempatkan"),
        help_text=_("Hasil yang didukung indikator ini."),
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label=_("Layanan"),
        required=False,
        empty_label=_("Bukan satu layanan tertentu"),
        help_text=_("Contoh: rawat jalan, penerbitan KTP elektronik."),
    )
    code = forms.SlugField(
        label=_("Kode untuk mesin"),
        required=False,
        max_length=40,
        help_text=_("Nama pendek bagi sistem pengirim data. Contoh: tunggu-rajal-melati."),
    )
    is_public = forms.BooleanField(
        label=_("Tampilkan kepada warga"),
        required=False,
        help_text=_("Nilainya terbuka di halaman publik."),
    )
    is_example = forms.BooleanField(
        label=_("Jadikan contoh di pustaka"),
        required=False,
        help_text=_("Unit lain boleh memulai dari kartunya."),
    )

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = StrategyItem.objects.filter(agency=actor.agency, kind=StrategyItem.Kind.OBJECTIVE)
        nodes = PerformanceNode.objects.filter(agency=actor.agency)
        services = Service.objects.filter(unit=unit, is_open=True)
        self._offer("objective", goals.order_by("plan", "code"))
        self._offer("node", nodes.order_by("plan", "level", "code"))
        self._offer("service", services.order_by("name"))

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def place(self) -> Place:
        """The place as chosen."""
        return Place(**{name: self.cleaned_data[name] for name in Place.__dataclass_fields__})


class IndicatorForm(PlaceForm, CardForm):
    """A new indicator: its first card, and its place."""

    SECTIONS = (_MEANING, _COUNTING, _BELIEF, _SOURCE, _PLACE)
    reason = None  # type: ignore[assignment]


# What a new card says until somebody says otherwise.
USUAL = {
    "polarity": "maximize",
    "quality": "outcome",
    "validity": "exact",
    "over_time": "last",
    "over_places": "average",
    "frequency": "monthly",
    "statistic": "mean",
}
