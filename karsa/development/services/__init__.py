"""Growth: lessons understood, competences seen, plans agreed, trainings held and attended."""

from karsa.development.services.attending import check_in, keep_list
from karsa.development.services.calendar import (
    SessionWords,
    cancel_session,
    change_session,
    make_sessions,
    open_series,
    open_session,
    sponsor,
)
from karsa.development.services.catalogue import (
    CourseWords,
    add_material,
    add_question,
    drop_material,
    drop_question,
    keep_course,
)
from karsa.development.services.certificates import issue_certificate
from karsa.development.services.codes import code_of, ticket_for
from karsa.development.services.competences import keep_competence, set_need, view_competence
from karsa.development.services.learning import take_lesson
from karsa.development.services.planning import (
    Learning,
    agree,
    change,
    drop,
    finish,
    propose,
    taken,
)
from karsa.development.services.profiles import check_profiles, keep_profiles
from karsa.development.services.registering import decide, register, withdraw
from karsa.development.services.testing import take_test
from karsa.development.services.yearly import approve_year, set_budget

__all__ = [
    "CourseWords",
    "Learning",
    "SessionWords",
    "add_material",
    "add_question",
    "agree",
    "approve_year",
    "cancel_session",
    "change",
    "change_session",
    "check_in",
    "check_profiles",
    "code_of",
    "decide",
    "drop",
    "drop_material",
    "drop_question",
    "finish",
    "issue_certificate",
    "keep_competence",
    "keep_course",
    "keep_list",
    "keep_profiles",
    "make_sessions",
    "open_series",
    "open_session",
    "propose",
    "register",
    "set_budget",
    "set_need",
    "sponsor",
    "take_lesson",
    "take_test",
    "taken",
    "ticket_for",
    "view_competence",
    "withdraw",
]
