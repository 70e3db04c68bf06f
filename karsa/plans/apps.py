from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "karsa.plans"
