# Commands of BaseDesk 直播基地管家. A fresh machine needs only make and Python 3.11–3.13.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: setup run test lint bench shots samples fonts words clean

setup: .venv/ready

# The environment is rebuilt when the locked versions change.
.venv/ready: pyproject.toml uv.lock packaging/setup.sh
	@sh packaging/setup.sh

run: setup
	@sh packaging/run.sh

test: setup
	@sh packaging/test.sh

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	@$(BIN)/python -m tests.bench

shots: setup
	@$(BIN)/basedesk shots --out out/shots

samples: setup
	@$(BIN)/python packaging/samples.py

fonts: setup
	@$(BIN)/python packaging/fonts.py

# The words to translate; a language is added with: pybabel init -D basedesk -i … -d resources/locale -l en
words: setup
	@mkdir -p resources/locale
	$(BIN)/pybabel extract --keywords=tr --no-location --project=BaseDesk -o resources/locale/basedesk.pot desktop

clean:
	rm -rf out .venv .uv
