"""Signatures, scans and forms filled on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.documents.models import DocumentSetting, Method
from karsa.evaluations.forms.fields import one_line, text_area, tiles
from karsa.evaluations.queries.blanks import LINES


class CredentialForm(forms.Form):
    """What BSrE asks of a person; sent once, never shown again."""

    nik = forms.CharField(
        label=_("NIK"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase BSrE"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Dipakai sekali untuk tanda tangan ini; tidak disimpan."),
    )


class ScanForm(forms.Form):
    """A scan, and the code printed on the paper."""

    code = forms.CharField(
        label=_("Kode di bawah QR"),
        max_length=40,
        help_text=_("Dari kertas yang dipindai, agar pindaian tidak tertukar dengan versi lain."),
    )
    scan = forms.FileField(
        label=_("Pindaian"),
        help_text=_("PDF atau foto yang terbaca, semua halaman."),
        widget=forms.FileInput(attrs={"accept": ".pdf,image/*"}),
    )


class PapersForm(forms.Form):
    """An agency's paper and its way of signing."""

    paper = forms.ChoiceField(label=_("Ukuran kertas"), choices=DocumentSetting.Paper.choices)
    method = forms.ChoiceField(label=_("Cara tanda tangan"), choices=Method.choices)
    address = forms.URLField(
        label=_("Alamat e-sign client BSrE"), required=False, assume_scheme="https"
    )
    account = forms.CharField(label=_("Akun instansi"), max_length=100, required=False)
    password = forms.CharField(
        label=_("Sandi akun instansi"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kosongkan bila tidak diganti. Disimpan tersegel."),
    )


class PaperFormForm(ScanForm):
    """What every typed form needs: the code on the paper and its scan."""

    def said(self) -> dict[str, Any]:
        """What stands on the paper."""
        return {}


class TypedPlanForm(PaperFormForm):
    """The lines of a plan as they stand on the paper; empty ones are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in range(1, LINES + 1):
            self.fields[f"text_{line}"] = text_area(_("Hasil kerja"), 2, required=False)
            self.fields[f"measure_{line}"] = one_line(_("Indikator"), 500)
            self.fields[f"target_{line}"] = one_line(_("Target"), 200)

    def lines(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """The fields of each line, and whether it is the additional one."""
        names = ("text", "measure", "target")
        rows = ([self[f"{name}_{line}"] for name in names] for line in range(1, LINES + 1))
        return [(line == LINES, row) for line, row in enumerate(rows, start=1)]

    def said(self) -> dict[str, Any]:
        """The results with their measure, in the order of the paper."""
        given = self.cleaned_data
        lines = (line for line in range(1, LINES + 1) if given[f"text_{line}"].strip())
        return {
            "results": [
                {
                    "text": given[f"text_{line}"].strip(),
                    "kind": "additional" if line == LINES else "main",
                    "measure": given[f"measure_{line}"],
                    "target": given[f"target_{line}"],
                }
                for line in lines
            ]
        }


class TypedEvaluationForm(PaperFormForm):
    """The two ratings and the words as they stand on the paper."""

    result_rating = tiles(_("Hasil kerja"))
    behaviour_rating = tiles(_("Perilaku kerja"))
    reason = text_area(_("Alasan"), 3, required=False)
    recommendation = text_area(_("Catatan dan rekomendasi"), 2, required=False)

    def said(self) -> dict[str, Any]:
        """Both ratings with their words."""
        names = ("result_rating", "behaviour_rating", "reason", "recommendation")
        return {name: self.cleaned_data[name] for name in names}
