# Every target sets itself up: all that a machine needs is make and Python 3.11 or newer.
# `make test PYTHON=python3.12` chooses the interpreter; `make test PYTEST_ARGS="-k units"` the tests.

.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= python3 python3.13 python3.12 python3.11 python
PYTEST_ARGS ?=
BENCH_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
SNAPSHOT_TESTS := tests/test_fixture_runs.py tests/test_readme.py tests/tables tests/packaging/test_wheel.py
PYTEST := $(BIN)/pytest --numprocesses=auto --maxprocesses=8 --dist=worksteal

# No path is absolute, so that a checkout may lie in a directory of any name, also one with spaces.

.PHONY: help setup compiled run exports snapshots test test-all bench lint format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Create .venv, install claimboard with its development tools and compile its hot modules

$(READY): pyproject.toml setup.py compilation/build.py compilation/hook.py compilation/mypy.ini
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { $(create_venv); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@mkdir -p $(VENV)/mypy && ln -sfn ../.. $(VENV)/mypy/claimboard # the package's name, for mypy
	@$(BIN)/python compilation/build.py
	@touch $(READY)

define create_venv
found=; \
for python in $(PYTHON); do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
done; \
if [ -z "$$found" ]; then \
	echo "No Python 3.11 or newer among: $(PYTHON). Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
fi; \
echo "Creating $(VENV) with $$($$found --version)"; \
rm -rf $(VENV); \
if ! "$$found" -m venv $(VENV); then \
	rm -rf $(VENV); \
	echo "$$found cannot create a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
fi
endef

compiled: $(READY) ## Compile the hot modules anew, if they have changed since; until then pure Python is used
	@CLAIMBOARD_COMPILE=1 $(BIN)/python compilation/build.py

run: $(READY) ## Extract fixtures/pages/ into outputs/, export its tables and show the first rows of a leaderboard
	@$(BIN)/claimboard run fixtures/pages -o outputs --summary
	@$(MAKE) --no-print-directory exports
	@$(BIN)/claimboard leaderboard outputs --metric top1_accuracy --dataset ImageNet --form absolute --top 5 --as text

exports: $(READY) ## Write the tables of outputs/ in every format, its report and its charts into outputs/exports/
	@mkdir -p outputs/exports
	@$(BIN)/claimboard leaderboard outputs --min-papers 2 -o outputs/exports/leaderboard.md
	@$(BIN)/claimboard leaderboard outputs --min-papers 2 -o outputs/exports/leaderboard.tex
	@$(BIN)/claimboard leaderboard outputs --min-papers 2 -o outputs/exports/leaderboard.html
	@$(BIN)/claimboard leaderboard outputs --index -o outputs/exports/boards.json
	@$(BIN)/claimboard leaderboard outputs -o outputs/exports/leaderboard.xlsx
	@$(BIN)/claimboard leaderboard outputs -o outputs/exports/leaderboard.parquet
	@$(BIN)/claimboard table outputs -o outputs/exports/comparison.md
	@$(BIN)/claimboard table outputs --kind long -o outputs/exports/comparison.tsv
	@$(BIN)/claimboard report outputs -o outputs/exports/report.html --title "What the fixtures claim"
	@$(BIN)/claimboard plot outputs metrics -o outputs/exports/metrics.svg
	@$(BIN)/claimboard plot outputs hardware -o outputs/exports/hardware.svg

snapshots: $(READY) ## Write outputs/ and the stored results of tests anew; commit first, since the wheel is that of HEAD
	@$(BIN)/claimboard run fixtures/pages -o outputs
	@$(MAKE) --no-print-directory exports
	$(BIN)/pytest --regen-all $(SNAPSHOT_TESTS)
	git status --short outputs tests README.md

test: $(READY) ## Run the tests that are not marked slow
	$(PYTEST) -m "not slow" $(PYTEST_ARGS)

test-all: $(READY) ## Run all tests
	$(PYTEST) $(PYTEST_ARGS)

bench: $(READY) ## Compile, and measure everything in one table; BENCH_ARGS="workers memory --papers 3000" some of it
	@$(BIN)/python compilation/build.py
	$(BIN)/python benchmarks/bench.py $(BENCH_ARGS)

lint: $(READY) ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	MYPYPATH=$(VENV)/mypy $(BIN)/mypy --strict -p claimboard
	$(BIN)/lint-imports

format: $(READY) ## Sort imports and format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## Remove .venv, build products and the caches of all tools
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
