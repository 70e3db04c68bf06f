from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from karsa.accounts.roles import GRANTED, Role
from karsa.accounts.services.first import grant_from_command
from karsa.kit import clock
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope


class Command(BaseCommand):
    help = "Give a granted role to an account; a new account gets a one-time activation code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the NIP, or a sign-in name of its own")
        parser.add_argument("role", choices=sorted(role.value for role in GRANTED))
        parser.add_argument("--agency", default="", help="the agency's code, where there are many")
        parser.add_argument("--unit-path", default="", help="the part of the tree it is for")

    def handle(self, *, name: str, role: str, agency: str, unit_path: str, **_: Any) -> None:
        found = Agency.objects.real().filter(**({"code": agency} if agency else {}))
        if len(found) != 1:
            raise CommandError("Name the agency: --agency CODE")
        with scope(found[0]):
            code = grant_from_command(
                agency=found[0],
                name=name,
                role=Role(role),
                unit_path=unit_path,
                now=clock.now(),
            )
        self.stdout.write(f"granted {role}" + (f"; activation code {code}" if code else ""))
