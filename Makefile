# Every job by its name; `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test openapi

help: ## List the jobs
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: ## Build what changed and start everything: PORT (8080), DATA_DIR (data), DEMO (1)
	@scripts/run

test: ## Run every check there is
	@scripts/test

openapi: ## Write openapi.yaml anew from the code
	@scripts/openapi
