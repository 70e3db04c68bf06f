from django.apps import AppConfig


class ConsequencesConfig(AppConfig):
    name = "karsa.consequences"
