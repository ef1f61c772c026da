# Each target sets up what it needs in .venv; nothing but Python 3.11+ and the package registry is needed.
PYTHON ?= python3
DATA ?= ../shared/data
VERSION ?= 0
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test setup lint evaluate benchmark train clean

demo: setup
	$(BIN)/communique demo

test: setup
	$(BIN)/python -m pytest

setup: .venv/ready

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: setup
	$(BIN)/python -m evaluation --data $(DATA) $(if $(UPDATE),--update)

benchmark: setup
	$(BIN)/python -m benchmarks

# The model again from the public treebanks; see training/README.md.
train: .venv/training
	PYTHONPATH=. $(BIN)/python -m training.boundaries --data $(DATA)
	PYTHONPATH=. $(BIN)/python -m training.lemmas --data $(DATA)
	PYTHONPATH=. $(BIN)/python -m training.train --data $(DATA) --out build/first
	PYTHONPATH=. $(BIN)/python -m training.train --data $(DATA) --out build/second --start build/first/network.pt
	PYTHONPATH=. $(BIN)/python -m training.average --runs build/first build/second --out build/mean
	PYTHONPATH=. $(BIN)/python -m training.export --run build/mean --out src/communique/model/english --version $(VERSION)

.venv/training: .venv/ready training/requirements.txt
	$(PIP) install --quiet --requirement training/requirements.txt
	touch $@

clean:
	rm -rf .venv build
