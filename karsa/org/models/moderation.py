from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.org.models.people import Employee
from karsa.tenancy.models import AgencyModel


class ModerationStep(AgencyModel):
    """A public text hidden or shown, by whom and why; appended, never changed.

    Where its author asks for a second look, `reason` is what they say, and `by` stays empty.
    """

    hides = models.BooleanField()
    is_asked = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        abstract = True
        ordering = ("-pk",)


class WordReport(AgencyModel):
    """A reader's report that words citizens read should not stand there; it hides nothing.

    `browser` is a keyed hash of one browser with those words; `is_open` until a moderator looked.
    """

    class Reason(models.TextChoices):
        PRIVATE = "private", _("Memuat data pribadi seseorang")
        INSULT = "insult", _("Menghina, mengancam, atau menyerang kelompok")
        SPAM = "spam", _("Iklan, tautan, atau penipuan")
        FALSE = "false", _("Mengaku sebagai orang lain atau isinya palsu")

    reason = models.CharField(max_length=7, choices=Reason)
    browser = models.CharField(max_length=64)
    is_open = models.BooleanField(default=True)
    day = models.DateField()

    class Meta:
        abstract = True
