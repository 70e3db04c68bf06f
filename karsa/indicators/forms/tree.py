"""Parsing and wording of the forms of the tree and the strategic plan."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.indicators.forms.fields import area, reviewed
from karsa.indicators.models import Indicator, PerformanceNode, StrategicPlan, StrategyItem
from karsa.indicators.services import ItemWords, Money, NodeWords
from karsa.indicators.services.strategy import PARENT_KIND
from karsa.org.models import Unit
from karsa.org.models.units import below

Kind = StrategyItem.Kind


def _rows(queryset: Any, label: Any, empty: Any, **more: Any) -> Any:
    return forms.ModelChoiceField(
        queryset=queryset, label=label, required=False, empty_label=empty, **more
    )


def _offer(form: forms.Form, **rows: QuerySet[Any]) -> None:
    for name, queryset in rows.items():
        form.fields[name].queryset = queryset  # type: ignore[attr-defined]


def _units(plan: StrategicPlan) -> QuerySet[Unit]:
    return Unit.objects.filter(agency=plan.agency_id, is_open=True).order_by("path")


class NodeForm(forms.Form):
    """A node of the tree under any number of parents; its owner may come later."""

    code = forms.CharField(label=_("Kode"), max_length=20)
    level = forms.CharField(label=_("Tingkat"), max_length=20, help_text=_("Misalnya S1."))
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=PerformanceNode.Kind.choices,
        initial=PerformanceNode.Kind.OUTCOME,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Hasil yang ingin dicapai"), max_length=1000, widget=reviewed("simpul")
    )
    objective = _rows(StrategyItem.objects.none(), _("Menjabarkan sasaran"), _("Belum dikaitkan"))
    owner = _rows(Unit.objects.none(), _("Penanggung jawab"), _("Belum ditentukan"))
    parents = forms.ModelMultipleChoiceField(
        queryset=PerformanceNode.objects.none(),
        label=_("Mendukung"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: StrategicPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(
            self,
            objective=plan.items.filter(kind=Kind.OBJECTIVE).order_by("code"),
            owner=_units(plan),
            parents=plan.nodes.order_by("level", "code"),
        )

    def words(self) -> NodeWords:
        """The node as typed."""
        names = NodeWords.__dataclass_fields__
        return NodeWords(**{name: self.cleaned_data[name] for name in names})


class ParentForm(forms.Form):
    """One more thing that a node supports."""

    parent = forms.ModelChoiceField(
        queryset=PerformanceNode.objects.none(), label=_("Mendukung"), empty_label=_("Pilih simpul")
    )

    def __init__(self, *args: Any, node: PerformanceNode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = PerformanceNode.objects.filter(plan=node.plan_id).exclude(pk=node.pk)
        _offer(self, parent=others.exclude(down__child=node).order_by("level", "code"))


class PlanForm(forms.Form):
    name = forms.CharField(label=_("Nama rencana strategis"), max_length=200)
    first_year = forms.IntegerField(label=_("Tahun awal"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=_("Tahun akhir"), min_value=2000, max_value=2100)
    vision = forms.CharField(label=_("Visi"), required=False, max_length=2000, widget=area(2))


class ItemForm(forms.Form):
    """A line of the plan: its code, its words, and what it stands under."""

    parent = forms.ModelChoiceField(queryset=StrategyItem.objects.none(), empty_label=_("Pilih"))
    code = forms.CharField(label=_("Kode"), max_length=20)
    text = forms.CharField(label=_("Kalimat"), max_length=1000, widget=area(2))
    owner = _rows(Unit.objects.none(), _("Penanggung jawab"), _("Belum ditentukan"))

    def __init__(self, *args: Any, plan: StrategicPlan, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, owner=_units(plan))
        above = PARENT_KIND[Kind(kind)]
        if above is None:
            del self.fields["parent"]
        else:
            self.fields["parent"].label = above.label
            _offer(self, parent=plan.items.filter(kind=above).order_by("code"))

    def words(self) -> ItemWords:
        """The line as typed."""
        return ItemWords(**self.cleaned_data)


class ObjectiveIndicatorsForm(forms.Form):
    """The indicators that measure an objective, out of those of its owner that are free."""

    indicators = forms.ModelMultipleChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator kinerja utama"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, objective: StrategyItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Q(objective=objective)
        if objective.owner is not None:
            here |= Q(objective=None) & below((objective.owner.path,), "unit__path")
        rows = Indicator.objects.filter(here, agency=objective.agency_id, is_active=True)
        _offer(self, indicators=rows.order_by("name"))


class MoneyForm(forms.Form):
    """A programme's year: what it may cost and what it has cost."""

    ceiling = forms.IntegerField(
        label=_("Pagu"), help_text=_("Dalam rupiah, tanpa sen."), min_value=0, localize=True
    )
    realised = forms.IntegerField(label=_("Realisasi"), required=False, min_value=0, localize=True)
    realised_on = forms.DateField(
        label=_("Realisasi sampai tanggal"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def money(self) -> Money:
        """The money as typed."""
        return Money(**self.cleaned_data)


class SetPlanForm(forms.Form):
    """Why the tree is set anew."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Boleh kosong pada penetapan pertama."),
        required=False,
        max_length=300,
        widget=area(2),
    )
