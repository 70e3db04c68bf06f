# Karsa: the commands to remember. Each does its own set-up.
#   make demo    a region on this machine, with a year of work: prints the URL and the sign-ins
#   make test    everything, on SQLite and on PostgreSQL, and the browser tests
#   make check   style, types, templates, settings, migrations, generated docs
#   make bench   what the main pages cost, with 1,500 and 15,000 people

SHELL := /bin/bash
PY := .venv/bin/python
KARSA := .venv/bin/karsa
CODE := karsa tests conftest.py
PYTEST := $(PY) -m pytest

.PHONY: demo test test-long check bench setup setup-dev

demo: setup
	@$(KARSA) demo $(if $(AT),--at $(AT))

setup: build/.base build/.assets

setup-dev: build/.dev build/.assets

build/.system:
	@bash bin/system base
	@mkdir -p build && touch $@

build/.system-dev:
	@bash bin/system dev
	@mkdir -p build && touch $@

build/.base: requirements/base.txt pyproject.toml | build/.system
	@bash bin/python requirements/base.txt && touch $@

build/.dev: requirements/dev.txt pyproject.toml | build/.system-dev
	@bash bin/python requirements/dev.txt && touch $@ build/.base

build/.warehouse: requirements/warehouse.txt | build/.dev
	@bash bin/system warehouse && bash bin/python requirements/warehouse.txt && touch $@

build/.node: package.json package-lock.json | build/.system
	@npm install --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@

ASSETS := $(shell find karsa/static/src karsa -path '*/node_modules' -prune -o \( -path 'karsa/static/src/*' -o -name '*.html' \) -type f -print)
build/.assets: build/.node build/.base $(ASSETS)
	@npm run --silent build
	@KARSA_SECRET_KEY=unused $(KARSA) collectstatic --noinput --verbosity 0 && touch $@

test: setup-dev
	@bash bin/test "not fault and not scale"

test-long: setup-dev build/.warehouse
	@bash bin/test ""

check: setup-dev
	@bash bin/check

bench: setup-dev
	@$(PY) -m tests.bench $(if $(FULL),--full)
