from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import Indicator
from karsa.kit.formats import MOST_RUPIAH
from karsa.org.models import Assignment
from karsa.plans.forms.plan import area, cascade_field, reviewed
from karsa.plans.services import Brought, QuarterWords, RowWords


class MatrixForm(forms.Form):
    title = forms.CharField(
        label=_("Judul matriks"),
        help_text=_("Biasanya jabatan pimpinan atau nama tim."),
        max_length=200,
    )
    owner_position = forms.CharField(label=_("Jabatan pemilik"), required=False, max_length=200)


class ColumnsForm(forms.Form):
    text = forms.CharField(
        label=_("Kolom: hasil antara, produk, atau layanan"),
        help_text=_("Satu kolom tiap baris."),
        max_length=8000,
        widget=area(8),
    )


class RowsForm(forms.Form):
    """People of the unit, and positions nobody is named for yet."""

    people = forms.ModelMultipleChoiceField(
        queryset=Assignment.objects.none(),
        label=_("Pegawai"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    positions = forms.CharField(
        label=_("Jabatan yang belum ada orangnya"),
        help_text=_("Satu jabatan tiap baris."),
        required=False,
        max_length=4000,
        widget=area(4),
    )

    def __init__(self, *args: Any, posts: QuerySet[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        people.queryset = posts  # type: ignore[attr-defined]
        people.label_from_instance = _name  # type: ignore[attr-defined]

    def rows(self) -> list[RowWords]:
        """The rows in order: people, then positions."""
        lines = self.cleaned_data["positions"].splitlines()
        named = [RowWords(post, post.position.name) for post in self.cleaned_data["people"]]
        return named + [RowWords(position=line.strip()) for line in lines if line.strip()]


def _name(post: Assignment) -> str:
    return f"{post.employee.full_name} · {post.position.name}"


class ObjectiveForm(forms.Form):
    text = forms.CharField(label=_("Sasaran"), max_length=1000, widget=reviewed("hasil", 2))


class LineForm(forms.Form):
    """An indicator of the agreement: its words as printed, and the row that is measured."""

    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator unit"),
        required=False,
        empty_label=_("Tidak ada di daftar"),
    )
    text = forms.CharField(
        label=_("Indikator kinerja utama"), max_length=300, widget=reviewed("ukuran", 2)
    )
    target = forms.CharField(
        label=_("Target"), help_text=_("Seperti akan dicetak: 100%."), required=False, max_length=60
    )
    cascade = cascade_field()

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        field.queryset = indicators  # type: ignore[attr-defined]


class BudgetForm(forms.Form):
    name = forms.CharField(label=_("Program atau kegiatan"), max_length=300, widget=area(2))
    amount = forms.IntegerField(
        max_value=MOST_RUPIAH,
        label=_("Anggaran"),
        help_text=_("Dalam rupiah, tanpa sen."),
        required=False,
        min_value=0,
        localize=True,
    )


def _rupiah(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=_("Dalam rupiah, tanpa sen."),
        required=False,
        min_value=0,
        max_value=MOST_RUPIAH,
        localize=True,
    )


def _number(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, max_digits=18, decimal_places=4, localize=True, **more
    )


class QuarterForm(forms.Form):
    """A step of the action plan in one quarter."""

    text = forms.CharField(
        label=_("Apa yang dihasilkan pada triwulan ini?"), max_length=300, widget=area(2)
    )
    target = forms.CharField(
        label=_("Target triwulan"),
        help_text=_("Seperti akan dicetak: 1 dokumen."),
        required=False,
        max_length=60,
    )
    target_value = _number(
        _("Angka target"), help_text=_("Isi bila bisa dihitung, supaya capaiannya terlihat.")
    )
    budget = _rupiah(_("Anggaran"))

    def words(self) -> QuarterWords:
        """The step as typed."""
        return QuarterWords(**self.cleaned_data)


class BroughtForm(forms.Form):
    """What came of a step."""

    realised = forms.CharField(
        label=_("Realisasi"),
        help_text=_("Seperti akan dicetak: 1 dokumen."),
        required=False,
        max_length=60,
    )
    realised_value = _number(_("Angka realisasi"))
    spent = _rupiah(_("Realisasi anggaran"))
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=2000, widget=area(2))

    def brought(self) -> Brought:
        """What was said of it."""
        return Brought(**self.cleaned_data)
