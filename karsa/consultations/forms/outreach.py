"""Groups, letters of invitation and minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.consultations.forms.fields import area, day
from karsa.consultations.models import StakeholderGroup
from karsa.consultations.services import Minutes
from karsa.kit.offering import Offering


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Nama kelompok"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis"), choices=StakeholderGroup.Kind.choices)
    contact_name = forms.CharField(
        label=_("Nama penghubung"),
        required=False,
        max_length=120,
        help_text=_("Satu orang saja, sebatas untuk alamat surat."),
    )
    contact = forms.CharField(
        label=_("Nomor atau surel penghubung"), required=False, max_length=120
    )
    is_active = forms.BooleanField(label=_("Masih diundang"), required=False, initial=True)


class InviteForm(Offering):
    """Letters to groups that were not invited yet."""

    groups = forms.ModelMultipleChoiceField(
        queryset=StakeholderGroup.objects.none(),
        label=_("Kelompok yang diundang"),
        widget=forms.CheckboxSelectMultiple,
    )
    number = forms.CharField(label=_("Nomor surat"), max_length=50)
    place = forms.CharField(label=_("Tempat surat dibuat"), max_length=80)
    day = day(_("Tanggal surat"))
    meeting = forms.CharField(
        label=_("Pertemuan tatap muka"),
        required=False,
        max_length=300,
        help_text=_("Misalnya: Rabu, 2 Desember 2026, pukul 09.00, Aula Kecamatan."),
    )


class MinutesForm(forms.Form):
    """The minutes; participants one on a line, the capacity behind a comma."""

    day = day(_("Tanggal"))
    place = forms.CharField(label=_("Tempat"), max_length=200)
    led_by = forms.CharField(label=_("Dipimpin oleh"), max_length=120)
    people = forms.CharField(
        label=_("Peserta yang hadir"),
        max_length=12000,
        widget=area(6),
        help_text=_(
            "Satu orang satu baris, misalnya: Wayan Suta, komite SDN 3. Tercetak di berita "
            "acara, tidak pernah terbuka untuk umum."
        ),
    )
    points = forms.CharField(
        label=_("Pokok pembicaraan"),
        max_length=6000,
        widget=area(5),
        help_text=_("Satu pokok satu baris, tanpa nama orang: warga membacanya."),
    )
    agreements = forms.CharField(
        label=_("Kesepakatan"), required=False, max_length=6000, widget=area()
    )
    photo = forms.FileField(label=_("Foto"), required=False)

    def minutes(self) -> Minutes:
        """The minutes as typed."""
        said = self.cleaned_data
        return Minutes(
            day=said["day"],
            place=said["place"],
            led_by=said["led_by"],
            points=said["points"].strip(),
            agreements=said["agreements"].strip(),
            people=[_person(line) for line in said["people"].splitlines() if line.strip()],
        )


def _person(line: str) -> tuple[str, str]:
    name, _comma, capacity = line.partition(",")
    return name.strip()[:120], capacity.strip()[:160]
