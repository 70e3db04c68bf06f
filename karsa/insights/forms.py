from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.insights.models import ReportText
from karsa.org.models import Employee
from karsa.privacy.models import Unsealing
from karsa.tenancy.models import Agency


class ReportTextForm(forms.Form):
    """A part of a report; empty takes it out."""

    text = forms.CharField(
        label=_("Isi"),
        required=False,
        max_length=ReportText._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Tulis sebab dan langkahnya; angkanya sudah tercetak di sebelahnya."),
    )


class BriefingForm(forms.Form):
    """Where the monthly briefing goes; an empty address switches it off."""

    email = forms.EmailField(
        label=_("Surel"),
        required=False,
        help_text=_("Kosongkan untuk berhenti menerima. Ringkasan tidak memuat nilai orang."),
    )


class ReleaseForm(forms.Form):
    """What is new in a release of data."""

    note = forms.CharField(
        label=_("Apa yang baru"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terbaca warga di riwayat rilis, mis. “Angka Oktober masuk”."),
    )


class EmbeddingForm(forms.Form):
    """Sites that may show the portal's summary; empty switches it off."""

    origins = forms.CharField(
        label=_("Alamat situs, satu per baris"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "https://www.contohkab.go.id"}),
        help_text=_("Hanya situs ini yang boleh memasang ringkasan. Kosongkan untuk mematikan."),
    )


class UnsealReportForm(forms.Form):
    """Why a sealed report has to be read, and who is asked to agree."""

    case_number = forms.CharField(label=_("Nomor perkara"), max_length=60)
    reason = forms.CharField(
        label=_("Mengapa perlu dibaca"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, *args: Any, people: "QuerySet[Employee]", agency: Agency, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency
        offered = [("", _("Pilih orang kedua")), *((one.pk, one.full_name) for one in people)]
        self.people = {one.pk: one for one in people}
        self.fields["second"] = forms.TypedChoiceField(
            label=_("Orang kedua"),
            choices=offered,
            coerce=self._person,
            help_text=_("Dari luar unit Anda. Tanpa persetujuannya tidak ada yang terbuka."),
        )

    def _person(self, key: str) -> Employee:
        return self.people[int(key)]


class UnsealForm(UnsealReportForm):
    """The same of one person's records of a kind."""

    kind = forms.ChoiceField(
        label=_("Catatan apa"),
        choices=[one for one in Unsealing.Kind.choices if one[0] != Unsealing.Kind.REPORT],
        widget=forms.RadioSelect,
    )
    employee = forms.CharField(label=_("NIP pegawai yang catatannya dibaca"), max_length=25)
    field_order = ("kind", "employee")

    def clean_employee(self) -> Employee:
        """The employee of that NIP, typed with blanks or not."""
        bare = "".join(self.cleaned_data["employee"].split())
        found = Employee.objects.filter(agency=self.agency, nip=bare).first()
        if found is None:
            raise forms.ValidationError(_("NIP ini tidak ditemukan. Periksa angkanya."))
        return found
