# Everything runs in .venv, made from pyproject.toml with whatever python3 (3.11 to 3.13) is on PATH.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BASE := $(VENV)/.installed-base
DEMO_DB ?= demo.db
EXTRAS ?= dev
KERNELS := hatch_build.py $(wildcard src/legation/nlp/fast/*.[ch] src/legation/nlp/objects/*.[ch] \
  src/legation/records/*.[ch])
# An editable install is not compiled; where nothing may be written later, each start would do it.
COMPILED := $(BIN)/python -m compileall -q src
STORIES := src/legation/data/stories

# One BLAS thread a process: the parse is faster so, and runs beside others do not slow each other.
export OPENBLAS_NUM_THREADS := 1

.PHONY: help venv demo test test-pages check soak eval bench clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

venv: $(STAMP) ## make .venv with everything pinned; quick when it is up to date
	@$(COMPILED)

$(STAMP): $(BASE)
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[web,$(EXTRAS)]'
	@$(COMPILED)
	@touch $@

# What Legation itself needs: enough for the demo.
$(BASE): pyproject.toml constraints.txt requirements/model.txt $(KERNELS)
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(not (3, 11) <= v < (3, 14))' || \
	  { echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) (some minutes the first time)"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/model.txt
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[web]'
	@$(COMPILED)
	@touch $@

demo: $(BASE) ## read the bundled stories into a fresh demo.db and show two of them
	@rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	@$(BIN)/legation ingest $(STORIES) --store $(DEMO_DB)
	@for story in $$(ls -d $(STORIES)/*.txt $(STORIES)/*.html 2>/dev/null | sed -n '1p;$$p'); do \
	  echo; $(BIN)/legation read $$story || exit 1; done
	@echo; echo "store: $(abspath $(DEMO_DB))"
	@echo "to look at it in a browser: $(BIN)/legation serve --store $(DEMO_DB)"

test: $(STAMP) ## run the tests
	@$(BIN)/python -m pytest

test-pages: $(STAMP) ## look at every page in a browser: each theme, width, medium, with script and without
	@LEGATION_PAGES=all $(BIN)/python -m pytest tests/web/test_browser.py tests/web/test_newcomers.py

check: $(STAMP) ## ruff, mypy and the order of layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/test_layers.py

soak: $(STAMP) ## kill runs over every kind of source at random moments, and damage sources; some minutes
	@$(BIN)/python tests/soaking.py $(SOAK)

eval: $(STAMP) ## score readings on the gold sets found in $$LEGATION_GOLD or ../shared/gold
	@$(BIN)/python eval/run.py $(EVAL)

bench: $(STAMP) ## measure speed beside the stock spaCy pipeline; fails beyond the bounds of eval/speed.json
	@$(BIN)/python scripts/bench.py --check $(BENCH)

clean: ## remove the environment, caches and the demo store
	@rm -f src/legation/nlp/fast/*.so
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis eval/out
	@rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
