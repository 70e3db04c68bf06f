from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "karsa.evaluations"
