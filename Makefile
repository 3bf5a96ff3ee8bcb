# Everything a contributor needs; `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := out/examples.html

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs bench models model serve lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## create the environment in .venv, with every package pinned by hash

$(VENV)/.ready: requirements.lock pyproject.toml
	@sh .ci/environment "$(PYTHON)" "$(VENV)"
	@touch $@

demo: setup ## trace the example pile, print the answer and write the HTML report
	@mkdir -p $(dir $(DEMO))
	@$(BIN)/retold trace examples --html $(DEMO)
	@echo "The whole report: $(DEMO)"

test: setup ## run the tests (some minutes)
	@$(BIN)/python -m pytest

check: setup ## format, lint, types and tests: what has to hold before a commit
	@$(BIN)/ruff format --check src tests docs
	@$(BIN)/ruff check src tests docs
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

docs: setup ## write the generated pages of docs/ anew (commands, rules, output)
	@$(BIN)/python docs/generate.py

bench: setup ## measure quality on the sets under RETOLD_DATA (default ../shared/data) and print the figures
	@$(BIN)/python -m bench

models: setup ## train the line models anew on the sets under RETOLD_DATA and print its figures (half an hour)
	@$(BIN)/python -m pip install -q 'catboost>=1.2,<1.3'
	@$(BIN)/python -m bench.train_lines --write
	@$(BIN)/python -m bench.train_fast --write

model: setup ## train the model of lineages anew on simulated stories and the sets under RETOLD_DATA (a quarter of an hour)
	@$(BIN)/python -m pip install -q 'catboost>=1.2,<1.3'
	@$(BIN)/python -m bench.train_lineage train

serve: demo ## show the demo's report on http://127.0.0.1:8001 until interrupted
	@echo "http://127.0.0.1:8001/$(notdir $(DEMO))"
	@$(BIN)/python -m http.server 8001 --bind 127.0.0.1 --directory $(dir $(DEMO))

lock: setup ## resolve the dependencies anew and write requirements.lock
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-annotate -o requirements.lock

clean: ## remove the environment and everything that was written
	@rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
