"""Parsing of the choice of what citizens' voice measures an indicator."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import VoiceSource
from karsa.indicators.services.voices import VOICES
from karsa.kit.offering import Offering
from karsa.org.models import Service


def _sources() -> Iterator[tuple[Any, Any]]:
    yield "", _("Bukan dari suara warga")
    for voice in VOICES.values():
        said = voice.statistics.items()
        yield voice.label, [(f"{voice.code}:{code}", name) for code, name in said]


class VoiceForm(Offering):
    """Which voice and statistic, of which service; none at all types figures in as before."""

    source = forms.ChoiceField(
        label=_("Diukur dari"),
        choices=_sources,
        required=False,
        help_text=_("Angkanya masuk sendiri tiap malam, dengan jumlah suaranya."),
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label=_("Layanan"),
        required=False,
        empty_label=_("Pilih layanan"),
    )

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
