# Everything a developer does with shipshell. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 3
# What the tests fsync, many thousand times, need not outlive them: it lies in memory where there is a folder for that.
export PYTEST_DEBUG_TEMPROOT ?= $(wildcard /dev/shm)

.DEFAULT_GOAL := help
.PHONY: help demo test prove check shell bench docs clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(READY) ## ship a sample file on the emulated UPS, and show it with its tracking numbers
	$(BIN)/python scripts/demo.py

test: $(READY) ## run the tests, in parallel
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -q

prove: $(READY) ## break everything a thousand times, and count duplicates, losses and damage (SEED=n repeats a run)
	$(BIN)/python tests/prove/campaign.py --workers $(JOBS) $(if $(SEED),--seed $(SEED))

check: $(READY) ## ruff, mypy --strict, import-linter
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

shell: $(READY) ## start the shell
	$(BIN)/shipshell

bench: $(READY) ## measure against the budgets
	$(BIN)/python scripts/bench.py

docs: $(READY) ## remake the pictures and the generated pages
	$(BIN)/python scripts/picture.py

clean: ## remove what was made here
	rm -rf $(VENV) .demo build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
