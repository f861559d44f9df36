# Orebook: the commands of the house. `make help` lists them.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
OUT    ?= out
CASES  ?=
SECONDS ?= 600
ROWS   ?= 10000000
.DEFAULT_GOAL := help
.PHONY: help demo test browser lint types contracts docs bench bench-reader bench-statistics bench-start bench-day bench-review bench-hostile bench-ledger fuzz clean

help:  ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Orebook needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.11 demo"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo "No venv here. On Debian or Ubuntu: apt-get install python3-venv"; exit 2; }

$(VENV)/user: $(BIN)/python pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev: $(BIN)/python pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/user

demo: $(VENV)/user  ## a sample book and out/review-2025-W02.html; prints where it is and the week at a glance
	@mkdir -p $(OUT) && rm -f $(OUT)/demo.db $(OUT)/demo.db-* $(OUT)/demo.db.*
	@$(BIN)/orebook init --book $(OUT)/demo.db
	@$(BIN)/orebook sample --book $(OUT)/demo.db
	@$(BIN)/orebook review 2025-W02 --format html --output $(OUT)/review-2025-W02.html --book $(OUT)/demo.db
	@$(BIN)/orebook week 2025-W02 --book $(OUT)/demo.db

test: $(VENV)/dev browser lint types contracts  ## everything the tests need, then all of them
	@$(BIN)/python -m pytest -n 2 --dist worksteal

browser: $(VENV)/dev  ## Chromium for the browser tests, from the distribution where there is none
	@$(BIN)/python tests/browser/chromium.py

lint: $(VENV)/dev  ## ruff
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/dev  ## mypy, strict
	@$(BIN)/mypy

contracts: $(VENV)/dev  ## import-linter: stages are strangers
	@$(BIN)/lint-imports

docs: $(VENV)/dev  ## the documentation, into docs/_build/html
	@$(BIN)/sphinx-build -q -W -b html docs docs/_build/html && echo docs/_build/html/index.html

bench: bench-start bench-day bench-review bench-reader bench-statistics bench-hostile  ## every measurement below

bench-start: $(VENV)/dev  ## how soon `orebook --help` answers, beside a bare Python
	@$(BIN)/python benchmarks/start.py

bench-day: $(VENV)/dev  ## how soon a day's prices of 30 products answer, as a whole process
	@$(BIN)/python benchmarks/day.py

bench-review: $(VENV)/dev  ## how long the sample week's review takes
	@$(BIN)/python benchmarks/review.py

bench-reader: $(VENV)/dev  ## precision, recall and speed of the reader; CASES=FILE for yours
	@$(BIN)/python benchmarks/reader.py $(CASES)

bench-hostile: $(VENV)/dev  ## seconds and memory each hostile file costs before it is refused
	@$(BIN)/python benchmarks/hostile.py

bench-statistics: $(VENV)/dev  ## precision and recall of statistics and events; CASES=FILE for yours
	@$(BIN)/python benchmarks/volumes.py $(CASES)

bench-ledger: $(VENV)/dev  ## durable commits beside a bare fsync; bulk load and series beside DuckDB; ROWS=10000000
	@$(BIN)/python benchmarks/ledger.py
	@$(BIN)/python benchmarks/ledger_history.py $(ROWS)

$(VENV)/fuzz: $(VENV)/dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	@touch $@

fuzz: $(VENV)/fuzz  ## hunt for texts that break the reader; SECONDS=600 for how long, what is found into out/fuzz
	@$(BIN)/python benchmarks/fuzz/run.py --seconds $(SECONDS) --found $(OUT)/fuzz

clean:  ## what make made
	rm -rf $(VENV) $(OUT) docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
