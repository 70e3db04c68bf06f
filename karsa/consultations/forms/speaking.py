"""What people say: at their desk, on paper, in a hall."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.consultations.forms.fields import NUMBER, area
from karsa.consultations.models import Consultation, Contribution, StakeholderGroup
from karsa.consultations.services import Said


class SayForm(forms.Form):
    """An argument or another proposal; the key makes a second sending the same."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = forms.ChoiceField(
        label=_("Pendapat Anda"),
        choices=Contribution.Kind.choices,
        widget=forms.RadioSelect,
        initial=Contribution.Kind.FOR,
    )
    text = forms.CharField(label=_("Alasan atau usul"), max_length=2000, widget=area())
    value = forms.DecimalField(
        label=_("Target usulan Anda"),
        help_text=_("Isi bila usul Anda berupa angka lain."),
        **NUMBER,
    )

    def __init__(self, *args: Any, found: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(found.kinds) == 1:
            del self.fields["kind"]
        if found.draft_value is None:
            del self.fields["value"]

    def said(self) -> Said:
        """What was typed."""
        typed = self.cleaned_data
        key = UUID(str(typed["key"]))
        return Said(key, typed.get("kind", ""), typed["text"], typed.get("value"))


class StaffSayForm(SayForm):
    """Of an employee, who may leave the name out."""

    nameless = forms.BooleanField(
        label=_("Sampaikan tanpa nama saya"),
        required=False,
        help_text=_("Nama dan jamnya tidak disimpan, juga tidak di jejak audit."),
    )


class HallForm(SayForm):
    """What somebody proposed in a meeting."""

    hands = forms.IntegerField(
        label=_("Berapa orang mengangkat tangan mendukung?"),
        min_value=0,
        initial=0,
        help_text=_("Dihitung bersama dukungan di laman ini, dan disebut asalnya."),
    )


class PaperForm(SayForm):
    """What somebody wrote at a stand."""

    shown_name = forms.CharField(
        label=_("Nama panggilan"),
        required=False,
        max_length=80,
        help_text=_("Hanya bila penulisnya mau disebut. Tanpa nomor dan tanpa alamat."),
    )
    group = forms.ModelChoiceField(
        queryset=StakeholderGroup.objects.none(),
        label=_("Mewakili kelompok"),
        required=False,
        empty_label=_("Diri sendiri"),
    )

    def __init__(self, *args: Any, groups: QuerySet[StakeholderGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
