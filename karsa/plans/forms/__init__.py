"""Parsing and wording of the small forms; the services decide whether it will do."""
