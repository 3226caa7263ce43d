# Everything a person does with Engawa, one word each. `make help` lists them.

PYTHON ?= python3
PORT ?= 8501
# Two workers: the machines this is made for have two cores.
PYTEST_ARGS ?= -n 2
BIN := .venv/bin
# --require-hashes: nothing is installed that the lock does not know byte for byte.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --fork-strategy fewest --custom-compile-command "make lock"

.DEFAULT_GOAL := help
# The last line of `check` must be pytest's, whatever -j says.
.NOTPARALLEL:
.PHONY: help install dev run test check lint types format bench model lock clean

help:  ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 12

# Stamp files: pip runs again only when its list of versions has changed.
.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Engawa needs Python 3.11 or newer, and '$(PYTHON)' is older or missing. Name another: make PYTHON=python3.12 install"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt .venv/pyvenv.cfg
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

# The development list holds the runtime versions too, so both stamps are fresh after it.
.venv/installed-dev: requirements-dev.txt requirements.txt .venv/pyvenv.cfg
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ .venv/installed

install: .venv/installed  ## make .venv with what Engawa needs to run

dev: .venv/installed-dev  ## ... and with what its tests and checks need

run: install  ## start the dashboard (PORT=8502 for another port)
	@echo "Engawa: http://localhost:$(PORT)  (stop with Ctrl+C)"
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address 127.0.0.1 \
	  --server.headless true --browser.gatherUsageStats false

test: dev  ## run every test, the browser journey included
	@$(BIN)/python -m tests.browser.chromium --install
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: dev  ## style, formatting and security rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml -ll .

types: dev  ## mypy --strict
	@$(BIN)/mypy .

# The shape of the code (imports, lengths) is held by tests/test_shape.py and so by `test`.
check: lint types test  ## all of it: what CI runs

format: dev  ## put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: dev  ## measure every figure the README quotes
	@$(BIN)/python -m benchmarks

model: install  ## train the model that ships with Engawa
	@$(BIN)/python -m core train

lock: dev  ## write requirements*.txt anew from requirements*.in
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in

clean:  ## remove caches and .venv
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
