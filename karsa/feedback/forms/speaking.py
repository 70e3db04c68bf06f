"""Feedback on somebody, and whom one asks for it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.feedback.forms.fields import area
from karsa.feedback.models import Feedback
from karsa.feedback.queries import Colleague
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES


class TopicForm(forms.Form):
    """What it is about: one result or one value of a plan."""

    topic = forms.ChoiceField(
        label=_("Tentang apa?"), error_messages={"required": _("Pilih hasil kerja atau nilai.")}
    )

    def __init__(self, *args: Any, plan: PerformancePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.results = {str(one.pk): one for one in plan.results.order_by("kind", "order")}
        topic = cast(forms.ChoiceField, self.fields["topic"])
        topic.choices = [
            ("", _("Pilih …")),
            (_("Hasil kerja"), [(key, one.text) for key, one in self.results.items()]),
            (_("Perilaku BerAKHLAK"), [(value.key, value.name) for value in VALUES]),
        ]

    @property
    def result(self) -> WorkResult | None:
        """The chosen result, if it is one."""
        return self.results.get(self.cleaned_data["topic"])

    @property
    def value(self) -> str:
        """The key of the chosen value, if it is one."""
        return "" if self.result else str(self.cleaned_data["topic"])


class FeedbackForm(TopicForm):
    """Feedback on one result or one value of a plan."""

    tone = forms.ChoiceField(
        label=_("Bagaimana keadaannya?"), choices=Feedback.Tone, widget=forms.RadioSelect
    )
    text = area(
        _("Umpan balik"),
        rows=4,
        help_text=_("Sebut yang Anda lihat, akibatnya, dan langkah berikutnya."),
    )
    file = forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_(
            "Foto. Atasan, dan pujian untuk dinding unit, boleh juga PDF atau dokumen sampai "
            "10 MB; dokumen dapat memuat nama pembuatnya."
        ),
    )
    is_sharable = forms.BooleanField(
        label=_("Pujian ini boleh tampil di dinding unit dengan nama saya, bila ia setuju"),
        required=False,
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

    def __init__(self, *args: Any, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["outside_party"]


class AskForm(TopicForm):
    """Whom to ask: a colleague, or an outside party by a link."""

    asked = forms.TypedChoiceField(
        label=_("Minta kepada"), coerce=int, required=False, empty_value=None
    )
    party = forms.CharField(
        label=_("Atau undang pihak luar"),
        required=False,
        max_length=200,
        help_text=_("Peran atau lembaganya, misalnya Ketua kader Posyandu Melati."),
    )
    work = area(
        _("Pekerjaan yang ditanyakan"),
        required=False,
        length=500,
        help_text=_("Hanya ini yang terbaca di tautan. Jangan tulis nama orang, NIP, atau nomor."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = cast(forms.TypedChoiceField, self.fields["asked"])
        people = [(one.employee_id, f"{one.name} · {one.position}") for one in colleagues]
        asked.choices = [("", _("Pilih rekan, atasan, atau bawahan …")), *people]

    def clean(self) -> dict[str, Any]:
        """One of the two, not both."""
        said = super().clean() or {}
        if bool(said.get("asked")) == bool(said.get("party")):
            self.add_error("asked", _("Pilih satu: seorang rekan kerja, atau pihak luar."))
        if said.get("party") and not said.get("work"):
            self.add_error("work", _("Tulis pekerjaan mana yang Anda tanyakan kepadanya."))
        return said
