"""Django's makemessages, without guesses: a wrong sentence is worse than one still to translate."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
