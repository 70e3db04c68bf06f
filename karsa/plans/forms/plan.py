from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import Indicator, IndicatorCard
from karsa.kit.wording import Reviewed
from karsa.plans.models import (
    ActionItem,
    Cascade,
    IndividualIndicator,
    PerformancePlan,
    WorkResult,
)
from karsa.plans.queries.choices import carried
from karsa.plans.services import (
    ActionWords,
    ManualWords,
    MeasureWords,
    ResultWords,
    WorkblockWords,
)
from karsa.rules.achievement import POLARITY_NAMES

Aspect = IndividualIndicator.Aspect


def area(rows: int = 3, **attrs: str) -> forms.Textarea:
    """A text field of some lines."""
    return forms.Textarea({"rows": rows, **attrs})


def reviewed(part: str, rows: int = 3) -> Reviewed:
    """A text field whose wording is reviewed: "hasil" or "ukuran"."""
    return Reviewed(reverse_lazy("indicators:wording", args=[part]), rows)


def calendar() -> forms.DateInput:
    """The device's own calendar."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def cascade_field() -> forms.ChoiceField:
    """How a linked indicator comes down."""
    return forms.ChoiceField(
        label=_("Cara menurunkan indikator"),
        choices=Cascade.choices,
        help_text=_(
            "Langsung: indikator yang sama menjadi ukuran di sini. "
            "Tidak langsung: hasil ini menopang indikator itu dengan ukurannya sendiri."
        ),
        required=False,
        widget=forms.RadioSelect,
    )


class StartForm(forms.Form):
    approach = forms.ChoiceField(
        label=_("Pendekatan hasil kerja"),
        choices=PerformancePlan.Approach.choices,
        widget=forms.RadioSelect,
        initial=PerformancePlan.Approach.QUANTITATIVE,
        help_text=_("Kuantitatif memakai angka target; kualitatif memakai kalimat ekspektasi."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=area())


class TextForm(forms.Form):
    text = forms.CharField(label=_("Tulis pesan"), max_length=2000, widget=area())


class ResultForm(forms.Form):
    """A result as its writer states it; what it supports is a choice or free words."""

    text = forms.CharField(
        label=_("Hasil kerja"),
        help_text=_(
            "Tulis hasilnya, bukan kegiatannya. Contoh: Ibu hamil mendapat layanan lengkap."
        ),
        max_length=1000,
        widget=reviewed("hasil"),
    )
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=WorkResult.Kind.choices, widget=forms.RadioSelect, initial="main"
    )
    supports = forms.ModelChoiceField(
        queryset=WorkResult.objects.none(),
        label=_("Mendukung hasil kerja pimpinan"),
        required=False,
        empty_label=_("Belum ada di daftar"),
    )
    supports_text = forms.CharField(
        label=_("Atau tulis sendiri hasil kerja pimpinan"),
        help_text=_("Isi bila rencana pimpinan belum ada."),
        max_length=1000,
        required=False,
        widget=area(2),
    )
    assigned_by = forms.CharField(label=_("Penugasan dari"), max_length=200, required=False)

    def __init__(self, *args: Any, supportable: QuerySet[WorkResult], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        supports = self.fields["supports"]
        supports.queryset = supportable  # type: ignore[attr-defined]

    def words(self) -> ResultWords:
        """What was typed, for the service."""
        return ResultWords(**self.cleaned_data)


class MeasureForm(forms.Form):
    """A measure; the countable parts are optional and feed the expected line."""

    text = forms.CharField(
        label=_("Ukuran keberhasilan"),
        max_length=1000,
        widget=reviewed("ukuran", 2),
    )
    target = forms.CharField(
        label=_("Target"),
        help_text=_("Seperti akan dicetak: 120 orang, paling lama 15 menit."),
        max_length=200,
        required=False,
    )
    aspect = forms.ChoiceField(label=_("Aspek"), required=False, widget=forms.RadioSelect)
    target_value = forms.DecimalField(
        label=_("Angka target"),
        help_text=_("Isi bila targetnya bisa dihitung, supaya kemajuannya terlihat."),
        required=False,
        max_digits=18,
        decimal_places=4,
        localize=True,
    )
    measure = forms.CharField(label=_("Satuan"), max_length=40, required=False)
    polarity = forms.ChoiceField(
        label=_("Arah yang baik"),
        choices=[(key, _(name)) for key, name in POLARITY_NAMES.items()],
        initial="maximize",
    )
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator unit yang diukur"),
        required=False,
        empty_label=_("Tidak terhubung"),
    )
    cascade = cascade_field()

    def __init__(self, *args: Any, plan: PerformancePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = IndividualIndicator.PERSPECTIVES
        aspect, indicator = self.fields["aspect"], self.fields["indicator"]
        aspect.choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in Aspect if (one in known) == plan.for_head
        ]
        quantitative = plan.approach == PerformancePlan.Approach.QUANTITATIVE
        aspect.required = plan.for_head or quantitative
        self.fields["target"].required = quantitative
        self.fields["cascade"].initial = Cascade.DIRECT if plan.for_head else Cascade.INDIRECT
        if plan.for_head:
            aspect.label = _("Perspektif")
        indicator.queryset = carried(plan)  # type: ignore[attr-defined]

    def words(self) -> MeasureWords:
        """What was typed, for the service."""
        return MeasureWords(**self.cleaned_data)


class ManualForm(forms.Form):
    """The fields of A.1.3 beside result and measure."""

    title = forms.CharField(
        label=_("Nama indikator"),
        help_text=_("Kosongkan bila sama dengan ukuran pada rencana."),
        required=False,
        max_length=1000,
    )
    purpose = forms.CharField(label=_("Tujuan"), required=False, max_length=2000, widget=area())
    definition = forms.CharField(
        label=_("Definisi"), required=False, max_length=4000, widget=area(4)
    )
    definition_items = forms.CharField(
        label=_("Rincian definisi"),
        help_text=_("Satu butir tiap baris."),
        required=False,
        max_length=4000,
        widget=area(4),
    )
    formula = forms.CharField(label=_("Formula"), required=False, max_length=2000, widget=area(2))
    measurement_unit = forms.CharField(label=_("Satuan pengukuran"), required=False, max_length=60)
    quality = forms.ChoiceField(
        label=_("Kualitas dan tingkat kendali"),
        choices=IndicatorCard.Quality.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Sumber data"), required=False, max_length=2000, widget=area(2)
    )
    reporting_period = forms.ChoiceField(
        label=_("Periode pelaporan"),
        choices=IndicatorCard.Frequency.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def words(self) -> ManualWords:
        """What was typed, for the service."""
        return ManualWords(**_one_line_each(self.cleaned_data))


class WorkblockForm(forms.Form):
    """The fields of A.1.4; lists are one step per line."""

    initiative = forms.CharField(label=_("Judul strategi"), max_length=1000, widget=area(2))
    intervenes_on = forms.CharField(
        label=_("Indikator dan target yang diintervensi"),
        required=False,
        max_length=1000,
        widget=area(2),
    )
    owner = forms.CharField(label=_("Pemilik strategi"), required=False, max_length=200)
    parties = forms.CharField(
        label=_("Pihak yang terlibat"),
        help_text=_("Satu pihak tiap baris."),
        required=False,
        max_length=1000,
        widget=area(2),
    )
    completion_time = forms.CharField(label=_("Waktu penyelesaian"), required=False, max_length=100)
    beneficiary = forms.CharField(label=_("Penerima manfaat"), required=False, max_length=200)
    purpose = forms.CharField(label=_("Tujuan"), required=False, max_length=1000, widget=area(2))
    budget = forms.CharField(label=_("Anggaran"), required=False, max_length=200)
    routine_activities = forms.CharField(
        label=_("Kegiatan kunci rutin"),
        help_text=_("Satu kegiatan tiap baris."),
        required=False,
        max_length=4000,
        widget=area(),
    )
    transformative_activities = forms.CharField(
        label=_("Kegiatan kunci transformatif"), required=False, max_length=4000, widget=area()
    )
    routine_milestones = forms.CharField(
        label=_("Keluaran kunci rutin"), required=False, max_length=4000, widget=area()
    )
    transformative_milestones = forms.CharField(
        label=_("Keluaran kunci transformatif"), required=False, max_length=4000, widget=area()
    )

    def words(self) -> WorkblockWords:
        """What was typed, for the service."""
        return WorkblockWords(**_one_line_each(self.cleaned_data))


class ActionForm(forms.Form):
    """A step of the action plan."""

    text = forms.CharField(label=_("Apa yang akan dikerjakan?"), max_length=300, widget=area(2))
    target_value = forms.DecimalField(
        label=_("Jumlah"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=4,
        localize=True,
    )
    measure = forms.CharField(label=_("Satuan"), max_length=40, required=False)
    starts = forms.DateField(label=_("Mulai"), widget=calendar())
    ends = forms.DateField(label=_("Selesai"), widget=calendar())

    def words(self) -> ActionWords:
        """What was typed, for the service."""
        return ActionWords(**self.cleaned_data)


def initial(row: Any, form: type[forms.Form]) -> dict[str, Any]:
    """The row's values for the fields of `form`."""
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}


def action_initial(plan: PerformancePlan, action: ActionItem | None) -> dict[str, Any]:
    """A new step runs for the whole plan until somebody says otherwise."""
    return initial(action, ActionForm) if action else {"starts": plan.starts, "ends": plan.ends}


def _one_line_each(values: dict[str, Any]) -> dict[str, Any]:
    """Browsers send other line ends than we keep; empty lines mean nothing."""
    return {
        name: "\n".join(line.strip() for line in value.splitlines() if line.strip())
        for name, value in values.items()
    }
