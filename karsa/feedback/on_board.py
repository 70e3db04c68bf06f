"""Praise on the board of entries, in one tap."""

from karsa.feedback.services import praise
from karsa.journal.services.acts import Act, add_act
from karsa.rules.refused import gettext_noop as _

add_act(
    "praise",
    Act(
        lambda actor, entry, _words: praise(actor=actor, entry=entry),
        "feedback/parts/praise_act.html",
        _("Dipuji"),
    ),
)
