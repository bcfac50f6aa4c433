# The commands of this project. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
export NO_MKDOCS_2_WARNING := 1

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

serve: $(VENV)/site.done ## show the site on http://127.0.0.1:8000/, rebuilt at every change
	$(PY) -m mkdocs serve --livereload --dev-addr 127.0.0.1:8000

test: $(VENV)/dev.done check lint ## install what the tests need, a browser included, and run them all
	CHROMIUM="$$($(PY) scripts/browser.py)" && CHROMIUM="$$CHROMIUM" $(PY) -m pytest

check: $(VENV)/site.done ## print every problem of the content in every language (FORMAT=json or github: for programs)
	@$(PY) scripts/check.py $(if $(FORMAT),--format $(FORMAT))

rules: $(VENV)/site.done ## print what the check looks for, a paragraph a rule
	@$(PY) scripts/check.py --rules

site: $(VENV)/site.done ## build the whole site into site/, all or nothing
	$(PY) scripts/build_site.py

compressed: $(VENV)/site.done ## write .gz and .br files into site/, for servers that send them as they are
	$(PY) scripts/compress.py

offline: site ## build the offline copies into site/download/ (make site does so, too)

browsers: $(VENV)/dev.done site ## use the copies in Firefox and WebKit, and check the books with epubcheck (needs Java)
	$(PY) scripts/browsers.py

reviewed: $(VENV)/site.done ## mark a translation as up to date: make reviewed LANGUAGE=vi SECTION=tell#keep-it-short
	$(PY) scripts/reviewed.py "$(LANGUAGE)" $(if $(SECTION),"$(SECTION)")

bench: $(VENV)/dev.done ## print weights, speeds and times beside stock mkdocs-material and pages written by hand (ONLY=weights, speed, search, times, gate, load)
	CHROMIUM="$$($(PY) scripts/browser.py)" && CHROMIUM="$$CHROMIUM" $(PY) scripts/bench.py $(ONLY)

audit: $(VENV)/dev.done ## axe on every page in both schemes, Lighthouse on a page of every kind, packages that are behind (needs npm)
	CHROMIUM="$$($(PY) scripts/browser.py)" && CHROMIUM="$$CHROMIUM" $(PY) scripts/audit.py

lint: $(VENV)/dev.done ## style and types of the code
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

fonts: $(VENV)/dev.done ## make the subset fonts again (needs npm)
	$(PY) scripts/fonts.py

inflate: ## make the vendored inflater of the single-file copy again (needs npm)
	cd "$$(mktemp -d)" && npm install --silent --no-save fflate@0.8.3 esbuild && \
	  echo 'import { inflateSync, strFromU8 } from "fflate"; window.fflate = { inflateSync, strFromU8 };' | \
	  npx esbuild --bundle --minify --format=iife --target=es2017 --outfile=out.js && \
	  { head -1 $(CURDIR)/overrides/assets/vendor/fflate-inflate.js; cat out.js; } > new.js && \
	  mv new.js $(CURDIR)/overrides/assets/vendor/fflate-inflate.js

lock: ## renew the locked versions (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade --quiet \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade --quiet \
	  --custom-compile-command "make lock" pyproject.toml --group dev -o requirements-dev.txt

clean: ## remove what was built and installed
	rm -rf site .site.new-* .cache build.log $(VENV)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip uninstall --quiet --yes setuptools # an old one comes with Python 3.11; nothing here needs it

# The package under hooks/ is importable in the environment without being installed.
$(VENV)/site.done: requirements.txt | $(PY)
	$(PIP) -r requirements.txt
	echo "$(CURDIR)/hooks" > "$$($(PY) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/endingwell.pth"
	touch $@

$(VENV)/dev.done: requirements-dev.txt $(VENV)/site.done
	$(PIP) -r requirements-dev.txt
	touch $@

.PHONY: help serve test check rules site offline browsers compressed reviewed bench audit lint fonts inflate lock clean
