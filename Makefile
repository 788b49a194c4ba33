# leashd: `make run` shows it at work, `make test` shows that it works. `make help` lists the rest.

SWIFT ?= swift
DESTDIR ?=
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
UNITDIR ?= $(PREFIX)/lib/systemd/system

# Of a build that nobody watches only the errors are of interest.
QUIET := $(shell test -t 2 || echo --quiet)
BUILD := $(SWIFT) build $(QUIET)

.PHONY: help run test lint release debug bench bench-compare standalone install clean toolchain
.NOTPARALLEL:

help:
	@echo 'make run             build the release, start leashd here, and see example sessions granted, spent and ended'
	@echo 'make test            every test'
	@echo 'make bench           measure how fast leashd answers (make bench-compare: beside Redis and PostgreSQL)'
	@echo 'make lint            check the form of the sources'
	@echo 'make standalone      build what is installed, with the Swift runtime linked in'
	@echo 'make install         install that, the unit and the settings (DESTDIR, PREFIX, SYSCONFDIR)'
	@echo 'make clean           remove what was built; the store of make run is kept, in .run'

run: release
	@Scripts/run

test: debug
	@Scripts/require-packages python3 python3-venv
	@$(SWIFT) test $(QUIET)
	@Tests/Python/run

lint: toolchain
	@$(SWIFT) format lint --strict --recursive Sources Tests

release: toolchain
	@echo 'Building the release. The first time takes a few minutes.'
	@$(BUILD) --configuration release --product leashd
	@$(BUILD) --configuration release --product leashctl

debug: toolchain
	@echo 'Building for the tests. The first time takes a few minutes.'
	@$(BUILD) --build-tests

bench: release
	@Scripts/require-packages python3 gcc libc6-dev
	@Benchmarks/run --leashd .build/release/leashd

bench-compare: release
	@Scripts/require-packages python3 gcc libc6-dev
	@Benchmarks/compare --leashd .build/release/leashd

# The Swift runtime is linked in: whoever runs it need not reach the toolchain.
standalone: toolchain
	@echo 'Building what is installed. It takes a few minutes.'
	@$(BUILD) --configuration release --static-swift-stdlib --scratch-path .build-standalone --product leashd
	@$(BUILD) --configuration release --static-swift-stdlib --scratch-path .build-standalone --product leashctl

# Builds nothing: it may run as root, who has no toolchain.
install:
	@test -x .build-standalone/release/leashctl || { echo 'Nothing to install yet: make standalone'; exit 1; }
	install -D -m 755 .build-standalone/release/leashd '$(DESTDIR)$(PREFIX)/sbin/leashd'
	install -D -m 755 .build-standalone/release/leashctl '$(DESTDIR)$(PREFIX)/bin/leashctl'
	install -d '$(DESTDIR)$(UNITDIR)' '$(DESTDIR)$(SYSCONFDIR)/leashd/leashd.conf.d'
	sed 's|^ExecStart=/usr/sbin/|ExecStart=$(PREFIX)/sbin/|' systemd/leashd.service > '$(DESTDIR)$(UNITDIR)/leashd.service'
	chmod 644 '$(DESTDIR)$(UNITDIR)/leashd.service'
	test -e '$(DESTDIR)$(SYSCONFDIR)/leashd/leashd.conf' || \
		install -m 644 etc/leashd.conf '$(DESTDIR)$(SYSCONFDIR)/leashd/leashd.conf'

clean:
	@rm -rf .build .build-standalone

toolchain:
	@Scripts/require-swift
	@Scripts/require-packages libsystemd-dev libsqlite3-dev pkg-config git

# By what an administrator watches it: the catalog of the journal, the units that collect metrics, alerts and a dashboard.
.PHONY: install-monitoring
install: install-monitoring
install-monitoring:
	install -D -m 644 systemd/leashd.catalog '$(DESTDIR)$(PREFIX)/lib/systemd/catalog/leashd.catalog'
	install -D -m 644 systemd/leashd-metrics.timer '$(DESTDIR)$(UNITDIR)/leashd-metrics.timer'
	sed 's|^ExecStart=/usr/bin/|ExecStart=$(PREFIX)/bin/|' systemd/leashd-metrics.service \
		> '$(DESTDIR)$(UNITDIR)/leashd-metrics.service'
	chmod 644 '$(DESTDIR)$(UNITDIR)/leashd-metrics.service'
	install -d '$(DESTDIR)$(PREFIX)/share/doc/leashd'
	install -m 644 docs/operations.md etc/prometheus/leashd.rules.yml etc/grafana/leashd.json \
		'$(DESTDIR)$(PREFIX)/share/doc/leashd'
	test -n '$(DESTDIR)' || journalctl --update-catalog
