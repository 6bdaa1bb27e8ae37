# Everything that is done to vendortrail is a target here; `make help` lists them.

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.set-up
PO    := $(wildcard vendortrail/locale/*/LC_MESSAGES/*.po)
MO    := $(PO:.po=.mo)
POT   := build/vendortrail.pot

MARKED   := -m "not long"
COVERAGE :=
PARALLEL := --numprocesses auto --dist worksteal

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo test check lint bench lock exports translations snapshots clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

setup: $(STAMP) $(MO) ## Make .venv with everything pinned, and compile the translations

# The lock names no host: pip takes the files from wherever it is configured to, and checks them.
$(STAMP): requirements.lock pyproject.toml
	@python=; for candidate in python3.11 python3; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "vendortrail needs Python 3.11 or later: neither python3.11 nor python3 is one." >&2; \
	  exit 1; \
	fi; \
	if [ ! -x $(BIN)/pip ]; then $$python -m venv $(VENV); fi
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po $(STAMP)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

demo: setup ## Build the demo workspace and show what vendortrail finds in it
	$(BIN)/vendortrail demo

test: setup ## Run the tests that take minutes, not tens of minutes
	$(BIN)/python -m pytest $(PARALLEL) $(MARKED) $(COVERAGE)

check: MARKED :=
check: COVERAGE := --cov --cov-report=term-missing:skip-covered
check: lint test ## Run everything: lint, types, layers, all tests, coverage of the core

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# ONLY="startup append" measures those parts alone, SIZE=20000 on smaller ledgers.
bench: setup ## Measure against the bare thing in the same run
	$(BIN)/python -m tests.bench $(if $(ONLY),--only $(ONLY)) $(if $(SIZE),--size $(SIZE))

snapshots: setup ## Accept the screens as they are drawn now
	$(BIN)/python -m pytest -m "not long" --snapshot-update

exports: setup ## Render the papers of the demo and the README's picture anew
	$(BIN)/python -m tests.test_demo_papers
	$(BIN)/python -m tests.tui.picture

translations: setup ## Extract the messages, update the catalogues and compile them
	@mkdir -p $(dir $(POT))
	$(BIN)/pybabel --quiet extract --output-file $(POT) \
	  --keyword say --keyword count:1,2 \
	  --sort-by-file --add-location=file --no-wrap vendortrail
	$(BIN)/pybabel --quiet update --input-file $(POT) --output-dir vendortrail/locale \
	  --domain vendortrail --no-fuzzy-matching --ignore-obsolete --no-wrap \
	  --ignore-pot-creation-date
	$(MAKE) $(MO)

lock: ## Pin the newest versions that pyproject.toml allows
	python3 -m venv build/locking
	build/locking/bin/python -m pip install --quiet uv
	build/locking/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --group dev pyproject.toml --output-file requirements.lock

clean: ## Remove what the other targets made, .venv too
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache snapshot_report.html
	rm -f $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
