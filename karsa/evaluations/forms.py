"""Typed parsers of what people send; nothing typed is lost."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.documents.models import DocumentSetting, Method
from karsa.evaluations.models import Evaluation, EvaluationQuerySet, Level, Objection, Rating
from karsa.evaluations.queries.blanks import LINES
from karsa.evaluations.queries.decided import Decided
from karsa.evaluations.queries.facts import ResultFact
from karsa.evaluations.queries.proposal import Proposal
from karsa.kit import formats

# Short words for three tiles beside each other, worst first as the quadrant reads.
_TILES = (("below", _("Di bawah")), ("meets", _("Sesuai")), ("above", _("Di atas")))


def _tiles(label: Any, **over: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_TILES, widget=forms.RadioSelect, **over)


def _text(label: Any, rows: int, **over: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=4000, **over)


class DecisionForm(forms.Form):
    """The two ratings, the reason, the message, and the words on each result."""

    result_rating = _tiles(_("Hasil kerja"))
    behaviour_rating = _tiles(_("Perilaku kerja"))
    reason = _text(
        _("Alasan"),
        3,
        required=False,
        help_text=_(
            "Wajib bila berbeda dari usulan atau buktinya belum cukup. Untuk predikat tertinggi "
            "dan terendah, beri contoh nyata. Pegawai membacanya."
        ),
    )
    recommendation = _text(_("Catatan dan rekomendasi"), 2, required=False)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = None in proposal.ratings
        for fact in proposal.results:
            self.fields[f"realisation_{fact.result_id}"] = _text(_("Realisasi"), 2, required=False)

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
    reason = _text(_("Alasan"), 2, required=False)


class VignetteForm(forms.Form):
    """An invented person's year."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    story = _text(
        _("Kisahnya"),
        10,
        help_text=_("Target, yang tercapai, bukti, dan perilakunya. Tanpa nama orang sungguhan."),
    )


class RatingsForm(forms.Form):
    """Both ratings: of an invented person, of a case in a session, or a second time."""

    result_rating = _tiles(_("Hasil kerja"))
    behaviour_rating = _tiles(_("Perilaku kerja"))


class AnswerForm(forms.Form):
    """What a rater says to the figures about them."""

    text = _text(_("Tanggapan Anda"), 5)


class CasesForm(forms.Form):
    """Whom a session talks over; names only, nobody chooses by the grade."""

    cases = forms.MultipleChoiceField(
        label=_("Orang yang dibahas"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Dua sampai empat orang. Pilih yang pekerjaannya bisa dibandingkan."),
    )

    def __init__(self, *args: Any, rows: EvaluationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["cases"]).choices = [
            (row.pk, f"{row.assignment.employee.full_name} · {row.assignment.position.name}")
            for row in rows
        ]

    def keys(self) -> list[int]:
        """The evaluations that were ticked."""
        return [int(key) for key in self.cleaned_data["cases"]]


class NoteForm(forms.Form):
    """What was said about a case."""

    text = _text(
        _("Catatan pembahasan"),
        4,
        help_text=_("Tulis bukti yang dibahas dan apa yang belum jelas."),
    )


class DrawForm(forms.Form):
    """A draw that anybody can repeat."""

    seed = forms.CharField(
        label=_("Kata undian"),
        max_length=60,
        help_text=_("Diumumkan sebelum diundi, misalnya angka undian umum hari itu."),
    )
    wanted = forms.IntegerField(label=_("Jumlah orang"), min_value=1, max_value=500, initial=20)


class ReasonForm(forms.Form):
    """Why, where the service asks for it."""

    reason = _text(_("Alasan"), 4, required=False)


class TakeoverForm(forms.Form):
    """Why a late rating is taken over."""

    reason = _text(
        _("Alasan"), 4, help_text=_("Apa yang sudah Anda tanyakan kepada pejabat penilainya.")
    )


class StatementForm(forms.Form):
    """What the person says before a final result, and a file."""

    text = _text(
        _("Penjelasan Anda"),
        6,
        help_text=_("Apa yang Anda capai pada periode ini, dan buktinya di mana."),
    )
    evidence = forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_("Foto, PDF, atau dokumen, paling besar 10 MB."),
    )


class ObjectionForm(forms.Form):
    """The person's reason and a file."""

    reason = _text(
        _("Alasan keberatan"),
        6,
        help_text=_("Sebut bagian mana yang menurut Anda berbeda, dan bukti apa yang ada."),
    )
    evidence = forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_("Foto, PDF, atau dokumen, paling besar 10 MB."),
    )


class ExplanationForm(forms.Form):
    """The rater's answer."""

    text = _text(_("Penjelasan Anda"), 5)


class VerdictForm(forms.Form):
    """The superior's decision on an objection."""

    decision = forms.ChoiceField(
        label=_("Putusan"),
        choices=(
            (Objection.Decision.AFFIRMS, _("Menguatkan hasil evaluasi")),
            (Objection.Decision.CHANGES, _("Mengubah hasil evaluasi")),
        ),
        widget=forms.RadioSelect,
    )
    result_rating = _tiles(_("Bila mengubah: hasil kerja menjadi"), required=False)
    behaviour_rating = _tiles(_("Bila mengubah: perilaku kerja menjadi"), required=False)
    reason = _text(_("Alasan putusan"), 4)
    recommendation = _text(_("Rekomendasi baru"), 2, required=False)


def ratings_of(row: Evaluation) -> dict[str, str]:
    """What a verdict starts from: whoever changes one rating keeps the other."""
    return {"result_rating": row.result_rating, "behaviour_rating": row.behaviour_rating}


class QuadrantForm(forms.Form):
    """Two ratings, perhaps only one chosen yet."""

    result_rating = forms.ChoiceField(choices=Rating, required=False)
    behaviour_rating = forms.ChoiceField(choices=Rating, required=False)


class CredentialForm(forms.Form):
    """What BSrE asks of a person; sent once, never shown again."""

    nik = forms.CharField(
        label=_("NIK"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase BSrE"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Dipakai sekali untuk tanda tangan ini; tidak disimpan."),
    )


class ScanForm(forms.Form):
    """A scan, and the code printed on the paper."""

    code = forms.CharField(
        label=_("Kode di bawah QR"),
        max_length=40,
        help_text=_("Dari kertas yang dipindai, agar pindaian tidak tertukar dengan versi lain."),
    )
    scan = forms.FileField(
        label=_("Pindaian"),
        help_text=_("PDF atau foto yang terbaca, semua halaman."),
        widget=forms.FileInput(attrs={"accept": ".pdf,image/*"}),
    )


class PapersForm(forms.Form):
    """An agency's paper and its way of signing."""

    paper = forms.ChoiceField(label=_("Ukuran kertas"), choices=DocumentSetting.Paper.choices)
    method = forms.ChoiceField(label=_("Cara tanda tangan"), choices=Method.choices)
    address = forms.URLField(
        label=_("Alamat e-sign client BSrE"), required=False, assume_scheme="https"
    )
    account = forms.CharField(label=_("Akun instansi"), max_length=100, required=False)
    password = forms.CharField(
        label=_("Sandi akun instansi"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kosongkan bila tidak diganti. Disimpan tersegel."),
    )


class PaperFormForm(ScanForm):
    """What every typed form needs: the code on the paper and its scan."""

    def said(self) -> dict[str, Any]:
        """What stands on the paper."""
        return {}


class TypedPlanForm(PaperFormForm):
    """The lines of a plan as they stand on the paper; empty ones are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in range(1, LINES + 1):
            self.fields[f"text_{line}"] = _text(_("Hasil kerja"), 2, required=False)
            self.fields[f"measure_{line}"] = _line(_("Indikator"), 500)
            self.fields[f"target_{line}"] = _line(_("Target"), 200)

    def lines(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """The fields of each line, and whether it is the additional one."""
        names = ("text", "measure", "target")
        rows = ([self[f"{name}_{line}"] for name in names] for line in range(1, LINES + 1))
        return [(line == LINES, row) for line, row in enumerate(rows, start=1)]

    def said(self) -> dict[str, Any]:
        """The results with their measure, in the order of the paper."""
        given = self.cleaned_data
        lines = (line for line in range(1, LINES + 1) if given[f"text_{line}"].strip())
        return {
            "results": [
                {
                    "text": given[f"text_{line}"].strip(),
                    "kind": "additional" if line == LINES else "main",
                    "measure": given[f"measure_{line}"],
                    "target": given[f"target_{line}"],
                }
                for line in lines
            ]
        }


class TypedEvaluationForm(PaperFormForm):
    """The two ratings and the words as they stand on the paper."""

    result_rating = _tiles(_("Hasil kerja"))
    behaviour_rating = _tiles(_("Perilaku kerja"))
    reason = _text(_("Alasan"), 3, required=False)
    recommendation = _text(_("Catatan dan rekomendasi"), 2, required=False)

    def said(self) -> dict[str, Any]:
        """Both ratings with their words."""
        names = ("result_rating", "behaviour_rating", "reason", "recommendation")
        return {name: self.cleaned_data[name] for name in names}


def _line(label: Any, most: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False)
