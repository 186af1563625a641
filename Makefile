# make setup | run | quick | test | lint | format | model | grammar | bench | understand | sound | diary | soak | ask-cli | lock | clean
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
STAMP := $(VENV)/.setup

.PHONY: setup run quick test lint format model grammar bench understand sound diary soak ask-cli lock clean

setup: $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml tests/peers/package-lock.json
	@sh requirements/setup.sh "$(VENV)" "$(PYTHON)"
	@touch $(STAMP)

run: setup
	@$(BIN)/hamstring-coach serve --host 127.0.0.1 --port 8080

# After each save: what is fast of all that `make test` runs.
quick: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto -m "not slow"

test: lint
	$(BIN)/python -m pytest -n auto

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/hamstring-coach validate
	$(BIN)/hamstring-coach build-model --check
	$(BIN)/hamstring-coach build-ears --check
	$(BIN)/hamstring-coach build-grammar --check
	$(BIN)/hamstring-coach build-icons --check

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

model: setup
	$(BIN)/hamstring-coach build-model
	$(BIN)/hamstring-coach build-ears

grammar: setup
	$(BIN)/hamstring-coach build-grammar

bench: setup
	$(BIN)/python -m bench

understand: setup
	$(BIN)/python -m tests.understanding.measure

sound: setup
	$(BIN)/python -m tests.sound.measure

diary: setup
	@$(BIN)/python -m tests.coaching.diary

soak: setup
	rm -f build/soak*.sqlite3*
	$(BIN)/python -m tests.storage.kills build/soak.sqlite3 5000
	$(BIN)/python -m tests.storage.class_kills build/soak_class.sqlite3 3000 0
	$(BIN)/python -m tests.storage.class_kills build/soak_class_late.sqlite3 3000 1

# Amazon's own command for deploying: 200 MB that only tests/ask_cli needs, which is left out where it is missing.
ask-cli:
	npm ci --prefix tests/ask_cli --no-audit --no-fund --ignore-scripts --silent

lock:
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/dev.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 -c requirements/dev.txt \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header -o requirements/service.txt
	uv pip compile --group lambda --universal --python-version 3.11 -c requirements/dev.txt \
	  --no-emit-package boto3 --no-emit-package botocore --no-emit-package s3transfer --no-emit-package jmespath \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header -o lambda/requirements.txt

clean:
	rm -rf $(VENV) build/lambda build/lambda.zip build/skill-package
