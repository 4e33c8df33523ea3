# Commands of BaseDesk 直播基地管家. A fresh machine needs only make and Python 3.11–3.13.
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: setup run test lint bench shots help-pictures licences samples fonts words clean

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

# The pictures of the help: small, in both themes, of the sample base.
help-pictures: setup
	@$(BIN)/python packaging/help_pictures.py

# The licence texts of all libraries, as 关于 shows them.
licences: setup
	$(BIN)/python packaging/licences.py

samples: setup
	@$(BIN)/python packaging/samples.py

fonts: setup
	@$(BIN)/python packaging/fonts.py

# What the window says, with its English: both catalogues brought up to date and compiled
words: setup
	$(BIN)/python packaging/words.py

clean:
	rm -rf out .venv .uv
