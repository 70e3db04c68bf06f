from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import Indicator, IndicatorCard
from karsa.indicators.services.feeds import FeedWords
from karsa.org.models import Unit

_SHARE = IndicatorCard.Statistic.SHARE


class FeedUnitForm(forms.Form):
    """Whose machine it is: it may then report what that unit, or one below, answers for."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Unit pemilik mesin"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("name")  # type: ignore[attr-defined]


class FeedForm(forms.Form):
    """A machine, and the indicators it may report."""

    name = forms.CharField(
        label=_("Nama sumber data"), max_length=120, help_text=_("Misalnya Mesin antrean RSUD.")
    )
    provider = forms.CharField(label=_("Pengelola mesin"), required=False, max_length=200)
    every_days = forms.IntegerField(
        label=_("Seharusnya mengirim paling lambat tiap … hari"),
        min_value=1,
        max_value=400,
        initial=1,
        help_text=_("Lewat dari itu, sumber ini ditandai belum terdengar."),
    )
    indicators = forms.ModelMultipleChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator yang boleh diisi"),
        widget=forms.CheckboxSelectMultiple,
    )
    measure = forms.CharField(
        label=_("Satuan satu kejadian"),
        required=False,
        max_length=40,
        help_text=_(
            "Hanya untuk indikator persen dalam janji layanan, misalnya menit. Yang lain memakai "
            "satuan di kartunya."
        ),
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Indicator.objects.filter(
            unit__in=Unit.objects.under(unit), is_active=True, cards__isnull=False
        )
        field = self.fields["indicators"]
        field.queryset = rows.select_related("unit").distinct().order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A share in percent does not say what one event is measured in."""
        said: dict[str, Any] = super().clean() or {}
        self.measures: dict[Indicator, str] = {}
        chosen = list(said.get("indicators") or ())
        cards = IndicatorCard.objects.filter(indicator__in=chosen).order_by("version")
        newest = {card.indicator_id: card for card in cards}
        for indicator in chosen:
            card = newest[indicator.pk]
            self.measures[indicator] = (
                said.get("measure", "") if card.statistic == _SHARE else card.measure
            )
        if not all(self.measures.values()):
            self.add_error("measure", _now("Isi satuan satu kejadiannya, misalnya menit."))
        return said

    def words(self) -> FeedWords:
        """What was typed of the machine."""
        names = FeedWords.__dataclass_fields__
        return FeedWords(**{name: self.cleaned_data[name] for name in names})
