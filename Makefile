# Every target prepares what it needs, from a bare Python 3.11 or newer; nothing is installed outside this folder
# but the download cache. Another Python: make kiosk PYTHON=python3.12

PYTHON ?= python3
KIOSK := .venv/bin/kiosk
IN := .venv/bin/
# The speech models are fetched at the first start only: where the site cannot be reached, every start would wait for it.
OFFERED := .bootstrap/models-offered

.PHONY: kiosk test check soak

kiosk: ## The kiosk on this terminal
	@$(PYTHON) bootstrap.py
	@test -e $(OFFERED) || { $(KIOSK) models fetch --if-missing </dev/null; touch $(OFFERED); }
	@exec $(KIOSK)

test: ## The tests, as the continuous integration runs them
	@$(PYTHON) bootstrap.py --dev
	@$(IN)python -m pytest

check: ## Everything that must hold before a commit
	@$(PYTHON) bootstrap.py --dev
	$(IN)ruff format --check .
	$(IN)ruff check .
	$(IN)mypy
	$(IN)lint-imports
	$(IN)python -m pytest

soak: ## The tests with many more wild inputs; takes its time
	@$(PYTHON) bootstrap.py --dev
	@HYPOTHESIS_PROFILE=deep $(IN)python -m pytest
