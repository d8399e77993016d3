# Every job by its name; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run dev test e2e sso bench bench-audit bench-study bench-progress bench-similar bench-extension bench-discussion bench-ledger openapi format audit-verify rotate-keys

help: ## List the jobs
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

run: ## Build what changed and start everything: HOST (127.0.0.1), PORT (8080), DATA_DIR (data), DEMO (1)
	@scripts/run

dev: ## Start both with live reload: the service on PORT (8080), the web front on 5173
	@scripts/dev

test: ## Run every check there is
	@scripts/test

e2e: ## Walk a service of its own with a browser, on a phone and on a desktop
	@scripts/e2e

bench: ## Measure, as ratios: the three that follow
	@scripts/bench

bench-audit: ## Measure what the record of who did what costs
	@scripts/bench-audit

bench-study: ## Measure check-ins and rolls over HTTP beside the bare statements
	@scripts/bench-study

bench-progress: ## Measure the root's progress page beside its bare statements: BRANCHES (25000), MEMBERS (500000)
	@scripts/bench-progress

bench-similar: ## Measure the search for near-duplicates: TEXTS (500000)
	@scripts/bench-similar

bench-extension: ## Measure the extension of a phase: BRANCHES (25000) of twenty members each
	@scripts/bench-extension

bench-discussion: ## Open and scroll a long discussion on a slow phone: CONTRIBUTIONS (5000), RATE (4)
	@scripts/bench-discussion

bench-ledger: ## The ledger's list and export at ITEMS (1000000) items of BRANCHES (10000) branches
	@scripts/bench-ledger

sso: ## Sign in with a browser at a Keycloak of its own
	@scripts/sso

openapi: ## Write openapi.yaml anew from the code
	@scripts/openapi

format: ## Put every file into the agreed form
	@scripts/format

rotate-keys: ## Encrypt every protected field anew with the active key: URL, ADMIN_USER, ADMIN_PASSWORD
	@scripts/rotate-keys

audit-verify: ## Check the record of who did what: DATABASE_URL or DATA_DIR, the field key, ANCHOR
	@scripts/audit-verify
