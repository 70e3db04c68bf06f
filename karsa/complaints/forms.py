"""Typed parsers of what staff do with a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.complaints.models import Case, Category
from karsa.kit.offering import Offering
from karsa.kit.uploads import FilesField, SeveralFiles
from karsa.org.models import Employee, Service, Unit

_FILES = SeveralFiles({"accept": "image/*,.pdf,.docx,.xlsx,.odt,.ods"})


def _words(label: Any, help_text: Any = "", *, rows: int = 4, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, widget=widget)


class RouteForm(Offering):
    """Another unit, and why."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit yang menangani"))
    reason = _words(_("Mengapa ke unit ini?"), _("Pelapor membacanya."), rows=3)


class GiveForm(Offering):
    """Who works on it."""

    employee = forms.ModelChoiceField(Employee.objects.none(), label=_("Pegawai"))


class AskForm(forms.Form):
    """A question to the reporter."""

    text = _words(_("Pertanyaan"), _("Terbaca pelapor. Batas jawaban tetap berjalan."))


class NoteForm(forms.Form):
    """What only staff read."""

    text = _words(_("Catatan"), _("Hanya petugas yang membacanya, pelapor tidak."))


class AnswerForm(forms.Form):
    """The answer with its evidence."""

    text = _words(
        _("Jawaban"),
        _("Apa yang dilakukan, hasilnya, dan apa yang dapat diharapkan pelapor. Tanpa nama orang."),
        rows=8,
    )
    evidence = FilesField(
        label=_("Bukti"),
        required=False,
        widget=_FILES,
        help_text=_("Foto atau surat, terbaca pelapor."),
    )


class VerifyForm(forms.Form):
    """What somebody from outside the unit saw."""

    is_fixed = forms.TypedChoiceField(
        label=_("Apakah sudah beres?"),
        choices=[("yes", _("Ya, beres")), ("no", _("Belum beres"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = _words(_("Apa yang Anda periksa dan lihat?"), _("Terbaca pelapor."))
    evidence = FilesField(
        label=_("Bukti pemeriksaan"),
        required=False,
        widget=_FILES,
        help_text=_("Foto di tempat atau surat."),
    )
    finding = forms.ChoiceField(
        label=_("Terbukti?"), choices=Case.Finding.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, is_protected: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_protected:
            del self.fields["finding"]


class MergeForm(Offering):
    """Which report it is the same as."""

    into = forms.ModelChoiceField(
        Case.objects.none(),
        label=_("Sama dengan laporan"),
        help_text=_("Pelapornya tetap memakai kodenya sendiri dan tidak melihat pelapor lain."),
    )


class HearForm(forms.Form):
    """Right of reply: who, and what they should answer to."""

    nip = forms.CharField(label=_("NIP pegawai yang disebut"), max_length=18)
    question = _words(
        _("Yang perlu ditanggapi"),
        _("Tulis pokoknya saja, tanpa apa pun yang menunjuk siapa pelapornya."),
        most=2000,
    )


class ReplyForm(forms.Form):
    """One's side."""

    text = _words(_("Tanggapan Anda"), rows=6)


class PublishForm(forms.Form):
    """The report and its answer in words that tell of nobody."""

    text = _words(_("Ringkasan laporan"), _("Tanpa nama, nomor, atau alamat siapa pun."), most=1000)
    answer = _words(_("Ringkasan jawaban"), most=2000)


class ReasonForm(forms.Form):
    """Why."""

    reason = _words(_("Alasan"), _("Pelapor membacanya."), rows=3)


class CategoryForm(forms.Form):
    """A subject."""

    name = forms.CharField(label=_("Nama, dalam kata-kata warga"), max_length=120)
    order = forms.IntegerField(label=_("Urutan"), min_value=0, max_value=999, initial=10)
    is_protected = forms.BooleanField(
        label=_("Tentang perilaku pegawai atau kantor (dijauhkan dari yang dilaporkan)"),
        required=False,
    )
    is_open = forms.BooleanField(label=_("Dapat dipilih warga"), required=False, initial=True)


class RuleForm(Offering):
    """Who answers a subject from a day on."""

    category = forms.ModelChoiceField(Category.objects.none(), label=_("Tentang"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Ditangani"))
    service = forms.ModelChoiceField(
        Service.objects.none(), label=_("Hanya untuk layanan"), required=False
    )
    area_code = forms.CharField(
        label=_("Hanya untuk wilayah"),
        required=False,
        max_length=13,
        help_text=_("Awal kode Kemendagri, misalnya 52.71.01."),
    )
    starts = forms.DateField(
        label=_("Berlaku mulai"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class TemplateForm(forms.Form):
    """Words an answer may begin with."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    text = _words(_("Isi"), rows=6)


class TableForm(forms.Form):
    """A table to bring in."""

    file = forms.FileField(
        label=_("Berkas (CSV atau XLSX)"),
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv"}),
    )
