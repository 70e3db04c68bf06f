from karsa.surveys.models.answers import (
    COLUMNS,
    Comment,
    CommentModeration,
    CommentReport,
    Response,
    Trace,
)
from karsa.surveys.models.findings import Flag, FlaggedResponse, FollowUp
from karsa.surveys.models.survey import (
    LinkKey,
    OneTimeLink,
    Survey,
    SurveyPlace,
    SurveyQuerySet,
    SurveyQuestion,
    SurveyWording,
)

__all__ = [
    "COLUMNS",
    "Comment",
    "CommentModeration",
    "CommentReport",
    "Flag",
    "FlaggedResponse",
    "FollowUp",
    "LinkKey",
    "OneTimeLink",
    "Response",
    "Survey",
    "SurveyPlace",
    "SurveyQuerySet",
    "SurveyQuestion",
    "SurveyWording",
    "Trace",
]
