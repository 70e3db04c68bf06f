from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.org.models.moderation import ModerationStep, WordReport
from karsa.rules.skm import Element
from karsa.surveys.models.survey import Survey, SurveyPlace
from karsa.tenancy.models import AgencyModel

# One column for each element, as the paper form numbers them: u1 to u9.
COLUMNS = tuple(f"u{number}" for number in range(1, len(Element) + 1))


def _answer() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True)


class Response(AgencyModel):
    """What somebody answered: no account, no address, no time finer than the day."""

    class Origin(models.TextChoices):
        QR = "qr", _("Ponsel warga")
        LINK = "link", _("Tautan sekali pakai")
        KIOSK = "kiosk", _("Layar di loket")
        PAPER = "paper", _("Kertas")

    class Age(models.TextChoices):
        UNDER_18 = "under_18", _("Di bawah 18 tahun")
        FROM_18 = "18_29", _("18–29 tahun")
        FROM_30 = "30_44", _("30–44 tahun")
        FROM_45 = "45_59", _("45–59 tahun")
        FROM_60 = "60_up", _("60 tahun atau lebih")

    class Sex(models.TextChoices):
        WOMAN = "woman", _("Perempuan")
        MAN = "man", _("Laki-laki")

    class Education(models.TextChoices):
        PRIMARY = "primary", _("SD atau di bawahnya")
        JUNIOR = "junior", _("SMP")
        SENIOR = "senior", _("SMA/SMK")
        DIPLOMA = "diploma", _("Diploma")
        DEGREE = "degree", _("Sarjana atau lebih")

    class Occupation(models.TextChoices):
        CIVIL = "civil", _("ASN, TNI, atau Polri")
        PRIVATE = "private", _("Pegawai swasta")
        OWN = "own", _("Usaha sendiri")
        FARM = "farm", _("Petani atau nelayan")
        STUDENT = "student", _("Pelajar atau mahasiswa")
        HOME = "home", _("Mengurus rumah")
        OTHER = "other", _("Lainnya")

    class Disability(models.TextChoices):
        NONE = "none", _("Tidak")
        YES = "yes", _("Ya")

    # Made with the form: what is sent twice is kept once.
    key = models.UUIDField(default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    place = models.ForeignKey(SurveyPlace, models.CASCADE, related_name="responses")
    day = models.DateField()
    origin = models.CharField(max_length=5, choices=Origin, default=Origin.QR)
    language = models.CharField(max_length=12, blank=True)
    u1, u2, u3 = _answer(), _answer(), _answer()
    u4, u5, u6 = _answer(), _answer(), _answer()
    u7, u8, u9 = _answer(), _answer(), _answer()
    own = models.JSONField(default=dict, blank=True)  # order of the own question → 1 to 4
    age = models.CharField(max_length=8, choices=Age, blank=True)
    sex = models.CharField(max_length=5, choices=Sex, blank=True)
    education = models.CharField(max_length=7, choices=Education, blank=True)
    occupation = models.CharField(max_length=7, choices=Occupation, blank=True)
    disability = models.CharField(max_length=4, choices=Disability, blank=True)
    is_counted = models.BooleanField(default=True)  # False only by a person's decision on a flag

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="response_once"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (1, 4)}),
                    name=f"response_{column}_is_1_to_4",
                )
                for column in COLUMNS
            ),
        ]
        indexes = [models.Index(fields=["survey", "day"], name="response_of_day")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Trace(AgencyModel):
    """What flags look at while a survey runs, apart from the answers; deleted at its closing.

    `device` is a hash keyed with the day, so that nobody can be followed over days.
    """

    response = models.UUIDField()  # its key
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="traces")
    device = models.CharField(max_length=64)
    is_inside = models.BooleanField(default=False)  # came from a network of the staff

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "response"], name="trace_of_response_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Comment(AgencyModel):
    """What somebody wrote; once the survey is closed, no key joins it with their answers."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu dilihat")
        SHOWN = "shown", _("Terbit")
        HIDDEN = "hidden", _("Disembunyikan")
        ASKED = "asked", _("Diminta dilihat lagi")  # hidden, until somebody else has looked

    key = models.UUIDField(default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="comments")
    place = models.ForeignKey(SurveyPlace, models.CASCADE, related_name="+")
    text = models.TextField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)  # what a machine saw, or a person decided
    # Of the code by which its author finds it again; empty for paper.
    receipt = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="survey_comment_once"),
            models.CheckConstraint(
                condition=~Q(state__in=("hidden", "asked")) | ~Q(why=""),
                name="survey_comment_hidden_for_reason",
            ),
            models.UniqueConstraint(
                fields=["agency", "receipt"],
                condition=~Q(receipt=""),
                name="survey_comment_receipt_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class CommentModeration(ModerationStep):
    """A step of a comment's moderation."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="moderations")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"


class CommentReport(WordReport):
    """A reader's report of a published comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "browser"], name="comment_report_once_per_browser"
            )
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"
