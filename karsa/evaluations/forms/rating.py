"""What a rater chooses and writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.evaluations.forms.fields import text_area, tiles
from karsa.evaluations.models import Evaluation, LeaderExpectation, Level, Rating
from karsa.evaluations.queries.decided import Decided
from karsa.evaluations.queries.facts import ResultFact
from karsa.evaluations.queries.proposal import Proposal
from karsa.kit import formats
from karsa.kit.offering import Offering
from karsa.org.models import Unit


class DecisionForm(forms.Form):
    """The two ratings, the reason, the message, and the words on each result."""

    result_rating = tiles(_("Hasil kerja"))
    behaviour_rating = tiles(_("Perilaku kerja"))
    reason = text_area(
        _("Alasan"),
        3,
        required=False,
        help_text=_(
            "Wajib bila berbeda dari usulan atau buktinya belum cukup. Untuk predikat tertinggi "
            "dan terendah, beri contoh nyata. Pegawai membacanya."
        ),
    )
    recommendation = text_area(_("Catatan dan rekomendasi"), 2, required=False)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = None in proposal.ratings
        for fact in proposal.results:
            self.fields[f"realisation_{fact.result_id}"] = text_area(
                _("Realisasi"), 2, required=False
            )

    def realisations(self) -> dict[int, str]:
        """What was written on each result, by its id."""
        named = ((name.split("_"), text) for name, text in self.cleaned_data.items())
        return {int(parts[1]): text for parts, text in named if parts[0] == "realisation"}


def first_words(fact: ResultFact) -> str:
    """Suggest a realisation from the verified figures: one line per measure that has one."""
    return "\n".join(
        f"{formats.number(one.actual)} {one.unit}".strip() + f" ({one.text})"
        for one in fact.measures
        if one.actual is not None
    )


def initial_of(proposal: Proposal, done: Decided | None) -> dict[str, str]:
    """What was decided before, else what the evidence proposes; nothing where it does not."""
    words = {f"realisation_{fact.result_id}": first_words(fact) for fact in proposal.results}
    if done is None:
        results, behaviour = proposal.ratings
        return words | {"result_rating": results or "", "behaviour_rating": behaviour or ""}
    written = {f"realisation_{key}": text for key, text in done.realisations.items()}
    return {
        **words,
        **written,
        "result_rating": done.result_rating,
        "behaviour_rating": done.behaviour_rating,
        "reason": done.reason,
        "recommendation": done.recommendation,
    }


class LevelForm(forms.Form):
    """The organisation's level of one unit."""

    level = forms.ChoiceField(label=_("Capaian kinerja organisasi"), choices=Level)
    reason = text_area(_("Alasan"), 2, required=False)


class ExpectationForm(forms.Form):
    """What a unit came to against its leader's expectation."""

    verdict = forms.ChoiceField(
        label=_("Dibanding ekspektasi Anda"),
        choices=LeaderExpectation.Verdict,
        widget=forms.RadioSelect,
    )
    words = text_area(
        _("Apa yang Anda harapkan, dan apa yang terjadi"),
        3,
        help_text=_("Kepala unit membacanya."),
    )


class AdviceForm(forms.Form):
    """What the evaluation team recommends."""

    level = forms.ChoiceField(label=_("Capaian kinerja organisasi"), choices=Level)
    reason = text_area(_("Alasan tim"), 3)


class IndexForm(Offering):
    """The index of bureaucratic reform of a year."""

    year = forms.IntegerField(label=_("Tahun"), min_value=2010, max_value=2100)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("Seluruh instansi")
    )
    value = forms.DecimalField(
        label=_("Nilai indeks"), min_value=0, max_digits=6, decimal_places=2, localize=True
    )
    scale = forms.DecimalField(
        label=_("Skala sampai"), min_value=1, max_digits=6, decimal_places=2, localize=True
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=200,
        help_text=_("Surat, laporan hasil evaluasi, atau alamat tempat angka ini diumumkan."),
    )


class QuadrantForm(forms.Form):
    """Two ratings, perhaps only one chosen yet."""

    result_rating = forms.ChoiceField(choices=Rating, required=False)
    behaviour_rating = forms.ChoiceField(choices=Rating, required=False)


def ratings_of(row: Evaluation) -> dict[str, str]:
    """What a verdict starts from: whoever changes one rating keeps the other."""
    return {"result_rating": row.result_rating, "behaviour_rating": row.behaviour_rating}
