"""Parsing and wording of the staff's forms; the services decide whether it will do."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.kit.offering import Offering
from karsa.org.models import Employee, Service
from karsa.rules.skm import ELEMENT_NAMES, QUESTIONS, Element
from karsa.rules.survey import MOST_QUESTIONS
from karsa.surveys.models import Survey, SurveyWording
from karsa.surveys.services import OwnQuestion, Plan, Words

# Languages people speak at the counters; any other is written by its own code.
_LANGUAGES = {
    "jv": "Basa Jawa",
    "su": "Basa Sunda",
    "ban": "Basa Bali",
    "mad": "Bhâsa Madhurâ",
    "min": "Baso Minangkabau",
    "bug": "Basa Ugi",
    "mak": "Basa Mangkasara’",
    "bjn": "Bahasa Banjar",
    "ace": "Bahsa Acèh",
    "sas": "Base Sasak",
}


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def _day(label: Any, **over: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **over
    )


class SurveyForm(Offering):
    """Which service, when, how many people it serves, and up to two questions of its own."""

    service = forms.ModelChoiceField(queryset=Service.objects.none(), label=_("Layanan"))
    title = forms.CharField(
        label=_("Judul"), max_length=200, help_text=_("Contoh: Survei kepuasan semester II 2026.")
    )
    starts = _day(_("Mulai"))
    ends = _day(_("Selesai"))
    population = forms.IntegerField(
        label=_("Perkiraan orang yang dilayani selama survei"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("Menentukan jumlah sampel yang disarankan (Krejcie–Morgan)."),
    )
    text1 = forms.CharField(label=_("Pertanyaan sendiri 1"), required=False, max_length=300)
    answers1 = forms.CharField(
        label=_("Pilihan jawaban 1"),
        required=False,
        max_length=500,
        widget=_area(),
        help_text=_("Satu baris satu pilihan, dari yang paling kurang."),
    )
    text2 = forms.CharField(label=_("Pertanyaan sendiri 2"), required=False, max_length=300)
    answers2 = forms.CharField(
        label=_("Pilihan jawaban 2"), required=False, max_length=500, widget=_area()
    )

    def __init__(self, *args: Any, services: QuerySet[Service] | None, **kwargs: Any) -> None:
        super().__init__(*args, rows={} if services is None else {"service": services}, **kwargs)
        if services is None:
            del self.fields["service"]

    def words(self) -> Words:
        """The survey as typed."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__slots__})

    def questions(self) -> list[OwnQuestion]:
        """The own questions that were written."""
        numbers = range(1, MOST_QUESTIONS + 1)
        typed = ((self.cleaned_data[f"text{n}"], self.cleaned_data[f"answers{n}"]) for n in numbers)
        return [OwnQuestion(text, tuple(_lines(said))) for text, said in typed if text.strip()]


def known(survey: Survey) -> dict[str, object]:
    """What a draft says now."""
    facts: dict[str, object] = {name: getattr(survey, name) for name in Words.__slots__}
    for row in survey.questions.all():
        facts |= {f"text{row.order}": row.text, f"answers{row.order}": "\n".join(row.answers)}
    return facts


class WordingForm(forms.Form):
    """The questionnaire in a regional language, question by question."""

    language = forms.ChoiceField(label=_("Bahasa"), choices=list(_LANGUAGES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for element in Element:
            asked = QUESTIONS[element]
            self.fields[element] = forms.CharField(
                label=_(asked.text), required=False, max_length=300
            )
            self.fields[f"{element}:"] = forms.CharField(
                label=_("Empat jawabannya"),
                required=False,
                max_length=400,
                widget=_area(4),
                help_text=" · ".join(str(_(text)) for text in asked.answers),
            )

    def name(self) -> str:
        """What its speakers call the language."""
        return _LANGUAGES[self.cleaned_data["language"]]

    def texts(self) -> dict[str, str]:
        """The texts by their keys, answers as "<element>:<1 to 4>"."""
        return dict(self._texts())

    def _texts(self) -> Iterator[tuple[str, str]]:
        for element in Element:
            yield element.value, self.cleaned_data[element]
            for value, text in enumerate(_lines(self.cleaned_data[f"{element}:"])[:4], start=1):
                yield f"{element}:{value}", text


def known_texts(row: SurveyWording | None) -> dict[str, str]:
    """What a wording says now, as the form's fields."""
    if row is None:
        return {}
    facts = {"language": row.language}
    for element in Element:
        facts[element] = row.texts.get(element, "")
        facts[f"{element}:"] = "\n".join(row.texts.get(f"{element}:{n}", "") for n in range(1, 5))
    return facts


class FlagForm(forms.Form):
    """What becomes of the answers a flag speaks of."""

    set_aside = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=[("0", _("Tetap dihitung")), ("1", _("Tidak dihitung"))],
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=_area(2),
        help_text=_("Terbit bersama IKM sebelum dan sesudahnya."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=_area(2),
        help_text=_(
            "Data pribadi, hinaan, atau iklan. Kritik yang tajam tetap terbit. Alasan ini terbit."
        ),
    )


class PlanForm(Offering):
    """A line of the follow-up plan."""

    element = forms.ChoiceField(
        label=_("Unsur"), choices=[(code.value, _(ELEMENT_NAMES[code])) for code in Element]
    )
    action = forms.CharField(
        label=_("Yang akan dilakukan"),
        max_length=500,
        widget=_area(2),
        help_text=_("Contoh: buka loket kedua pukul 08.00–11.00."),
    )
    owner = forms.ModelChoiceField(
        queryset=Employee.objects.none(), label=_("Penanggung jawab"), empty_label=_("Pilih orang")
    )
    due = _day(_("Paling lambat"))

    def plan(self) -> Plan:
        """The line as typed."""
        return Plan(**self.cleaned_data)


class ResultForm(forms.Form):
    result = forms.CharField(
        label=_("Apa yang berubah bagi warga?"), max_length=500, widget=_area()
    )


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("Rekapitulasi jawaban"),
        help_text=_("XLSX atau CSV dengan kolom U1 sampai U9; boleh juga Tanggal dan Saran."),
    )


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("Sistem layanan"), max_length=120, help_text=_("Contoh: mesin antrean puskesmas.")
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
