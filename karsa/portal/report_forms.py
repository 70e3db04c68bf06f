"""Parsing and wording of reports by citizens; the services decide whether it will do."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.complaints.models import Area, Case, Category
from karsa.complaints.queries import terms
from karsa.complaints.services import Report, Reporter
from karsa.kit.uploads import FilesField, SeveralFiles
from karsa.org.models import Service
from karsa.rules.place import read_point
from karsa.tenancy.models import Agency

LONGEST = 4000
_PHOTOS = SeveralFiles({"accept": "image/*"})


class ReportForm(forms.Form):
    """What happened, where, and how to tell the reporter; only three fields are asked of all."""

    kind = forms.ChoiceField(
        label=_("Apa yang ingin Anda sampaikan?"),
        choices=Case.Kind.choices,
        initial=Case.Kind.COMPLAINT,
        widget=forms.RadioSelect,
    )
    category = forms.ChoiceField(label=_("Tentang apa?"))
    text = forms.CharField(
        label=_("Ceritakan"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Apa, di mana, kapan. Hanya petugas yang membacanya."),
    )
    photos = FilesField(
        label=_("Foto"),
        required=False,
        widget=_PHOTOS,
        help_text=_("Paling banyak lima. Data tempat di dalam foto kami hapus."),
    )
    service = forms.ChoiceField(label=_("Layanan"), required=False)
    area = forms.ChoiceField(label=_("Desa, kelurahan, atau kecamatan"), required=False)
    place = forms.CharField(
        label=_("Patokan tempat"),
        required=False,
        max_length=200,
        help_text=_("Misalnya: di depan SDN 2, dekat jembatan."),
    )
    with_place = forms.BooleanField(
        label=_("Sertakan titik lokasi saya sekarang (kira-kira 100 meter)"),
        required=False,
        widget=forms.CheckboxInput({"data-place": ""}),
    )
    latitude = forms.CharField(required=False, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Nama"), required=False, max_length=120)
    phone = forms.CharField(
        label=_("Telepon"), required=False, max_length=30, widget=forms.TextInput({"type": "tel"})
    )
    email = forms.EmailField(label=_("Surel"), required=False, max_length=200)
    wants_mail = forms.BooleanField(
        label=_("Kabari saya lewat surel setiap ada perkembangan"), required=False
    )
    may_publish = forms.BooleanField(
        label=_("Boleh ditampilkan di laman publik, diringkas petugas tanpa nama siapa pun"),
        required=False,
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._categories = {str(one.pk): one for one in terms.categories(agency)}
        self._services = {str(one.pk): one for one in terms.services(agency)}
        self._areas = {one.code: one for one in terms.areas(agency)}
        self._choose("category", [(key, one.name) for key, one in self._categories.items()])
        told = [(key, f"{one.name} · {one.unit.name}") for key, one in self._services.items()]
        self._choose("service", told)
        places = [(code, _indented(one)) for code, one in self._areas.items()]
        self._choose("area", places)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("Pilih")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("wants_mail") and not typed.get("email"):
            self.add_error("email", _("Tulis alamat surelnya, atau hapus centang kabar surel."))
        return typed

    def report(self, key: UUID) -> Report:
        """What was typed; `key` is the word of the form."""
        typed = self.cleaned_data
        category: Category = self._categories[typed["category"]]
        service: Service | None = self._services.get(typed["service"])
        area: Area | None = self._areas.get(typed["area"])
        with_place = typed["with_place"]
        return Report(
            key=key,
            kind=typed["kind"],
            text=typed["text"],
            category=category,
            service=service,
            area=area,
            place=typed["place"],
            point=read_point(typed["latitude"], typed["longitude"]) if with_place else None,
            may_publish=typed["may_publish"],
            reporter=Reporter(typed["name"], typed["phone"], typed["email"], typed["wants_mail"]),
        )


class CodeForm(forms.Form):
    """The tracking code; what cannot be one is answered like one that does not exist."""

    code = forms.CharField(
        label=_("Kode laporan"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Dua belas huruf dan angka, misalnya K7QX-2MPA-9RTC."),
    )


class WordsForm(forms.Form):
    """More to say, or why it is not fixed, with photos."""

    text = forms.CharField(
        label=_("Keterangan"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )
    photos = FilesField(label=_("Foto"), required=False, widget=_PHOTOS)


class RatingForm(forms.Form):
    """How good the answer was."""

    stars = forms.TypedChoiceField(
        label=_("Bagaimana jawaban ini menurut Anda?"),
        choices=[
            (4, _("Sangat membantu")),
            (3, _("Membantu")),
            (2, _("Kurang membantu")),
            (1, _("Tidak membantu")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )


def _indented(area: Area) -> str:
    """Villages stand below their district."""
    return f"— {area.name}" if area.code.count(".") > 2 else area.name
