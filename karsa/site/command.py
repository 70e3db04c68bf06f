"""`karsa …`: Django's command line under our own name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karsa.site.settings")
    execute_from_command_line(sys.argv)
