"""Parsing and wording of the forms; the services decide whether it will do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.monitoring.models import EvaluationMember, Obstacle, SupportAnswer

_LATER = {
    "required": _("Pilih tanggalnya."),
    "invalid": _("Tanggal ini tidak terbaca. Contoh: 2026-11-21."),
}


def _area(label: Any, rows: int = 3, *, required: bool = True, **over: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, max_length=4000, required=required, **over)


def _day(label: Any, **over: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_LATER, **over)


def _evidence() -> forms.FileField:
    return forms.FileField(
        label=_("Bukti"),
        required=False,
        help_text=_("Foto, PDF, atau dokumen, paling besar 10 MB."),
    )


def _one_of(label: Any, **over: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **over)


class _Offering(forms.Form):
    """A form whose choices are given when it is made: by field name."""

    def __init__(self, *args: Any, offers: Mapping[str, Sequence[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offers.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class TeamForm(_Offering):
    """What the decree says."""

    unit = _one_of(_("Perangkat daerah"))
    name = forms.CharField(label=_("Nama tim"), max_length=200)
    decree = forms.CharField(
        label=_("Nomor keputusan"), max_length=120, help_text=_("Misalnya SK Bupati 188/41/2026.")
    )
    mandate = _area(
        _("Tugas tim"), 3, required=False, help_text=_("Apa yang diminta keputusan dari tim ini.")
    )
    starts = _day(_("Berlaku mulai"))


class MemberForm(_Offering):
    """A person for a seat."""

    employee = _one_of(_("Pegawai"))
    seat = forms.ChoiceField(
        label=_("Kedudukan"),
        choices=EvaluationMember.Seat.choices,
        initial=EvaluationMember.Seat.MEMBER,
        widget=forms.RadioSelect,
    )


class SessionForm(forms.Form):
    """When and where a session is held."""

    day = _day(_("Tanggal rapat"))
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)


class MinutesForm(_Offering):
    """Who was there, what was said and what was concluded."""

    present = forms.TypedMultipleChoiceField(
        label=_("Anggota yang hadir"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guests = _area(
        _("Undangan yang hadir"),
        2,
        required=False,
        help_text=_("Satu nama atau jabatan per baris."),
    )
    notes = _area(_("Catatan pembahasan"), 5, required=False)
    conclusions = _area(
        _("Simpulan"),
        5,
        required=False,
        help_text=_(
            "Satu per baris: apa yang disepakati, siapa, kapan. Rapat berikutnya dibuka dengannya."
        ),
    )


class ObstacleForm(_Offering):
    """What holds a unit back."""

    unit = _one_of(_("Unit yang terhambat"))
    text = forms.CharField(
        label=_("Hambatannya"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu kalimat. Misalnya: vaksin datang sesudah tanggal 20."),
    )
    indicator = _one_of(_("Indikator yang terkena"), required=False)
    cause = forms.ChoiceField(
        label=_("Sebab utamanya"), choices=Obstacle.Cause.choices, widget=forms.RadioSelect
    )
    cause_text = _area(_("Penjelasan sebab"), 2, required=False)


class OwnerForm(_Offering):
    """Who answers for an obstacle, and by when."""

    owner = forms.ChoiceField(label=_("Penanggung jawab"))
    due_on = _day(_("Paling lambat"))

    def chosen(self) -> tuple[str, int]:
        """The kind, "orang" or "unit", and its id."""
        kind, _dash, key = self.cleaned_data["owner"].partition("-")
        return kind, int(key)


class FollowUpForm(forms.Form):
    """What was done, and where the obstacle stands now."""

    text = _area(_("Yang sudah dilakukan"), 3)
    state = forms.ChoiceField(
        label=_("Keadaannya sekarang"),
        choices=[choice for choice in Obstacle.State.choices if choice[0] != "open"],
        widget=forms.RadioSelect,
        initial=Obstacle.State.IN_PROGRESS,
    )
    evidence = _evidence()


class SupportForm(forms.Form):
    """What became of a promise."""

    state = forms.ChoiceField(
        label=_("Dukungan ini"),
        choices=[(one.value, one.label) for one in SupportAnswer.ANSWERS],
        widget=forms.RadioSelect,
    )
    note = _area(
        _("Keterangan"), 3, required=False, help_text=_("Wajib bila belum terpenuhi seluruhnya.")
    )


class DirectiveForm(_Offering):
    """A directive for several units and people at once."""

    text = _area(_("Arahan"), 3, help_text=_("Sebut hasil yang diminta, bukan hanya kegiatannya."))
    due_on = _day(_("Paling lambat"))
    units = forms.TypedMultipleChoiceField(
        label=_("Untuk unit"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Untuk orang"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    indicator = _one_of(_("Indikator"), required=False)


class ReportForm(forms.Form):
    """What was done about a directive."""

    text = _area(_("Yang sudah dilakukan"), 3)
    is_done = forms.BooleanField(
        label=_("Sudah selesai, mohon disetujui"), required=False, initial=False
    )
    evidence = _evidence()


class MoreForm(forms.Form):
    """What the leader still misses."""

    text = _area(_("Yang masih kurang"), 3)
