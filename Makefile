PYTHON ?= python3
GUIDE := .venv/bin/python
BOT := .venv-rasa/bin/python

.PHONY: help run setup test lint test-unit test-bot test-live test-browser check-district office-admin backup restore export open-data import bench screenshots clean

help: ## What can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: ## Build what is missing and serve the guide
	@$(PYTHON) run.py

setup: ## Build both environments and train the assistant, without serving
	@$(PYTHON) run.py setup

test: setup lint test-unit test-bot test-live test-browser ## The whole suite

lint: ## Style, types and the layers' rules
	$(GUIDE) -m ruff check .
	$(GUIDE) -m mypy
	.venv/bin/lint-imports
	$(GUIDE) -m knowledge.places.check

test-unit: ## The modern side without processes
	$(GUIDE) -m pytest tests/unit

test-bot: ## The assistant in its own environment
	$(BOT) -m pytest tests/bot -c tests/bot/pytest.ini

test-live: ## All processes, in three languages
	$(GUIDE) -m pytest tests/live

test-browser: ## The page in a real browser (skipped, and said so, where there is none)
	$(GUIDE) -m pytest tests/browser

check-district: ## Every fault of the districts' packs, with file and field
	@$(GUIDE) -m knowledge.places.check

office-admin: ## Make an administrator for the office's pages: make office-admin NAME=ann
	@$(GUIDE) -m web.office.accounts add $(NAME) --role administrator

backup: ## Save all of the office's data and its history: make backup FILE=places.zip
	@$(GUIDE) -m knowledge.store backup $(FILE)

restore: ## Bring a backup back: make restore FILE=places.zip
	@$(GUIDE) -m knowledge.store restore $(FILE)

export: ## Write the district as it is now into a folder: make export TO=folder
	@$(GUIDE) -m knowledge.store export $(TO)

open-data: ## Write the published places as table, map or dump: make open-data FILE=dump.zip (or .csv .xlsx .geojson .jsonld)
	@$(GUIDE) -m knowledge.ingest export $(FILE)

import: ## Tell what a table would change: make import FILE=places.xlsx ARGS="--dry-run --source NAME --as-of 2026-01"
	@$(GUIDE) -m knowledge.ingest import $(FILE) $(ARGS)

bench: ## The measured figures
	$(GUIDE) benchmarks/all.py $(if $(DATA),--data $(DATA))

screenshots: ## The pictures of README and docs, from a guide run for the purpose
	$(GUIDE) docs/screenshots.py

clean: ## Remove environments and all that was written at run time
	rm -rf .venv .venv-rasa var
