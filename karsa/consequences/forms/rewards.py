"""Rules, rounds, nominations, votes and decisions of awards, as they are typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.consequences.forms.fields import (
    PeopleForm,
    day_field,
    person_field,
    text_area,
    yes_no,
)
from karsa.consequences.models import Award, AwardRule, Juror
from karsa.consequences.services import Calling, Terms
from karsa.evaluations.models import Grade, Level
from karsa.kit.formats import MOST_RUPIAH
from karsa.kit.offering import offer
from karsa.org.models import Employee, Unit
from karsa.rules.reward import Asked, Criterion

_NONE = [("", _("Tidak disyaratkan"))]


def _count(label: Any, **over: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=100, required=False, **over)


class RuleForm(forms.Form):
    """One version of an award's rule; an empty criterion is not asked."""

    name = forms.CharField(
        label=_("Nama penghargaan"),
        max_length=120,
        help_text=_("Nama yang sudah ada mendapat versi aturan baru."),
    )
    audience = forms.ChoiceField(
        label=_("Diberikan kepada"), choices=Award.Audience, widget=forms.RadioSelect
    )
    legal_basis = forms.CharField(label=_("Dasar hukum"), max_length=200)
    starts = day_field(_("Berlaku mulai"))
    grade = forms.ChoiceField(
        label=_("Pegawai: predikat paling rendah"), choices=[*_NONE, *Grade.choices], required=False
    )
    level = forms.ChoiceField(
        label=_("Unit: capaian organisasi paling rendah"),
        choices=[*_NONE, *Level.choices],
        required=False,
    )
    times = _count(_("Dalam berapa penilaian terakhir"), initial=2)
    verified = _count(_("Laporan terverifikasi, paling sedikit persen"))
    innovation = _count(_("Inovasi yang berjalan, paling sedikit"))
    standing = forms.BooleanField(
        label=_("Tidak ada halangan administrasi"),
        help_text=_("Cuti di luar tanggungan, pemberhentian sementara, hukuman disiplin berlaku."),
        required=False,
        initial=True,
    )
    grants = forms.MultipleChoiceField(
        label=_("Memberi prioritas"),
        choices=AwardRule.Grants,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    grant_months = _count(_("Prioritas berlaku (bulan)"), initial=12)
    quorum = forms.IntegerField(
        label=_("Suara paling sedikit"), min_value=2, max_value=15, initial=2
    )

    @property
    def terms(self) -> Terms:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Terms(
            legal_basis=typed["legal_basis"],
            criteria=list(self._criteria()),
            grants=typed["grants"],
            grant_months=typed["grant_months"] or 12,
            quorum=typed["quorum"],
        )

    def _criteria(self) -> list[Asked]:
        typed = self.cleaned_data
        team = typed["audience"] == Award.Audience.TEAM
        lasting = (Criterion.LEVEL, "level") if team else (Criterion.GRADE, "grade")
        found = [Asked(lasting[0], typed[lasting[1]], typed["times"] or 1)]
        found.append(Asked(Criterion.VERIFIED, str(typed["verified"] or "")))
        found.append(Asked(Criterion.INNOVATION, str(typed["innovation"] or "")))
        found.append(Asked(Criterion.STANDING, "1" if typed["standing"] and not team else ""))
        return [one for one in found if one.least]


class RoundForm(PeopleForm):
    """A year, the jury and who decides."""

    year = forms.IntegerField(label=_("Tahun kinerja"), min_value=2020, max_value=2100)
    jury = text_area(
        _("Juri"),
        help_text=_("Satu nama atau NIP per baris. Yang terkait dengan calon tidak memberi suara."),
    )
    decider = person_field(
        _("Yang memutuskan"), help_text=_("Nama atau NIP pejabat yang berwenang, bukan juri.")
    )
    nominate_until = day_field(_("Usulan sampai"))
    vote_until = day_field(_("Suara juri sampai"))

    def clean_jury(self) -> list[Employee]:
        return self.people(self.cleaned_data["jury"])

    def clean_decider(self) -> Employee:
        return self.person(self.cleaned_data["decider"])

    @property
    def calling(self) -> Calling:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Calling(
            decider_id=typed["decider"].pk,
            juror_ids=[one.pk for one in typed["jury"]],
            nominate_until=typed["nominate_until"],
            vote_until=typed["vote_until"],
        )


class ReplaceForm(PeopleForm):
    """Whose seat, who takes it, and until when."""

    juror_id = forms.TypedChoiceField(label=_("Juri yang diganti"), coerce=int)
    stand_in = person_field(_("Penggantinya"), help_text=_("Nama atau NIP, tidak terkait calon."))
    until = day_field(_("Suara sampai"))
    reason = text_area(_("Alasan"), 3, help_text=_("Tercatat dalam jejak audit."))

    def __init__(self, *args: Any, jurors: Iterable[Juror], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "juror_id", [(one.pk, one.employee.full_name) for one in jurors])

    def clean_stand_in(self) -> Employee:
        return self.person(self.cleaned_data["stand_in"])


class NominateForm(PeopleForm):
    """Who, and why."""

    candidate = person_field(_("Siapa yang Anda usulkan"))
    reason = text_area(
        _("Mengapa"), help_text=_("Apa yang dihasilkan, bagi siapa, dan di mana buktinya terlihat.")
    )

    def __init__(self, *args: Any, team: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        words = gettext("Nama unit.") if team else gettext("Nama atau NIP pegawai.")
        self.fields["candidate"].help_text = words

    def clean_candidate(self) -> Employee | Unit:
        typed: str = self.cleaned_data["candidate"]
        return self.unit(typed) if self.team else self.person(typed)

    @property
    def chosen(self) -> dict[str, Any]:
        """The candidate, as the service takes it."""
        who = self.cleaned_data["candidate"]
        return {"employee": None, "unit": who} if self.team else {"employee": who, "unit": None}


class VoteForm(forms.Form):
    """A juror's voice."""

    supports = yes_no(_("Suara Anda"), _("Layak menerima"), _("Belum layak"))
    reason = text_area(_("Alasan"), 3)


class DecisionForm(forms.Form):
    """Yes or no, and why."""

    is_given = yes_no(_("Keputusan"), _("Diberikan"), _("Tidak diberikan"))
    reason = text_area(_("Alasan"), help_text=_("Tercetak pada piagam bila diberikan."))


class IncentiveForm(forms.Form):
    """Money for a reward."""

    amount = forms.IntegerField(label=_("Jumlah (rupiah)"), min_value=1, max_value=MOST_RUPIAH)
    legal_basis = forms.CharField(label=_("Dasar hukum"), max_length=200)
    budget_line = forms.CharField(label=_("Mata anggaran"), max_length=120)


class AnswerForm(forms.Form):
    """Another person's word on the money."""

    approves = yes_no(_("Jawaban"), _("Menyetujui"), _("Tidak menyetujui"))
    reason = text_area(_("Alasan"), 3, required=False)


class CredentialForm(forms.Form):
    """What BSrE asks of a person; sent once, never shown again."""

    nik = forms.CharField(label=_("NIK"), max_length=20)
    passphrase = forms.CharField(
        label=_("Passphrase BSrE"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
