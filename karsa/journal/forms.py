"""Parsing what is typed into a report; the services decide whether it will do."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.journal.queries import Choice, Place, place_of, places
from karsa.journal.services import Content
from karsa.kit.uploads import FilesField, SeveralFiles
from karsa.org.queries.absence import day_of_duty
from karsa.rules.place import read_point

_AMOUNT: dict[str, Any] = {
    "required": False,
    "min_value": 0,
    "max_digits": 14,
    "decimal_places": 2,
    "localize": True,
    "error_messages": {
        "invalid": _("Tulis angka, misalnya 12 atau 12,5."),
        "min_value": _("Jumlahnya paling sedikit 0."),
    },
}


_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_LONGEST = timedelta(days=366)


class ExportForm(forms.Form):
    """Which days to take away, and as what file."""

    first = forms.DateField(label=_("Dari"), widget=_DAY)
    last = forms.DateField(label=_("Sampai"), widget=_DAY)
    kind = forms.ChoiceField(
        label=_("Bentuk berkas"),
        choices=[("xlsx", _("Excel (xlsx)")), ("csv", _("CSV"))],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if first and last and not timedelta() <= last - first <= _LONGEST:
            self.add_error(
                "last", _("Pilih tanggal sesudah tanggal awal, paling lama satu tahun sesudahnya.")
            )
        return said


class EntryForm(forms.Form):
    """A report: about what, how much, when, and what shows it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.CharField(
        label=_("Untuk pekerjaan apa?"),
        error_messages={
            "required": _("Pilih satu pekerjaan."),
            "invalid_choice": _("Pilihan itu tidak ada lagi. Pilih pekerjaan yang lain."),
        },
    )
    quantity = forms.DecimalField(label=_("Berapa?"), **_AMOUNT)
    day = forms.DateField(label=_("Kapan?"), widget=_DAY)
    photos = FilesField(
        label=_("Foto bukti"),
        required=False,
        widget=SeveralFiles({"accept": "image/*", "capture": "environment"}),
    )
    text = forms.CharField(
        label=_("Yang terjadi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(
            {
                "rows": 2,
                "placeholder": _("Misalnya: 2 bayi demam, ditunda"),
                "data-dictate": _("Ucapkan"),
                "data-dictate-stop": _("Berhenti merekam"),
            }
        ),
    )
    documents = FilesField(
        label=_("Berkas lain"),
        required=False,
        widget=SeveralFiles({"accept": ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,image/*"}),
        help_text=_("PDF, Word, Excel, atau foto dari galeri; masing-masing paling besar 10 MB."),
    )
    measure = forms.CharField(
        label=_("Satuan"),
        required=False,
        max_length=40,
        help_text=_("Kosongkan bila sama dengan satuan pekerjaannya."),
    )
    started = forms.TimeField(
        label=_("Mulai"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ended = forms.TimeField(
        label=_("Selesai"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )

    is_field_duty = forms.BooleanField(label=_("Dinas luar"), required=False)
    with_place = forms.BooleanField(
        label=_("Sertakan tempat foto"),
        required=False,
        help_text=_("Dibulatkan sekitar 100 m, dihapus setelah 90 hari, bukan absensi."),
        widget=forms.CheckboxInput({"data-place": ""}),
    )
    # What the device adds once the box above is ticked; nothing is refused for want of them.
    latitude = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_about(self) -> object:
        place = place_of(self.actor, self.cleaned_data["about"])
        if place is None:
            raise forms.ValidationError(self.fields["about"].error_messages["invalid_choice"])
        return place

    def content(self) -> Content:
        """What a valid form says, as the services take it."""
        return content(self.cleaned_data["about"], self.cleaned_data)

    def uploads(self) -> "list[File[bytes]]":
        """Photos first, then other files."""
        return [*self.cleaned_data["photos"], *self.cleaned_data["documents"]]


def content(place: Place, said: Mapping[str, Any]) -> Content:
    """What clean fields of the form say about a place, as the services take it."""
    return {
        "result": place.result,
        "action": place.action,
        "day": said["day"],
        "quantity": said["quantity"],
        "measure": said["measure"],
        "text": said["text"],
        "started": said["started"],
        "ended": said["ended"],
        "is_field_duty": said["is_field_duty"],
        "with_place": said["with_place"],
        "point": read_point(said["latitude"], said["longitude"]),
    }


def blank(actor: Actor, about: str) -> dict[str, object]:
    """What a new form starts with: a key of its own, the day of duty, and what was asked for."""
    day = day_of_duty(actor.agency, actor.me, actor.now)
    return {"key": uuid4(), "day": day, "about": about}


def filled(entry: DailyEntry) -> dict[str, object]:
    """What a form starts with that changes `entry`."""
    about = f"a{entry.action_id}" if entry.action_id else f"r{entry.result_id}"
    same = ("key", "day", "measure", "text", "started", "ended", "is_field_duty")
    said = {name: getattr(entry, name) for name in same}
    return {**said, "about": about, "quantity": typed(entry.quantity)}


def typed(quantity: Decimal | None) -> str:
    """A number as an input of type number takes it: "16", "12.5"."""
    return "" if quantity is None else f"{quantity.normalize():f}"


class RepeatForm(forms.Form):
    """The same as before, with a number."""

    quantity = forms.DecimalField(**_AMOUNT)


class SeveralForm(forms.Form):
    """Several results of one day: a number and perhaps words for each, the rest stays empty."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Kapan?"), widget=_DAY)
    is_field_duty = forms.BooleanField(label=_("Dinas luar"), required=False)

    def __init__(self, *args: Any, actor: Actor, tiles: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self._tiles = actor, tiles
        for tile in tiles:
            self.fields[f"jumlah-{tile.value}"] = forms.DecimalField(label=tile.title, **_AMOUNT)
            self.fields[f"cerita-{tile.value}"] = forms.CharField(
                label=_("Cerita singkat"), required=False, max_length=2000
            )

    @property
    def rows(self) -> list[tuple[Choice, forms.BoundField, forms.BoundField]]:
        """Each tile with its two fields."""
        return [
            (tile, self[f"jumlah-{tile.value}"], self[f"cerita-{tile.value}"])
            for tile in self._tiles
        ]

    def lines(self) -> list[Content]:
        """What a valid form says of each result that moved. Two queries."""
        said, found = self.cleaned_data, places(self.actor)
        return [
            {
                "result": found[tile.value].result,
                "action": found[tile.value].action,
                "day": said["day"],
                "quantity": said[f"jumlah-{tile.value}"],
                "text": said[f"cerita-{tile.value}"],
                "is_field_duty": said["is_field_duty"],
            }
            for tile in self._tiles
            if said[f"jumlah-{tile.value}"] is not None or said[f"cerita-{tile.value}"]
        ]


class TableForm(forms.Form):
    """A table to read rows from."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("XLSX paling besar 10 MB, atau CSV."),
        error_messages={"required": _("Pilih berkas XLSX atau CSV.")},
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv,.txt"}),
    )
