"""Parsing and wording of the innovation register's forms."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.forms.fields import area, day_field
from karsa.indicators.models import Indicator, Innovation
from karsa.indicators.services import InnovationWords
from karsa.org.models import Assignment, Employee, Unit
from karsa.rules.flow import INNOVATION


class InnovationForm(forms.Form):
    """A problem and what is changed to solve it, where it should be seen, and who works on it."""

    title = forms.CharField(
        label=_("Nama inovasi"), max_length=200, help_text=_("Contoh: antrean lewat pesan singkat.")
    )
    problem = forms.CharField(
        label=_("Masalah yang dijawab"),
        max_length=2000,
        widget=area(),
        help_text=_("Contoh: pasien datang pukul 7 dan baru diperiksa pukul 10."),
    )
    change = forms.CharField(
        label=_("Apa yang diubah"),
        max_length=2000,
        widget=area(),
        help_text=_("Contoh: pasien memilih jam, loket dibuka menurut jam itu."),
    )
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Terlihat pada indikator"),
        required=False,
        empty_label=_("Belum ada"),
        help_text=_("Angka sebelum dan sesudah perubahan dibaca dari sini."),
    )
    team = forms.ModelMultipleChoiceField(
        queryset=Employee.objects.none(),
        label=_("Tim"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Assignment.objects.on(actor.today).filter(unit=unit)
        self._offer("indicator", Indicator.objects.filter(unit=unit, is_active=True))
        self._offer("team", Employee.objects.filter(pk__in=posts.values("employee")))

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows.order_by("name")  # type: ignore[attr-defined]

    def words(self) -> InnovationWords:
        """What was written, without the team."""
        names = InnovationWords.__dataclass_fields__
        return InnovationWords(**{name: self.cleaned_data[name] for name in names})


class StepForm(forms.Form):
    """The next state, the day the change began, and what was learned."""

    state = forms.ChoiceField(label=_("Menjadi"), widget=forms.RadioSelect)
    changed_on = day_field(
        _("Perubahan dimulai"), required=False, help_text=_("Memisahkan sebelum dan sesudahnya.")
    )
    lesson = forms.CharField(
        label=_("Pelajaran"),
        required=False,
        max_length=2000,
        widget=area(),
        help_text=_("Wajib bila dihentikan: apa yang sebaiknya diketahui unit lain."),
    )

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        field.choices = [  # type: ignore[attr-defined]
            choice for choice in Innovation.State.choices if choice[0] in INNOVATION[now]
        ]


class ReplicateForm(forms.Form):
    """The unit that takes the innovation over, and since when."""

    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(), label=_("Unit yang menirunya"), empty_label=_("Pilih unit")
    )
    since = day_field(_("Sejak"))
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Apa yang disesuaikan dan bagaimana jalannya."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
