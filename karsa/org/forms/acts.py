"""Typed parsers of what keepers do with people, posts, raters and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.accounts.roles import Role
from karsa.org.forms.pick import PickForm, day_field, pick, seek, words
from karsa.org.models import Assignment, CalendarDay, EmployeeStatus, Grace, Position
from karsa.org.queries.handover import NextRater

ROLE_NAMES = {
    Role.EVALUATION_TEAM: _("Tim evaluasi perangkat daerah"),
    Role.UNIT_OPERATOR: _("Operator unit"),
    Role.PERFORMANCE_MANAGER: _("Pengelola kinerja"),
    Role.REGENT: _("Kepala daerah"),
    Role.INSPECTOR: _("Inspektorat"),
    Role.COMPLAINTS_OFFICER: _("Petugas pengaduan"),
    Role.PRIVACY_OFFICER: _("Pejabat pelindungan data"),
    Role.ADMINISTRATOR: _("Administrator sistem"),
}
_DECREE = _("Nomor keputusan")


class RaterForm(PickForm):
    rater_seek = seek("person")
    rater = pick("person", _("Pejabat penilai"))
    starts = day_field(_("Berlaku mulai"))
    decree = words(_DECREE, required=False)


class UnitRaterForm(RaterForm):
    with_below = forms.BooleanField(label=_("Termasuk semua unit di bawahnya"), required=False)


class PostForm(PickForm):
    unit_seek = seek("unit")
    unit = pick("unit", _("Unit"))
    position = words(_("Nama jabatan"), most=200)
    position_kind = forms.ChoiceField(
        label=_("Jenis jabatan"),
        choices=[("", _("Pilih jenis jabatan")), *Position.Kind.choices],
        error_messages={"required": _("Pilih jenis jabatannya.")},
    )
    is_head = forms.BooleanField(label=_("Memimpin unit ini"), required=False)
    starts = day_field(_("Mulai"))
    decree = words(_DECREE, required=False)


class AddPostForm(PostForm):
    kind = forms.ChoiceField(label=_("Jenis penempatan"), choices=Assignment.Kind.choices)
    ends = day_field(_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))
    field_order = (
        *("kind", "unit_seek", "unit", "position", "position_kind", "is_head"),
        *("starts", "ends", "decree"),
    )


class HandoverForm(PickForm):
    """Asked where somebody who rates others leaves a post."""

    handover = forms.ChoiceField(
        label=_("Siapa yang menilai mereka sesudahnya"),
        choices=NextRater.choices,
        initial=NextRater.STRUCTURE,
        widget=forms.RadioSelect,
        help_text=_("Pengganti hanya perlu dicari bila Anda memilihnya sendiri."),
    )
    successor_seek = seek("person")
    successor = pick("person", _("Penggantinya"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].required = False


class TransferForm(PostForm, HandoverForm):
    """A transfer of somebody who rates others."""

    field_order = (*PostForm.base_fields, *HandoverForm.base_fields)


class EndPostForm(HandoverForm):
    """The end of a post, or of the service, of somebody who rates others."""

    ends = day_field(_("Hari terakhir berlaku"))
    field_order = ("ends",)


class EndForm(forms.Form):
    ends = day_field(_("Hari terakhir berlaku"))


class StatusForm(forms.Form):
    kind = forms.ChoiceField(label=_("Status"), choices=EmployeeStatus.Kind.choices)
    reason = words(
        _("Alasan"), most=300, help_text=_("Misalnya nomor keputusan, atau nama platform.")
    )
    starts = day_field(_("Mulai"))
    ends = day_field(_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))


class ManyForm(forms.Form):
    """People or posts to tick; `choices` are (key, label)."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("Untuk siapa"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu orang.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]


class StatusManyForm(StatusForm, ManyForm):
    field_order = ["kind", "reason", "starts", "ends", "chosen"]


def anew() -> forms.BooleanField:
    """Whether the raters are read from the structure once more at the end of the act."""
    return forms.BooleanField(
        label=_("Sesudah itu, baca ulang penilai dari struktur"),
        required=False,
        initial=True,
        help_text=_("Penilai yang ditetapkan orang tidak berubah."),
    )


class DelegationForm(ManyForm):
    decree = words(_DECREE)
    starts = day_field(_("Berlaku mulai"))
    ends = day_field(_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))
    anew = anew()
    field_order = ["decree", "starts", "ends", "chosen", "anew"]


class EndDelegationForm(EndForm):
    anew = anew()


class TeamForm(PickForm):
    name = words(_("Nama tim kerja"), most=200)
    unit_seek = seek("unit")
    unit = pick("unit", _("Unit penanggung jawab"))
    starts = day_field(_("Mulai"))
    ends = day_field(_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))


class MemberForm(PickForm):
    person_seek = seek("person")
    person = pick("person", _("Anggota"))
    is_leader = forms.BooleanField(label=_("Ketua tim: memberi penugasan"), required=False)
    starts = day_field(_("Mulai"))


class GrantForm(PickForm):
    person_seek = seek("person")
    person = pick("person", _("Diberikan kepada"))
    role = forms.ChoiceField(label=_("Peran"))
    unit_seek = seek("unit")
    unit = pick("unit", _("Untuk unit"))
    starts = day_field(_("Mulai"))
    ends = day_field(_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = False
        self.fields["role"].choices = [(role.value, ROLE_NAMES[role]) for role in roles]  # type: ignore[attr-defined]


class GraceForm(PickForm):
    kind = forms.ChoiceField(label=_("Apa yang terjadi"), choices=Grace.Kind.choices)
    reason = words(_("Keterangan"), most=200)
    starts = day_field(_("Mulai"))
    ends = day_field(_("Sampai"))
    unit_seek = seek("unit")
    unit = pick("unit", _("Untuk unit beserta semua di bawahnya"))
    person_seek = seek("person")
    person = pick("person", _("Atau untuk satu orang"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = self.fields["person"].required = False


class ResetForm(forms.Form):
    has_met = forms.BooleanField(
        label=_("Saya sudah bertemu langsung dengan orang ini"),
        required=False,
    )


class DayForm(forms.Form):
    day = day_field(_("Tanggal"))
    name = words(_("Nama hari libur"))
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=CalendarDay.Kind.choices, initial=CalendarDay.Kind.AGENCY
    )
