"""A directive from the board of entries: one sentence, due in a week."""

from karsa.journal.services.acts import Act, add_act
from karsa.monitoring.policies import can_direct
from karsa.monitoring.services import direct_about
from karsa.rules.refused import gettext_noop as _

add_act(
    "direct",
    Act(
        lambda actor, entry, words: direct_about(actor=actor, entry=entry, text=words),
        "monitoring/parts/direct_act.html",
        _("Diberi arahan"),
        (
            _("Lanjutkan, dan laporkan hasilnya dalam sepekan."),
            _("Bicarakan dengan saya dulu sebelum dilanjutkan."),
        ),
        offers=can_direct,
    ),
)
