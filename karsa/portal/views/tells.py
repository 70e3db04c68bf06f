"""Which acts change what a public page tells of: kinds of rows as the audit trail names them."""

INDICATORS = (
    *("indicators.indicator", "indicators.indicatorcard", "indicators.measurement"),
    *("indicators.target", "indicators.targetrevision", "plans.performanceagreement"),
)
SERVICES = ("org.service", "org.servicepoint")
# Surveys are shown under the names of their services and places.
SATISFACTION = (*SERVICES, "surveys.survey", "surveys.flag", "surveys.followup")
COMMENTS = ("surveys.comment",)
REPORTS = ("complaints.case",)
# What people say stands on pages that are never kept; each support would make all others anew.
CONSULTATIONS = ("consultations.consultation",)
RELEASES = ("insights.release",)
REWARDS = ("consequences.reward",)
