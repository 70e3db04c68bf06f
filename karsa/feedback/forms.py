"""Parsing what is typed into feedback; the services decide whether it will do."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.feedback.models import Feedback
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES


class FeedbackForm(forms.Form):
    """Feedback on one result or one value of a plan."""

    topic = forms.ChoiceField(
        label=_("Tentang apa?"), error_messages={"required": _("Pilih hasil kerja atau nilai.")}
    )
    tone = forms.ChoiceField(
        label=_("Bagaimana keadaannya?"), choices=Feedback.Tone, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Umpan balik"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Sebut yang Anda lihat, akibatnya, dan langkah berikutnya."),
    )
    is_scheduled = forms.BooleanField(
        label=_("Ini umpan balik berkala periode ini"), required=False
    )
    outside_party = forms.CharField(
        label=_("Disampaikan oleh pihak luar"),
        required=False,
        max_length=200,
        help_text=_("Isi nama dan perannya bila ini kata orang lain, misalnya Lurah Melati."),
    )

    def __init__(self, *args: Any, plan: PerformancePlan, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.results = {str(one.pk): one for one in plan.results.order_by("kind", "order")}
        topic = cast(forms.ChoiceField, self.fields["topic"])
        topic.choices = [
            ("", _("Pilih …")),
            (_("Hasil kerja"), [(key, one.text) for key, one in self.results.items()]),
            (_("Perilaku BerAKHLAK"), [(value.key, value.name) for value in VALUES]),
        ]
        if not leads:
            del self.fields["is_scheduled"], self.fields["outside_party"]

    @property
    def result(self) -> WorkResult | None:
        """The chosen result, if it is one."""
        return self.results.get(self.cleaned_data["topic"])

    @property
    def value(self) -> str:
        """The key of the chosen value, if it is one."""
        return "" if self.result else str(self.cleaned_data["topic"])
