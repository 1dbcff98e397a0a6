# Two commands do most: `make demo` shows what Dyadbook does, `make test` checks and tests it.
# Both need Python 3.11 with its venv module, and nothing else that is installed beforehand.

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2

.PHONY: demo test check bench models docs clean

demo: .venv/run.stamp
	mkdir -p out
	@echo "Reading the example articles: about half a minute."
	@# a few articles at a time, so that the line of progress moves
	@DYADBOOK_READ_BATCH=8 $(BIN)/dyadbook dyad SAU IRN examples --synthetic only --brief --html out/sau-irn.html
	@echo
	@echo "Built: the command $(BIN)/dyadbook, and out/sau-irn.html: the whole page with its timeline and the words of each"
	@echo "report, for a browser. Next:"
	@echo "  source $(BIN)/activate"
	@echo "  dyadbook read examples/pages/2016-01-03-riyadh-cuts-ties.html     # what one article says, does, and tells to stand"
	@echo "  dyadbook add examples --book mybook                               # keep a book of articles: yours too"
	@echo "  dyadbook dyad SAU IRN --book mybook --synthetic only              # where the two stand, with the words"

test: .venv/dev.stamp check
	$(BIN)/python -m pytest -n $(JOBS)

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/dev.stamp
	$(BIN)/python -m benchmarks

# Trains the shipped model anew (hours on two cores), or with CLEAN=1 one from our own sentences alone.
models: .venv/train.stamp
	$(BIN)/python -m training.train $(if $(CLEAN),--clean)
	$(if $(CLEAN),,$(BIN)/python -m training.crossval)

docs: .venv/dev.stamp
	$(BIN)/python tools/build_reference.py
	$(BIN)/python tools/build_model_card.py

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/python.stamp:
	@echo "Installing Dyadbook and what it needs into .venv: this takes some minutes, once. pip says what it fetches."
	$(PYTHON) -m venv .venv
	touch $@

.venv/run.stamp: .venv/python.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install -c constraints.txt -e .
	touch $@

.venv/dev.stamp: .venv/python.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install -c constraints.txt -e '.[dev]'
	touch $@ .venv/run.stamp

.venv/train.stamp: .venv/dev.stamp
	$(BIN)/python -m pip install -c constraints.txt -e '.[dev,train,teach]'
	touch $@
