from django.db import models
from django.utils.translation import gettext_lazy as _


class Cascade(models.TextChoices):
    """How an indicator comes down: itself, or by another result that serves it."""

    DIRECT = "direct", _("Langsung")
    INDIRECT = "indirect", _("Tidak langsung")
