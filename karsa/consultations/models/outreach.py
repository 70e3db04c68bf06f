from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.consultations.models.consultation import Consultation
from karsa.tenancy.models import AgencyModel


class StakeholderGroup(AgencyModel):
    """People who should be heard, and the one person a letter is addressed to."""

    class Kind(models.TextChoices):
        SCHOOL = "school_committee", _("Komite sekolah")
        VILLAGE = "village", _("Desa atau kelurahan")
        COUNCIL = "council", _("DPRD")
        BUSINESS = "business", _("Dunia usaha")
        DISABILITY = "disability", _("Penyandang disabilitas")
        COMMUNITY = "community", _("Kelompok masyarakat")
        OTHER = "other", _("Lainnya")

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    # Personal, and no more of it than a letter needs: whom to address, how to reach them.
    contact_name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="stakeholder_group_once")
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(AgencyModel):
    """A group's letter of invitation to a consultation."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="invitations")
    group = models.ForeignKey(StakeholderGroup, models.PROTECT, related_name="invitations")
    number = models.CharField(max_length=60)
    place = models.CharField(max_length=80)  # where the letter is written
    day = models.DateField()
    meeting = models.CharField(max_length=300, blank=True)  # day, hour and place, if people meet

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="invitation_number_once"),
            models.UniqueConstraint(
                fields=["consultation", "group"], name="invitation_once_per_group"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="invitation_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.number
