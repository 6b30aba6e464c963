# `run` and `test` need Go and nothing else. What `check` and `bench` use besides,
# they fetch: golangci-lint and DuckDB into .tools, Debian packages where apt-get
# is at hand.

ARGS      ?= quote --example tshirt
FUZZTIME  ?= 5s
BENCHTIME ?= 1s

BIN          := .bin/aduana
VERSION       = $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
GODIRS       := cmd pkg seeds testdata/bench
PACKAGES     := ./... ./testdata/bench/... # Go leaves testdata out of ./...
LINT_VERSION := v2.15.0
LINT         := .tools/$(LINT_VERSION)/golangci-lint

DUCKDB_VERSION := 1.5.6-r.1
DUCKDB         := .tools/duckdb-$(DUCKDB_VERSION)
# The floor under a batch: it reads and writes, and prices nothing.
PLAIN := .bin/plain

# $(call need,COMMAND,PACKAGE): true where the command is there, or can be had.
ROOT = $(if $(filter-out 0,$(shell id -u)),sudo -n)
APT  = env DEBIAN_FRONTEND=noninteractive apt-get
need = { command -v $(1) || $(call install,$(2)); } >/dev/null 2>&1
install = { command -v apt-get && \
	{ $(ROOT) $(APT) install -y $(1) || { $(ROOT) $(APT) update && $(ROOT) $(APT) install -y $(1); }; }; }

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run build test check format lint generated race fuzz bench fmt clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## run aduana: the quote of the T-shirt, or ARGS="…"
	@$(BIN) $(ARGS)

build: ## build .bin/aduana
	@go build -buildvcs=false -ldflags '-X main.version=$(VERSION)' -o $(BIN) ./cmd/aduana

test: ## run the tests
	go test $(PACKAGES)

check: format lint generated race fuzz ## everything that must hold before a commit

format: ## fail where a file is not in gofmt's form, or go.mod is not tidy
	@files=$$(gofmt -l $(GODIRS)) && if [ -n "$$files" ]; then echo "not in gofmt's form, run make fmt:"; echo "$$files"; exit 1; fi
	go mod tidy -diff

lint: $(LINT) ## go vet, and golangci-lint with the rules of .golangci.yml
	go vet $(PACKAGES)
	$(LINT) run

$(LINT):
	GOBIN=$(CURDIR)/$(@D) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

# Compares the files before and after, so that other uncommitted work is no matter.
SUMS = git ls-files -z --cached --others --exclude-standard | xargs -0 cksum 2>/dev/null | sort -u
generated: ## fail where a generated file was out of date; it is written
	@if grep -rq --include='*.go' '^//go:generate ' $(GODIRS); then \
		mkdir -p $(dir $(BIN)) && { $(SUMS); } >$(BIN).before; \
		go generate ./... || exit 1; \
		{ $(SUMS); } | diff $(BIN).before - || { echo "generated files were out of date: commit the new ones"; exit 1; }; \
	fi

# -short draws a twentieth of the second reckoning's offers; `make test` draws them all.
race: ## run the tests with the race detector
	@$(call need,$(firstword $(shell go env CC)),gcc libc6-dev) || { echo "the race detector needs a C compiler: install gcc"; exit 1; }
	CGO_ENABLED=1 go test -race -short ./...

# Up to Go 1.26 a run can end in "context deadline exceeded" without a failing
# input (golang/go#75804): such a run is repeated once.
fuzz: ## fuzz every Fuzz target for FUZZTIME (5s)
	@list=$$(go test -list '^Fuzz' ./...) || { echo "$$list"; exit 1; }; \
	targets=$$(echo "$$list" | awk '/^Fuzz/ {name[++n] = $$1} /^ok/ {while (n) print name[n--], $$2}'); \
	[ -n "$$targets" ] || { echo "no Fuzz target found"; exit 1; }; \
	echo "$$targets" | { failed=0; \
		while read -r name pkg; do \
			echo "fuzz $$pkg $$name"; \
			run="go test -run ^$$ -fuzz ^$$name$$ -fuzztime $(FUZZTIME) $$pkg"; \
			out=$$($$run 2>&1) || case $$out in \
				*"Failing input"*) false ;; \
				*"context deadline exceeded"*) out=$$($$run 2>&1) ;; \
				*) false ;; \
			esac && echo "$$out" | tail -n 1 || { failed=1; echo "$$out"; }; \
		done; exit $$failed; }

bench: build ## run the benchmarks, time a cold quote beside miller and a batch beside DuckDB
	go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) ./...
	@if ! $(call need,hyperfine,hyperfine); then echo "cold start: skipped, install hyperfine"; exit 0; fi; \
	set -- "$(BIN) quote --example tshirt"; \
	if $(call need,mlr,miller); then set -- "$$@" "mlr --version"; else echo "cold start: no ratio, install miller"; fi; \
	hyperfine -N --style none --warmup 10 --runs 200 --export-csv $(BIN).csv "$$@" && \
	awk -F, 'NR > 1 {ms[NR] = $$4 * 1000; printf "cold start: %-38s median %5.1f ms\n", $$1, ms[NR]} \
		END {if (ms[3]) printf "cold start: ratio %.2f\n", ms[2] / ms[3]}' $(BIN).csv
	@if ! $(call need,npm,nodejs npm); then echo "race of a batch: skipped, install nodejs and npm"; exit 0; fi; \
	$(call need,mlr,miller); $(call need,/usr/bin/time,time); \
	/usr/bin/python3 -c 'import pandas' 2>/dev/null || $(call install,python3-pandas) >/dev/null 2>&1; \
	[ -d $(DUCKDB)/node_modules ] || \
		npm install --prefix $(DUCKDB) --no-audit --no-fund --no-save --loglevel error @duckdb/node-api@$(DUCKDB_VERSION) || exit 1; \
	go build -o $(PLAIN) ./testdata/bench/plain && \
	ADUANA=$(BIN) DUCKDB_MODULES=$(CURDIR)/$(DUCKDB) PLAIN='$(PLAIN)' testdata/bench/run.sh

fmt: ## format the Go files
	gofmt -w $(GODIRS)

clean: ## remove what make has built and fetched
	rm -rf .bin .tools
