"""Improvement periods and discipline cases, as they are typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.consequences.forms.fields import (
    PeopleForm,
    day_field,
    person_field,
    text_area,
    yes_no,
)
from karsa.feedback.models import Guidance
from karsa.kit.offering import Offering, offer
from karsa.org.models import Assignment, Employee
from karsa.rules.discipline import LEVEL_NAMES, Sanction
from karsa.rules.improvement import OUTCOME_NAMES, outcomes_for

GOALS = 3


class BeginForm(forms.Form):
    """Up to three goals with their days, and why."""

    reason = text_area(_("Mengapa masa perbaikan dimulai"))

    def __init__(self, *args: Any, is_pns: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_pns:
            self.fields["contract"] = forms.CharField(
                label=_("Pasal perjanjian kerja yang mengaturnya"), max_length=200
            )
        for n in range(1, GOALS + 1):
            label = gettext("Sasaran perbaikan %(n)s") % {"n": n}
            due = gettext("Paling lambat (sasaran %(n)s)") % {"n": n}
            first = n == 1
            self.fields[f"goal_{n}"] = forms.CharField(label=label, max_length=300, required=first)
            self.fields[f"due_{n}"] = day_field(due, required=first)

    @property
    def goals(self) -> list[tuple[str, date]]:
        """Those that were filled in; a goal without a day is none."""
        typed = self.cleaned_data
        pairs = ((typed[f"goal_{n}"], typed[f"due_{n}"]) for n in range(1, GOALS + 1))
        return [(text, due) for text, due in pairs if text and due]


class CheckForm(Offering):
    """How far it is."""

    text = text_area(_("Kemajuan yang terlihat"))
    guidance = forms.ModelChoiceField(
        Guidance.objects.none(),
        label=_("Dari pembinaan"),
        required=False,
        empty_label=_("Tidak dari pembinaan"),
    )
    evidence = forms.FileField(
        label=_("Bukti"), required=False, help_text=_("Foto atau PDF, paling besar 10 MB.")
    )


class EndForm(forms.Form):
    """Whether it worked."""

    improved = yes_no(_("Hasilnya"), _("Kinerja membaik"), _("Belum membaik"))
    text = text_area(_("Alasan"))


class TestForm(forms.Form):
    """The competence test."""

    passed = yes_no(_("Hasil uji kompetensi"), _("Kompeten untuk jabatannya"), _("Belum kompeten"))
    text = text_area(_("Penguji dan uraian hasilnya"))


class PlaceForm(forms.Form):
    """What follows."""

    outcome = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    text = text_area(_("Alasan"))

    def __init__(self, *args: Any, employment: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = outcomes_for(employment)
        offer(self, "outcome", ((one.value, gettext(OUTCOME_NAMES[one])) for one in found))


class ReportForm(PeopleForm):
    """Who, when and what."""

    employee = person_field(_("Nama atau NIP pegawai"))
    happened_on = day_field(_("Tanggal kejadian"))
    allegation = text_area(
        _("Apa yang terjadi"),
        6,
        help_text=_("Tulis kejadiannya, bukan angka capaian. Pegawai membacanya saat dipanggil."),
    )

    def clean_employee(self) -> Employee:
        return self.person(self.cleaned_data["employee"])


class NumberForm(forms.Form):
    """The number somebody gave an inspector."""

    number = forms.CharField(label=_("Nomor perkara"), max_length=20)

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip().upper()


class TakeForm(forms.Form):
    """Who decides: the heads above, without those who have a part in it."""

    decider = forms.TypedChoiceField(
        label=_("Pejabat yang berhak memutuskan"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, heads: Sequence[Assignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = (
            (post.employee_id, f"{post.employee.full_name}, {post.position.name} {post.unit.name}")
            for post in heads
        )
        offer(self, "decider", named)


class SummonForm(forms.Form):
    """When and where."""

    hearing = day_field(_("Hari pemeriksaan"))
    text = text_area(_("Tempat, jam, dan apa yang akan ditanyakan"))


class HearForm(forms.Form):
    """What was said."""

    is_present = yes_no(_("Pegawai"), _("Hadir"), _("Tidak hadir"))
    words = text_area(
        _("Keterangan pegawai"),
        6,
        required=False,
        help_text=_("Dengan kata-katanya sendiri. Wajib bila ia hadir."),
    )
    text = text_area(_("Jalannya pemeriksaan dan bukti yang dilihat"))


class SentenceForm(forms.Form):
    """A sanction of the dated list, or none."""

    sanction = forms.ChoiceField(label=_("Keputusan"), required=False)
    text = text_area(_("Alasan"), 6)

    def __init__(self, *args: Any, kinds: Sequence[Sanction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [
            (one.code, f"{gettext(LEVEL_NAMES[one.level])}: {gettext(one.name)}") for one in kinds
        ]
        offer(self, "sanction", [("", gettext("Tidak terbukti: perkara dihentikan")), *given])


class DeliverForm(forms.Form):
    """When it was received."""

    received_on = day_field(_("Diterima pegawai pada"))
    text = text_area(_("Cara penyampaiannya"), 2)


class ReplyForm(forms.Form):
    """The person's side."""

    text = text_area(_("Tanggapan Anda"), 6)

    def clean_text(self) -> str:
        words = str(self.cleaned_data["text"]).strip()
        if not words:
            raise ValidationError(gettext("Tulis tanggapan Anda."))
        return words
