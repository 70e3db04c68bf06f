"""The forms of guidance: B.1.6 to B.1.10."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.feedback.forms.fields import area, day_field
from karsa.feedback.forms.speaking import TopicForm
from karsa.feedback.models import Guidance
from karsa.feedback.services.guiding import Meeting, Step
from karsa.rules.behaviour import VALUES
from karsa.rules.guidance import COMPETENCES, OPINION, SCALE

STEPS = 3


class GuidanceForm(TopicForm):
    """One meeting: what the kind asks, and up to three steps with their days."""

    day = day_field(_("Tanggal"))
    place = forms.CharField(label=_("Tempat"), required=False, max_length=120)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Guidance.Kind(kind)
        for number, (key, label) in enumerate(Guidance.QUESTIONS[self.kind].items()):
            self.fields[key] = area(label, required=number == 0, rows=2)
        for number in range(1, STEPS + 1):
            is_first = number == 1
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Langkah %(n)s yang disepakati") % {"n": number},
                required=is_first,
                max_length=300,
            )
            self.fields[f"due_{number}"] = day_field(_("Selesai paling lambat"), required=is_first)
        if self.kind == Guidance.Kind.COACHING:
            self.fields["adjusts"] = forms.BooleanField(
                label=_("Perlu penyesuaian ukuran keberhasilan dan target (SKP diubah)"),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A step needs its day."""
        said = super().clean() or {}
        for number in range(2, STEPS + 1):
            if said.get(f"step_{number}") and not said.get(f"due_{number}"):
                self.add_error(f"due_{number}", _("Isi tanggal langkah ini."))
        return said

    @property
    def meeting(self) -> Meeting:
        """What was typed of the meeting."""
        said = self.cleaned_data
        asked = Guidance.QUESTIONS[self.kind]
        answers = {key: said[key].strip() for key in asked if said[key].strip()}
        return Meeting(self.kind, said["day"], said["place"], answers)

    @property
    def steps(self) -> list[Step]:
        """What was agreed."""
        said = self.cleaned_data
        return [
            Step(said[f"step_{n}"], said[f"due_{n}"], said.get("adjusts", False))
            for n in range(1, STEPS + 1)
            if said[f"step_{n}"]
        ]


class OpinionForm(forms.Form):
    """B.1.8: nine criteria, each with words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (_about, text) in enumerate(OPINION, start=1):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=text, required=False, max_length=500
            )

    @property
    def answers(self) -> list[str]:
        """The words per criterion, in the form's order."""
        return [self.cleaned_data[f"answer_{n}"].strip() for n in range(1, len(OPINION) + 1)]


class CompetenceForm(forms.Form):
    """B.1.9: a score with a reason per competence, the technical one named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["technical"] = forms.CharField(label=_("Kompetensi teknis"), max_length=120)
        scale = [("", _("Pilih …")), *((n, f"{n} · {word}") for n, word in enumerate(SCALE, 1))]
        for number, name in enumerate((*COMPETENCES, gettext("Kompetensi teknis")), start=1):
            self.fields[f"score_{number}"] = forms.TypedChoiceField(
                label=name, choices=scale, coerce=int
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=_("Alasan"), required=False, max_length=300
            )
        self.fields["recommendation"] = area(_("Rekomendasi"))

    @property
    def scores(self) -> list[tuple[int, str]]:
        """Score and reason per competence, the technical one last."""
        said = self.cleaned_data
        return [(said[f"score_{n}"], said[f"reason_{n}"]) for n in range(1, len(COMPETENCES) + 2)]


class BehaviourReportForm(forms.Form):
    """B.1.10."""

    value = forms.ChoiceField(
        label=_("Nilai dasar yang mana?"), choices=[(one.key, one.name) for one in VALUES]
    )
    expectation = area(_("Ekspektasi khusus Anda, bila ada"), required=False, length=1000)
    problem = area(_("Jelaskan permasalahannya secara rinci"), rows=5)
    is_widespread = forms.BooleanField(
        label=_("Permasalahan serupa juga terjadi pada pegawai lain"), required=False
    )
    tried = area(_("Apa yang sudah Anda lakukan untuk memperbaikinya?"))
