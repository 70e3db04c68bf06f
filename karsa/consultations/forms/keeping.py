"""Opening a consultation, its dates, answers and decision."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karsa.consultations.forms.fields import NUMBER, area, day
from karsa.consultations.models import Answer, Consultation, Contribution
from karsa.consultations.services import Words
from karsa.indicators.models import Indicator
from karsa.kit.offering import Offering
from karsa.org.models import Service


class ConsultationForm(Offering):
    """What is put before people, until when, and who may speak."""

    subject = forms.ChoiceField(
        label=_("Apa yang dibicarakan?"),
        choices=Consultation.Subject.choices,
        widget=forms.RadioSelect,
    )
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Indikator"),
        required=False,
        empty_label=_("Tidak tentang satu indikator"),
    )
    service = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label=_("Layanan"),
        required=False,
        empty_label=_("Tidak tentang satu layanan"),
        help_text=_("Perlu dipilih bila yang dikumpulkan usul perbaikan layanan."),
    )
    title = forms.CharField(
        label=_("Judul"),
        max_length=200,
        help_text=_("Sebagai pertanyaan, misalnya: Berapa lama paling lama pasien menunggu?"),
    )
    explanation = forms.CharField(
        label=_("Mengapa ditanyakan?"),
        max_length=4000,
        widget=area(4),
        help_text=_("Dua tiga kalimat yang dimengerti siapa saja: keadaan sekarang dan akibatnya."),
    )
    draft_text = forms.CharField(
        label=_("Rancangan yang dibicarakan"),
        required=False,
        max_length=2000,
        widget=area(),
        help_text=_("Bunyi indikator baru, atau arah tujuan yang ditanyakan."),
    )
    draft_value = forms.DecimalField(
        label=_("Target yang dirancang"),
        help_text=_("Isi bila yang dibicarakan sebuah target."),
        **NUMBER,
    )
    measure = forms.CharField(
        label=_("Satuan"), required=False, max_length=40, help_text=_("Misalnya menit atau %.")
    )
    year = forms.IntegerField(
        label=_("Tahun target"), required=False, min_value=2000, max_value=2100, localize=False
    )
    starts = day(_("Mulai"))
    weighs_from = day(
        _("Mulai menimbang"),
        required=False,
        help_text=_(
            "Sejak hari ini orang tidak menulis lagi, hanya mendukung yang sudah ada. "
            "Kosongkan bila orang boleh menulis sampai selesai."
        ),
    )
    ends = day(_("Selesai"))
    answers_due = day(
        _("Batas jawaban resmi"), help_text=_("Sampai hari ini setiap pendapat dijawab unit.")
    )
    is_public = forms.BooleanField(
        label=_("Warga juga boleh ikut, tanpa akun"), required=False, initial=True
    )

    def words(self) -> Words:
        """The consultation as typed; only what speaks of an indicator keeps it."""
        said = dict(self.cleaned_data)
        if said["subject"] in (Consultation.Subject.CARD, Consultation.Subject.PROPOSALS):
            said["indicator"] = None
        if said["subject"] not in Consultation.OF_TARGET:
            said["draft_value"] = said["year"] = None
        return Words(**said)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=area(2))


class ExtendForm(forms.Form):
    weighs_from = day(
        _("Mulai menimbang"),
        required=False,
        help_text=_("Kosongkan bila orang boleh menulis sampai selesai."),
    )
    ends = day(_("Selesai yang baru"))
    answers_due = day(_("Batas jawaban resmi yang baru"))
    reason = forms.CharField(label=_("Mengapa diperpanjang?"), max_length=300, widget=area(2))


class AnswerForm(forms.Form):
    """One answer to one or several contributions."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, label=_("Yang dijawab"))
    verdict = forms.ChoiceField(
        label=_("Jawaban resmi"), choices=Answer.Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Mengapa?"),
        max_length=2000,
        widget=area(),
        help_text=_("Sebut apa yang akan berubah, atau apa yang belum memungkinkan."),
    )

    def __init__(self, *args: Any, rows: QuerySet[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        field.choices = [(row.pk, row.text) for row in rows]  # type: ignore[attr-defined]
        field.error_messages["required"] = _("Pilih paling sedikit satu pendapat.")


class DecisionForm(forms.Form):
    """The decision, and the alternative it takes over if it does."""

    outcome = forms.ChoiceField(
        label=_("Keputusan"), choices=Consultation.Outcome.choices, widget=forms.RadioSelect
    )
    adopted = forms.ModelChoiceField(
        queryset=Contribution.objects.none(),
        label=_("Usul yang dipakai"),
        required=False,
        empty_label=_("Bukan salah satu usul"),
    )
    text = forms.CharField(
        label=_("Isi keputusan dan alasannya"),
        max_length=4000,
        widget=area(5),
        help_text=_("Inilah yang dibaca orang yang ikut, dan tetap di halaman indikatornya."),
    )

    unread = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, alternatives: QuerySet[Contribution], held: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        asked = gettext(
            "Putuskan walau %(n)s pendapat belum dibaca moderator; naskah keputusan menyebutnya"
        )
        self.fields["unread"].label = asked % {"n": held}
        if not held:
            del self.fields["unread"]
        field = self.fields["adopted"]
        field.queryset = alternatives  # type: ignore[attr-defined]
        field.label_from_instance = _short  # type: ignore[attr-defined]


def _short(row: Contribution) -> str:
    return row.text if len(row.text) <= 90 else f"{row.text[:88]}…"


def usual_dates(today: date) -> dict[str, date]:
    """Two weeks to speak from tomorrow on, and one more for the answers."""
    first = today.toordinal() + 1
    days = {"starts": first, "ends": first + 13, "answers_due": first + 20}
    return {name: date.fromordinal(day) for name, day in days.items()}
