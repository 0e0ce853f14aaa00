# Needed beforehand: python3 (3.11 to 3.13) with venv and pip. Everything else is pinned by hash in the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test whole lint races histories campaigns kills bench seal-bench notary-bench past-bench axe live locks clean

help:
	@echo "make demo   the first page with the whole programme replayed: http://127.0.0.1:8000"
	@echo "make test   the tests (SQLite and PostgreSQL; browsers where a Chromium is installed)"
	@echo "make whole  the tests without any share: every case of what differs in a value alone, ten times the demo, all planted bugs"
	@echo "make lint   ruff, mypy, import contracts"
	@echo "make races  the races of the domain, twenty rounds each, with the conflicts they provoked"
	@echo "make histories  random histories of grants, every invariant after every step (HISTORIES=25000), with figures"
	@echo "make campaigns  what takes minutes: two whole demos compared, long random lives of grants, histories"
	@echo "make kills  kill -9 while commands are under way, then look for lost and doubled events (KILLS=20 COMMANDS=2000)"
	@echo "make bench  rates and page times, as ratios to bare things measured in the same run"
	@echo "make seal-bench  a million events: how fast they are sealed, verified and proved (ARGS='--events 100000')"
	@echo "make notary-bench  commands with and without the notary beside them, and how it lags under full load"
	@echo "make past-bench  a million entries: how long a total as of any two days takes (ARGS='--facts 100000')"
	@echo "make axe    accessibility of every page for every role, in both languages and every state: some 25 minutes (needs a Chromium)"
	@echo "make live   how long a figure takes to move in another window: p50, p95 of fifty (needs a Chromium)"
	@echo "make locks  resolve the dependencies of pyproject.toml anew (needs uv)"

demo: $(VENV)/.installed
	$(BIN)/grants demo --serve

test: $(VENV)/.installed-dev
	GRANTS_TEST_FEWER=1 $(BIN)/python -m pytest -n auto $(ARGS)

whole: $(VENV)/.installed-dev
	GRANTS_TEST_WHOLE=1 $(BIN)/python -m pytest -n auto $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

races: $(VENV)/.installed-dev
	GRANTS_RACE_ROUNDS=20 $(BIN)/python -m pytest tests/races -p no:randomly -s $(ARGS)

HISTORIES ?= 25000

histories: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.lifecycle.histories --histories $(HISTORIES) --from 1000 $(ARGS)

campaigns: $(VENV)/.installed-dev
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -m campaign $(ARGS)
	GRANTS_TEST_WHOLE=1 $(BIN)/python -m pytest tests/mutants tests/web/test_questions.py $(ARGS)
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/lifecycle/test_lives.py --timeout 3600 $(ARGS)
	$(MAKE) histories ARGS=

KILLS ?= 20
COMMANDS ?= 2000

kills: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.kills --kills $(KILLS) --commands $(COMMANDS) $(ARGS)

bench: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.bench $(ARGS)

seal-bench: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.bench.seal $(ARGS)

notary-bench: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.bench.notary $(ARGS)

past-bench: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.bench.past $(ARGS)

axe: $(VENV)/.installed-dev
	GRANTS_AXE=all $(BIN)/python -m pytest tests/axe -s $(ARGS)

live: $(VENV)/.installed-dev
	PYTHONPATH=src $(BIN)/python -m tests.live $(ARGS)

# Each mark is as old as its installation, so a newer lock file or pyproject.toml installs again.
$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) --require-hashes --requirement requirements-dev.lock
	touch $@

LOCK := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

locks:
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist
