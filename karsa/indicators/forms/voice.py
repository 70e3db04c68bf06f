"""Parsing of the choice of what citizens' voice measures an indicator."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import VoiceSource
from karsa.indicators.services.voices import Voice
from karsa.org.models import Service


class VoiceForm(forms.Form):
    """Which voice and statistic, of which service; none at all types figures in as before."""

    source = forms.ChoiceField(
        label=_("Diukur dari"),
        required=False,
        help_text=_("Angkanya masuk sendiri tiap malam, dengan jumlah suaranya."),
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label=_("Layanan"),
        required=False,
        empty_label=_("Pilih layanan"),
    )

    def __init__(
        self, *args: Any, voices: Iterable[Voice], services: QuerySet[Service], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (
                voice.label,
                [(f"{voice.code}:{code}", name) for code, name in voice.statistics.items()],
            )
            for voice in voices
        ]
        choices: list[Any] = [("", _("Bukan dari suara warga")), *groups]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
        self.fields["service"].queryset = services  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Voice, statistic and service as chosen."""
        voice, _colon, statistic = self.cleaned_data["source"].partition(":")
        return {
            "voice": voice,
            "statistic": statistic,
            "service": self.cleaned_data["service"],
        }


def known(row: VoiceSource | None) -> dict[str, object]:
    """What is chosen now."""
    return {} if row is None else {"source": f"{row.voice}:{row.statistic}", "service": row.service}
