from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, transaction

from karsa.kit import clock
from karsa.org.queries.actor import system_actor
from karsa.org.services.year import open_year
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    help = "Make an agency and open its year: periods and the calendar's holidays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="a short word, for example gunungkidul")
        parser.add_argument("name", help="as letters print it")
        parser.add_argument("--host", default="", help="empty for the only agency")
        parser.add_argument("--zone", default=Agency.Zone.WIB, choices=Agency.Zone.values)
        parser.add_argument("--rhythm", default="quarterly", choices=Agency.Rhythm.values)
        parser.add_argument(
            "--second-factor",
            default=Agency.SecondFactor.ROLES,
            choices=Agency.SecondFactor.values,
            help="who must have one; roles: whoever has power over many",
        )

    def handle(self, *, code: str, name: str, **options: Any) -> None:
        fields = {key: options[key] for key in ("host", "zone", "rhythm", "second_factor")}
        try:
            with transaction.atomic():
                agency = Agency.objects.create(code=code, name=name, **fields)
        except IntegrityError as error:
            raise CommandError(f"Instansi dengan kode {code} sudah ada.") from error
        with scope(agency):
            actor = system_actor(agency, clock.now())
            open_year(actor=actor, year=actor.today.year)
        self.stdout.write(f"{agency.name}: tahun {actor.today.year} dibuka.")
