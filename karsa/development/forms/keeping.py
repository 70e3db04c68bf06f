"""What the manager keeps: competences, courses, sessions, series, budget lines, sheets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.forms.fields import day, line
from karsa.development.models import Competence, Course
from karsa.development.models.training import RHYTHMS
from karsa.development.queries.lessons import lessons
from karsa.development.services import CourseWords, SessionWords
from karsa.indicators.models import Indicator
from karsa.kit.offering import Offering, offer
from karsa.org.models import Unit
from karsa.rules.behaviour import VALUES

_AREA = {"rows": 3}


def _money(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=help_text,
    )


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, "%H:%M"))


def _whole(label: Any, most: int, **over: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, **over)


class CompetenceForm(forms.Form):
    name = line(_("Nama kompetensi"))
    kind = forms.ChoiceField(label=_("Jenis"), choices=Competence.Kind.choices)
    value = forms.ChoiceField(
        label=_("Nilai dasar yang menandainya"),
        required=False,
        choices=[("", _("Tidak ada")), *((one.key, one.name) for one in VALUES)],
        help_text=_("Dari nilai ini usulan kesenjangan dibaca pada evaluasi dan umpan balik."),
    )


class CourseForm(Offering):
    code = forms.SlugField(
        label=_("Kode"), max_length=40, help_text=_("Huruf, angka, dan tanda hubung.")
    )
    title = line(_("Judul"), most=200)
    kind = forms.ChoiceField(label=_("Bentuk"), choices=Course.Kind.choices)
    hours = _whole(_("Jam pelajaran (JP)"), 2000)
    provider = line(_("Penyelenggara"), most=200)
    summary = forms.CharField(
        label=_("Apa yang dipelajari"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(_AREA),
    )
    competences = forms.ModelMultipleChoiceField(
        queryset=Competence.objects.none(),
        label=_("Kompetensi yang ditingkatkan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    indicators = forms.ModelMultipleChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator yang seharusnya bergerak"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Dari sini dampak pelatihan nanti diukur."),
    )
    is_open = forms.BooleanField(label=_("Ditawarkan"), required=False, initial=True)

    def course(self) -> CourseWords:
        """What was typed."""
        return CourseWords(**self.cleaned_data)


class MaterialForm(forms.Form):
    title = line(_("Judul bahan"), most=200)
    file = forms.FileField(
        label=_("Berkas"), required=False, help_text=_("PDF, dokumen, atau gambar.")
    )
    lesson = forms.ChoiceField(label=_("Atau pelajaran di Karsa"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.slug, one.title) for one in lessons()]
        offer(self, "lesson", [("", _("Tidak ada")), *rows])


class QuestionForm(forms.Form):
    text = line(_("Pertanyaan"), most=500)
    choices = forms.CharField(
        label=_("Pilihan jawaban"),
        max_length=2000,
        widget=forms.Textarea(_AREA),
        help_text=_("Satu pilihan satu baris, paling sedikit dua."),
    )
    right = _whole(_("Nomor pilihan yang benar"), 9)

    def question(self) -> dict[str, Any]:
        """What was typed; the right one counts from 0."""
        lines = [text.strip() for text in self.cleaned_data["choices"].splitlines()]
        return {
            "text": self.cleaned_data["text"],
            "choices": [text for text in lines if text],
            "right": self.cleaned_data["right"] - 1,
        }


class _PlaceForm(forms.Form):
    place = line(_("Tempat"), required=False, most=200)
    quota = _whole(_("Kuota peserta"), 10_000)
    cost = _money(_("Perkiraan biaya (rupiah)"))
    budget_line = line(_("Rekening belanja"), required=False)


class SessionForm(_PlaceForm, Offering):
    starts = day(_("Mulai"))
    ends = day(_("Selesai"))
    opens = _hour(_("Jam mulai"))
    closes = _hour(_("Jam selesai"))
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=_("Untuk perangkat daerah"),
        required=False,
        empty_label=_("Semua"),
    )
    trainer = line(
        _("Pengajar"), required=False, most=200, help_text=_("Nama; tercetak pada sertifikat.")
    )
    spent = _money(
        _("Biaya yang terpakai (rupiah)"),
        required=False,
        help_text=_("Isi sesudah selesai dibayar; sejak itu dihitung terpakai."),
    )
    field_order = ("starts", "ends", "opens", "closes")

    def session(self) -> SessionWords:
        """What was typed."""
        return SessionWords(**self.cleaned_data)


class SeriesForm(_PlaceForm):
    rhythm = forms.ChoiceField(label=_("Berulang"), choices=RHYTHMS)
    first = day(_("Sesi pertama"))
    days = _whole(_("Lama satu sesi (hari kerja)"), 60)
    field_order = ("rhythm", "first", "days")


class BudgetForm(forms.Form):
    line = line(_("Rekening belanja"))
    amount = _money(_("Pagu (rupiah)"))


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Lembar profil jabatan"),
        help_text=_("Excel atau CSV dengan kolom Jabatan, Kompetensi, Jenis, dan Level."),
    )


class WordsForm(forms.Form):
    """One sentence: a sponsor's, or why a session is called off."""

    words = forms.CharField(
        label=_("Kalimatnya"), max_length=200, widget=forms.Textarea({"rows": 2})
    )
