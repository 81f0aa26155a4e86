# Only python3 (3.11+, with venv) and make are taken for granted. Everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Written last; `building` stands while packages are being installed. A set-up that was interrupted is begun anew.
STAMP := $(VENV)/.installed
BUILDING := $(VENV)/.building
Q ?= speaker:lavrov "stream gas pipeline"

.DELETE_ON_ERROR:
.PHONY: search test lint format docs bench score soak clean

# Compiled once, as pip does with what is not editable: where Python may not keep bytecode, every start would compile it.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'searchkit needs Python 3.11 or newer: make PYTHON=python3.11'; exit 2; }
	@if test -e $(BUILDING) || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); fi
	@touch $(BUILDING)
	@echo 'Installing searchkit into $(VENV) …'
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable '.[dev]'
	@rm -f $(BUILDING)
	@$(BIN)/python -m compileall -q searchkit
	@touch $(STAMP)

# The index knows what it read, so bringing it up to date costs nothing where nothing changed. One of another version is rebuilt.
# That nothing was found is status 1 of searchkit, as of grep, and no failure of make.
search: $(STAMP)
	@$(BIN)/searchkit index --quiet --index index seeds || $(BIN)/searchkit rebuild --quiet --index index seeds
	@$(BIN)/searchkit search --index index -- '$(subst ','\'',$(Q))' || test $$? -eq 1

test: $(STAMP)
	@$(BIN)/python -m pytest -n 2

lint: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# The reference of the commands; docs/tutorial.py, which needs real corpora, is run by hand.
docs: $(STAMP)
	@$(BIN)/python docs/reference.py

# Peers live in an environment of their own, so that none of them is a dependency of searchkit.
bench: $(STAMP)
	@$(BIN)/python -m benchmarks

score: $(STAMP)
	@$(BIN)/python -m benchmarks.score

soak: $(STAMP)
	@$(BIN)/python -m pytest -m soak tests/soak

clean:
	rm -rf $(VENV) .venv-* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find index -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
