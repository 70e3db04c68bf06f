"""What monitoring keeps about people."""

from django.utils.translation import gettext_lazy as _

from karsa.kit.personal import ARCHIVED, BOUND, DUTY, STAFF, Activity, declare

declare(
    "monitoring",
    Activity(
        code="reviews",
        name=_("Pemantauan, arahan, dan tim evaluasi"),
        purpose=_("Membahas capaian dan hambatan, lalu menugaskan tindak lanjut."),
        basis=DUTY,
        people=STAFF,
        readers=_("Tim evaluasi, pimpinan unit, dan yang ditugasi"),
        kept=ARCHIVED,
        erased=BOUND,
        tables=(
            "Directive",
            "DirectiveReport",
            "EvaluationTeam",
            "EvaluationMember",
            "Attendance",
            "Obstacle",
            "FollowUp",
            "SupportAnswer",
            "ReviewSession",
        ),
    ),
)
