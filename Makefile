# Needs Python 3.11 or later (with venv) and make; everything else goes into .venv, in the versions of constraints.txt.
PYTHON ?= python3
CORPUS ?= corpus/
GRAPH ?= graph/
BIN := .venv/bin
MAKEFLAGS += --no-print-directory
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-warn-script-location --constraint constraints.txt
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help graph test check format lock clean

help:
	@echo 'make graph   build the graph of $(CORPUS) into $(GRAPH)'
	@echo 'make test    run all tests'
	@echo 'make check   style, types and tests'
	@echo 'make clean   remove the environment and the graph'

graph: .venv/installed
	@$(BIN)/ontograph build $(CORPUS) --output $(GRAPH) --format html
	@echo 'Open $(GRAPH)graph.html in a browser'

test: .venv/installed
	@$(BIN)/python -m pytest

check: .venv/installed
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

format: .venv/installed
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# Installs when a dependency has changed, not again otherwise.
.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed: make PYTHON=python3.12 …")'
	@echo 'Installing into .venv (once, some minutes) …'
	@$(PYTHON) -m venv .venv
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

# Writes constraints.txt anew: the newest versions that pyproject.toml allows.
lock:
	@rm -rf .lock && $(PYTHON) -m venv .lock
	@.lock/bin/python -m pip install --quiet --quiet --disable-pip-version-check '.[dev]' editables
	@(sed -n '/^#/p' constraints.txt; .lock/bin/python -m pip freeze | grep -v '^ontograph-press') > .lock/constraints.txt
	@mv .lock/constraints.txt constraints.txt && rm -rf .lock

clean:
	rm -rf .venv graph
