# The two commands of a newcomer: `make site` and `make test`. The others are for those who work on Huiguan itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1
# The tests start our command a hundred times: compiled once is enough.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test serve check lint reference lock bench bench-feeds bench-search clean browser readers

site: $(READY)  ## Check, compile and build the demo club to site/.
	@$(BIN)/huiguan build

serve: $(READY)  ## Preview with live reload.
	@$(BIN)/huiguan serve

check: $(READY)  ## Every problem of the club's records.
	@$(BIN)/huiguan check

test: $(READY) browser readers lint  ## Every test, in headless Chromium too.
	@$(BIN)/python -m pytest -q -n 3 --dist loadfile

lint: $(READY)
	@$(BIN)/ruff format --check --quiet plugins tests bench
	@$(BIN)/ruff check --quiet plugins tests bench
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > .lint-imports.log 2>&1 || { cat .lint-imports.log; rm -f .lint-imports.log; exit 1; }
	@rm -f .lint-imports.log

# The environment: locked, with hashes, installed once and again when the lock or the project's metadata changes.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Huiguan needs Python 3.11 or newer: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || { echo "Making .venv …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what Huiguan needs into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# Chromium with its driver and a Chinese font: installed where they are missing and the package manager is at hand.
browser:
	@sh tests/browser/install.sh

# Other people's calendar readers, to hold our feeds against: installed where they are missing.
readers: $(READY)
	@sh tests/readers/install.sh

reference: $(READY)  ## Renew the pages that are made from the models and the words.
	@$(BIN)/python -m huiguan.engines.reference

lock: $(READY)  ## Resolve the dependencies anew.
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --group dev --extra properdocs --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --output-file tests/readers/requirements.lock tests/readers/requirements.in

JIEBA := build/bench/jieba
bench: $(READY) $(JIEBA)  ## Build time against plain MkDocs + Material: make bench N=1000 BENCH="--growth"
	@$(BIN)/python -m bench.run $(or $(N),1000) $(BENCH)

bench-feeds: $(READY)  ## The calendars alone, in three ways to lie in time: make bench-feeds N=5000
	@$(BIN)/python -m bench.feeds $(or $(N),5000)

# For the rival's process alone, beside the environment and not in it: see bench/contestants.py.
$(JIEBA): bench/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target $@ -r $<
	@touch $@

PAGEFIND := build/bench/pagefind
bench-search: $(READY) $(JIEBA) $(PAGEFIND) browser  ## Our search against Material's and Pagefind: make bench-search BENCH="--sizes 500"
	@$(BIN)/python -m bench.search_run $(BENCH)

$(PAGEFIND): bench/search_requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target $@ -r $<
	@touch $@

clean:
	@rm -rf $(VENV) .venv-readers tests/readers/node_modules .huiguan site .site.next .site.last build .pytest_cache .mypy_cache .ruff_cache
