"""Parsing and wording of the forms; the services decide whether it will do."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.consultations.models import Answer, Consultation, Contribution, StakeholderGroup
from karsa.consultations.services import Minutes, Said, Words
from karsa.indicators.models import Indicator

_NUMBER: dict[str, Any] = {
    "required": False,
    "max_digits": 18,
    "decimal_places": 4,
    "localize": True,
}


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def _day(label: Any, **over: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **over
    )


class ConsultationForm(forms.Form):
    """What is put before people, until when, and who may speak."""

    subject = forms.ChoiceField(
        label=_("Apa yang dibicarakan?"),
        choices=Consultation.Subject.choices,
        widget=forms.RadioSelect,
    )
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator"),
        required=False,
        empty_label=_("Tidak tentang satu indikator"),
    )
    title = forms.CharField(
        label=_("Judul"),
        max_length=200,
        help_text=_("Sebagai pertanyaan, misalnya: Berapa lama paling lama pasien menunggu?"),
    )
    explanation = forms.CharField(
        label=_("Mengapa ditanyakan?"),
        max_length=4000,
        widget=_area(4),
        help_text=_("Dua tiga kalimat yang dimengerti siapa saja: keadaan sekarang dan akibatnya."),
    )
    draft_text = forms.CharField(
        label=_("Rancangan yang dibicarakan"),
        required=False,
        max_length=2000,
        widget=_area(),
        help_text=_("Bunyi indikator baru, atau arah tujuan yang ditanyakan."),
    )
    draft_value = forms.DecimalField(
        label=_("Target yang dirancang"),
        help_text=_("Isi bila yang dibicarakan sebuah target."),
        **_NUMBER,
    )
    measure = forms.CharField(
        label=_("Satuan"), required=False, max_length=40, help_text=_("Misalnya menit atau %.")
    )
    year = forms.IntegerField(
        label=_("Tahun target"), required=False, min_value=2000, max_value=2100, localize=False
    )
    starts = _day(_("Mulai"))
    ends = _day(_("Selesai"))
    answers_due = _day(
        _("Batas jawaban resmi"), help_text=_("Sampai hari ini setiap pendapat dijawab unit.")
    )
    is_public = forms.BooleanField(
        label=_("Warga juga boleh ikut, tanpa akun"), required=False, initial=True
    )

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]

    def words(self) -> Words:
        """The consultation as typed; only what speaks of an indicator keeps it."""
        said = dict(self.cleaned_data)
        if said["subject"] == Consultation.Subject.CARD:
            said["indicator"] = None
        if said["subject"] not in Consultation.OF_TARGET:
            said["draft_value"] = said["year"] = None
        return Words(**said)


class SayForm(forms.Form):
    """An argument or another proposal; the key makes a second sending the same."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(
        label=_("Pendapat Anda"),
        choices=Contribution.Kind.choices,
        widget=forms.RadioSelect,
        initial=Contribution.Kind.FOR,
    )
    text = forms.CharField(label=_("Alasan atau usul"), max_length=2000, widget=_area())
    value = forms.DecimalField(
        label=_("Target usulan Anda"),
        help_text=_("Isi bila usul Anda berupa angka lain."),
        **_NUMBER,
    )

    def said(self) -> Said:
        """What was typed."""
        typed = self.cleaned_data
        return Said(UUID(str(typed["key"])), typed["kind"], typed["text"], typed["value"])


class StaffSayForm(SayForm):
    """Of an employee, who may leave the name out."""

    nameless = forms.BooleanField(
        label=_("Sampaikan tanpa nama saya"),
        required=False,
        help_text=_("Nama dan jamnya tidak disimpan, juga tidak di jejak audit."),
    )


class PaperForm(SayForm):
    """What somebody wrote at a stand."""

    shown_name = forms.CharField(
        label=_("Nama panggilan"),
        required=False,
        max_length=80,
        help_text=_("Hanya bila penulisnya mau disebut. Tanpa nomor dan tanpa alamat."),
    )
    group = forms.ModelChoiceField(
        queryset=StakeholderGroup.objects.none(),
        label=_("Mewakili kelompok"),
        required=False,
        empty_label=_("Diri sendiri"),
    )

    def __init__(self, *args: Any, groups: QuerySet[StakeholderGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=_area(2))


class ExtendForm(forms.Form):
    ends = _day(_("Selesai yang baru"))
    answers_due = _day(_("Batas jawaban resmi yang baru"))
    reason = forms.CharField(label=_("Mengapa diperpanjang?"), max_length=300, widget=_area(2))


class AnswerForm(forms.Form):
    """One answer to one or several contributions."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, label=_("Yang dijawab"))
    verdict = forms.ChoiceField(
        label=_("Jawaban resmi"), choices=Answer.Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Mengapa?"),
        max_length=2000,
        widget=_area(),
        help_text=_("Sebut apa yang akan berubah, atau apa yang belum memungkinkan."),
    )

    def __init__(self, *args: Any, rows: QuerySet[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        field.choices = [(row.pk, row.text) for row in rows]  # type: ignore[attr-defined]
        field.error_messages["required"] = _("Pilih paling sedikit satu pendapat.")


class DecisionForm(forms.Form):
    """The decision, and the alternative it takes over if it does."""

    outcome = forms.ChoiceField(
        label=_("Keputusan"), choices=Consultation.Outcome.choices, widget=forms.RadioSelect
    )
    adopted = forms.ModelChoiceField(
        queryset=Contribution.objects.none(),
        label=_("Usul yang dipakai"),
        required=False,
        empty_label=_("Bukan salah satu usul"),
    )
    text = forms.CharField(
        label=_("Isi keputusan dan alasannya"),
        max_length=4000,
        widget=_area(5),
        help_text=_("Inilah yang dibaca orang yang ikut, dan tetap di halaman indikatornya."),
    )

    def __init__(self, *args: Any, alternatives: QuerySet[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["adopted"]
        field.queryset = alternatives  # type: ignore[attr-defined]
        field.label_from_instance = _short  # type: ignore[attr-defined]


def _short(row: Contribution) -> str:
    return row.text if len(row.text) <= 90 else f"{row.text[:88]}…"


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Nama kelompok"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis"), choices=StakeholderGroup.Kind.choices)
    contact_name = forms.CharField(
        label=_("Nama penghubung"),
        required=False,
        max_length=120,
        help_text=_("Satu orang saja, sebatas untuk alamat surat."),
    )
    contact = forms.CharField(
        label=_("Nomor atau surel penghubung"), required=False, max_length=120
    )
    is_active = forms.BooleanField(label=_("Masih diundang"), required=False, initial=True)


class InviteForm(forms.Form):
    """Letters to groups that were not invited yet."""

    groups = forms.ModelMultipleChoiceField(
        queryset=StakeholderGroup.objects.none(),
        label=_("Kelompok yang diundang"),
        widget=forms.CheckboxSelectMultiple,
    )
    number = forms.CharField(label=_("Nomor surat"), max_length=50)
    place = forms.CharField(label=_("Tempat surat dibuat"), max_length=80)
    day = _day(_("Tanggal surat"))
    meeting = forms.CharField(
        label=_("Pertemuan tatap muka"),
        required=False,
        max_length=300,
        help_text=_("Misalnya: Rabu, 2 Desember 2026, pukul 09.00, Aula Kecamatan."),
    )

    def __init__(self, *args: Any, groups: QuerySet[StakeholderGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """The minutes; participants one on a line, the capacity behind a comma."""

    day = _day(_("Tanggal"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    led_by = forms.CharField(label=_("Dipimpin oleh"), max_length=120)
    people = forms.CharField(
        label=_("Peserta yang hadir"),
        max_length=12000,
        widget=_area(6),
        help_text=_(
            "Satu orang satu baris, misalnya: Wayan Suta, komite SDN 3. Tercetak di berita "
            "acara, tidak pernah terbuka untuk umum."
        ),
    )
    points = forms.CharField(
        label=_("Pokok pembicaraan"),
        max_length=6000,
        widget=_area(5),
        help_text=_("Satu pokok satu baris, tanpa nama orang: warga membacanya."),
    )
    agreements = forms.CharField(
        label=_("Kesepakatan"), required=False, max_length=6000, widget=_area()
    )
    photo = forms.FileField(label=_("Foto"), required=False)

    def minutes(self) -> Minutes:
        """The minutes as typed."""
        said = self.cleaned_data
        return Minutes(
            day=said["day"],
            place=said["place"],
            led_by=said["led_by"],
            points=said["points"].strip(),
            agreements=said["agreements"].strip(),
            people=[_person(line) for line in said["people"].splitlines() if line.strip()],
        )


def _person(line: str) -> tuple[str, str]:
    name, _comma, capacity = line.partition(",")
    return name.strip()[:120], capacity.strip()[:160]


def usual_dates(today: date) -> dict[str, date]:
    """Two weeks to speak from tomorrow on, and one more for the answers."""
    first = today.toordinal() + 1
    days = {"starts": first, "ends": first + 13, "answers_due": first + 20}
    return {name: date.fromordinal(day) for name, day in days.items()}
