# What you can do here: `make help`. Needs Python 3.11 or newer, make and a package registry; nothing else.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/bin/uv
VOORBEELD := De records zijn een reconstructie van het project GOAL: geen echte mensen. Alleen de gepubliceerde cijfers betekenen iets.
BIN := .venv/bin
SRC := shared services tests bench
AUDIT := $(BIN)/pip-audit --progress-spinner off --timeout 10
# compiled once: a command of ours starts in half the time, and the tests start hundreds
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv

help: ## Show what can be done
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F ':.*?## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .venv/.klaar ## Start everything, import the example, show the figures, go on until Ctrl-C (ONCE=1: stop after showing; REGIO=limburg)
	@LEERWINKEL_VOORBEELD='$(VOORBEELD)' $(if $(REGIO),LEERWINKEL_REGIO='$(REGIO)') $(BIN)/leerwinkel draai --voorbeeld examples/goal $(if $(ONCE),--eenmalig)

test: .venv/.klaar ## Run all tests
	$(BIN)/pytest

test-long: .venv/.klaar ## Run what takes long: simulations, attacks on publications, every command of the documents
	$(BIN)/pytest -m 'lang or hypothesis' --hypothesis-profile lang

test-failures: .venv/.klaar ## Faults at random moments, then an oracle (ZAAD=n for the same plan, STORINGEN=n, default 40)
	$(BIN)/pytest -n2 --dist worksteal -m storing tests/failures --zaad $(or $(ZAAD),$$RANDOM) $(if $(STORINGEN),--storingen $(STORINGEN))

soak: .venv/.klaar ## Faults for so long on one installation, then a report (MINUTES=n, default 30; ZAAD=n)
	$(BIN)/pytest -n0 -m storing tests/failures/test_duurloop.py --minuten $(or $(MINUTES),30) $(if $(ZAAD),--zaad $(ZAAD)) $(if $(VERSLAG),--verslag $(VERSLAG))

bench: .venv/.klaar ## Measure everything, write docs/performance.md (WAT=append: only that; bench/README.md)
	$(BIN)/python -m bench $(WAT)

check: format lint types architecture contract-check packages test ## All that CI could object to

format: .venv/.klaar ## Check the formatting (make fix mends it)
	$(BIN)/ruff format --check $(SRC)

lint: .venv/.klaar ## Check the style, and that dependencies are declared
	$(BIN)/ruff check $(SRC)
	@for p in shared services/*; do echo "deptry $$p"; (cd $$p && $(CURDIR)/$(BIN)/deptry -o /dev/null src) || exit 1; done

types: .venv/.klaar ## Check the types
	$(BIN)/pyright

architecture: .venv/.klaar ## Check who may import whom
	$(BIN)/lint-imports

packages: .venv/.klaar ## Check the packages for known vulnerabilities; says so where nobody can be asked
	@uit=$$(echo 'pip==26.0' | $(AUDIT) -r /dev/stdin --no-deps --disable-pip 2>&1); [[ "$$uit" == *"Found "* || ( "$$uit" == *"No known"* && "$$uit" != *"could not"* ) ]] || \
	  { echo "packages: niet nagekeken, want de gegevens over kwetsbaarheden zijn hier niet te bereiken."; exit 0; }; \
	$(AUDIT) --local --skip-editable

contract: .venv/.klaar ## Generate the JSON Schemas and the AsyncAPI document
	$(BIN)/python -m leerwinkel.gebeurtenissen.contract shared/contract

contract-check: contract ## Check that the committed contract is the generated one
	@git diff --exit-code --stat -- shared/contract

fix: .venv/.klaar ## Format, and mend what can be mended by itself
	$(BIN)/ruff format $(SRC)
	$(BIN)/ruff check --fix $(SRC)

clean: ## Remove the environment and the data
	rm -rf .venv .tools .data .bench

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dit heeft Python 3.11 of nieuwer nodig; $(PYTHON) is dat niet. Zet PYTHON=… naar een nieuwere."; exit 1; }
	@$(PYTHON) -m venv .tools && .tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) || \
	  { rm -rf .tools; echo "Installeren lukt niet: is er een pakketregister bereikbaar, en mag je hier schrijven?"; exit 1; }

.venv/.klaar: $(UV) pyproject.toml uv.lock shared/pyproject.toml $(wildcard services/*/pyproject.toml)
	@$(UV) sync --frozen --quiet --compile-bytecode --python $$($(PYTHON) -c 'import sys; print(sys.executable)') || \
	  { echo "Installeren lukt niet: is er een pakketregister bereikbaar, en mag je hier schrijven?"; exit 1; }
	@touch $@

.PHONY: help packages run test test-failures soak bench check format lint types architecture contract contract-check fix clean
