# leashd: `make run` shows it at work, `make test` shows that it works. `make help` lists the rest.

# Also for the scripts that are called.
export SWIFT ?= swift
DESTDIR ?=
PREFIX ?= /usr/local
UNITDIR ?= $(PREFIX)/lib/systemd/system
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d

# Of a build that nobody watches only the errors are of interest.
QUIET := $(shell test -t 2 || echo --quiet)
BUILD := $(SWIFT) build $(QUIET)

# What was built and what was written from it, for `make install`.
PROGRAMS := .build/release
PAGES := .build/installed/man
DOCUMENTS := .build/installed/doc
COMPLETIONS := .build/installed/completions

.PHONY: help run test torture simulate fuzz sanitize sanitize-address sanitize-build sanitize-address-build lint \
	release debug bench bench-alone bench-compare bench-goals instructions standalone install uninstall deb test-deb clean toolchain
.NOTPARALLEL:

help:
	@echo 'make run             build the release, start leashd here, and see example sessions granted, spent and ended'
	@echo 'make test            every test'
	@echo 'make torture         the release killed, starved and lied to, at length; .ci/run does a short one'
	@echo 'make simulate        histories full of faults against a model; make fuzz: the readers against libFuzzer'
	@echo 'make sanitize        every Swift test under the thread sanitizer; make sanitize-address: under that of addresses and leaks'
	@echo 'make bench           measure how fast leashd answers, beside Redis and PostgreSQL, and what it takes; takes six minutes'
	@echo 'make bench-alone     measure leashd beside the bare disk only; takes one (make bench-compare: the others)'
	@echo 'make bench-goals     measure expiry beside Redis, many sessions and a long ledger; takes ten minutes'
	@echo 'make instructions    count the instructions of a request, and compare them with those that are kept'
	@echo 'make lint            check the form of the sources'
	@echo 'make deb             build the Debian package'
	@echo 'make test-deb        install it under a systemd of its own, in a container, and try everything there'
	@echo 'make standalone      build what is installed'
	@echo 'make install         install that, the units and the settings (DESTDIR, PREFIX)'
	@echo 'make uninstall       remove what was installed, but for the settings; the store stays as well'
	@echo 'make clean           remove what was built; the store of make run is kept, in .run'

run: release
	@Scripts/run

test: debug
	@Scripts/require-packages python3 python3-venv
	@$(SWIFT) test $(QUIET)
	@Tests/Python/run

torture: release
	@Scripts/require-packages python3 gcc libc6-dev util-linux
	@Tests/Torture/run
	@$(MAKE) simulate SEEDS=0..999999
	@Tests/Simulation/bites
	@$(MAKE) fuzz SECONDS=600

# The core under a seeded scheduler, beside a model of its own.
SEEDS ?= 0..9999

simulate: toolchain
	@$(RELEASE) --product Simulation
	@.build/release/Simulation --seeds $(SEEDS)

# What reads bytes from outside, under libFuzzer and the address sanitizer.
SECONDS ?= 20

fuzz: toolchain
	@Tests/Fuzz/run $(SECONDS)

# Every Swift test; the sanitizers have nothing to say of the Python ones, whose daemon is the usual one. What the thread
# sanitizer reports comes last, also of a program that was killed before it could end with an error.
sanitize: sanitize-build
	@rm -f .build/sanitize/report.*
	@TSAN_OPTIONS='exitcode=66 log_path=$(CURDIR)/.build/sanitize/report' \
		$(SWIFT) test $(QUIET) --skip-build --sanitize=thread --scratch-path .build/sanitize; status=$$?; \
		if cat .build/sanitize/report.* 2> /dev/null; then exit 1; fi; exit $$status

# The same under the address sanitizer, leaks included, of the tests and of the programs that they start.
sanitize-address: sanitize-address-build
	@ASAN_SYMBOLIZER_PATH="$$(command -v llvm-symbolizer)" ASAN_OPTIONS=malloc_context_size=30 \
		LSAN_OPTIONS='suppressions=$(CURDIR)/Tests/leaks-that-are-none:print_suppressions=0' \
		$(SWIFT) test $(QUIET) --skip-build --sanitize=address --scratch-path .build/sanitize-address $(FILTER)

sanitize-build: toolchain
	@$(BUILD) --build-tests --sanitize=thread --scratch-path .build/sanitize

sanitize-address-build: toolchain
	@$(BUILD) --build-tests --sanitize=address --scratch-path .build/sanitize-address -Xswiftc -use-ld=lld

lint: toolchain
	@$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks/Micro

# The Swift runtime is linked in: whoever runs it need not reach the toolchain. The linker is the toolchain's own: that of
# the system warns of functions in the runtime that nothing here calls. All symbols are bound at the start, so that the
# table of functions cannot be written to afterwards.
RELEASE := $(BUILD) --configuration release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -z -Xlinker now

# What one thread allocates another frees, which jemalloc takes a tenth less time for than the allocator of glibc.
ALLOCATOR := $$(pkg-config --exists jemalloc && echo -Xlinker -ljemalloc)

release: toolchain
	@Scripts/require-packages libjemalloc-dev || echo 'leashd does without libjemalloc, and is a little slower.'
	@echo 'Building the release. The first time takes a few minutes.'
	@$(RELEASE) --product leashd $(ALLOCATOR)
	@$(RELEASE) --product leashctl

debug: toolchain
	@echo 'Building for the tests. The first time takes a few minutes.'
	@$(BUILD) --build-tests

# One after the other: what runs beside a measurement is in its figures.
bench:
	@$(MAKE) bench-alone
	@$(MAKE) bench-compare
	@$(MAKE) instructions

bench-alone: release
	@Scripts/require-packages python3 gcc libc6-dev
	@Benchmarks/run --leashd .build/release/leashd

bench-compare: release
	@Scripts/require-packages python3 gcc libc6-dev
	@Benchmarks/compare --leashd .build/release/leashd

bench-goals: release
	@Scripts/require-packages python3 gcc libc6-dev
	@Benchmarks/expiry --leashd .build/release/leashd
	@Benchmarks/many-sessions --leashd .build/release/leashd
	@Benchmarks/long-ledger --leashd .build/release/leashd

# Counts repeat where times do not. The allocator is that of the system, so that they do not depend on which others are there.
# How many per cent more are no failure:
TOLERANCE ?= 3

instructions: toolchain
	@Scripts/require-packages python3 valgrind binutils
	@$(RELEASE) --product Microbenchmarks
	@Benchmarks/instructions --tolerance $(TOLERANCE)

# The manual and the completions are written by the programs that they are about.
standalone: release
	@Scripts/require-packages python3
	@Scripts/build-manual $(PROGRAMS) $(PAGES)
	@Scripts/build-documents $(DOCUMENTS)
	@Scripts/build-completions $(PROGRAMS) $(COMPLETIONS)

# Builds nothing: it may run as root, who has no toolchain.
install:
	@test -e $(COMPLETIONS)/leashctl.fish || { echo 'Nothing to install yet: make standalone'; exit 1; }
	install -D -m 755 $(PROGRAMS)/leashd '$(DESTDIR)$(PREFIX)/sbin/leashd'
	install -D -m 755 $(PROGRAMS)/leashctl '$(DESTDIR)$(PREFIX)/bin/leashctl'
	install -d '$(DESTDIR)$(UNITDIR)' '$(DESTDIR)/etc/leashd/leashd.conf.d'
	sed 's|/usr/sbin/leashd|$(PREFIX)/sbin/leashd|' systemd/leashd.service > '$(DESTDIR)$(UNITDIR)/leashd.service'
	chmod 644 '$(DESTDIR)$(UNITDIR)/leashd.service'
	install -m 644 systemd/leashd.socket systemd/leashd-control.socket '$(DESTDIR)$(UNITDIR)'
	install -D -m 644 systemd/sysusers.d/leashd.conf '$(DESTDIR)$(PREFIX)/lib/sysusers.d/leashd.conf'
	install -D -m 644 systemd/tmpfiles.d/leashd.conf '$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/leashd.conf'
	test -e '$(DESTDIR)/etc/leashd/leashd.conf' || \
		install -m 644 etc/leashd.conf '$(DESTDIR)/etc/leashd/leashd.conf'
	for page in $(PAGES)/*; do \
		installed="$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}"; \
		install -D -m 644 "$$page" "$$installed" && \
		sed -i 's|/usr/share/doc/leashd|$(PREFIX)/share/doc/leashd|g; s|/usr/sbin/leashd|$(PREFIX)/sbin/leashd|g' \
			"$$installed" || exit 1; \
	done
	for file in $$(cd $(DOCUMENTS) && find . -type f); do \
		install -D -m 644 "$(DOCUMENTS)/$$file" "$(DESTDIR)$(PREFIX)/share/doc/leashd/$$file" || exit 1; \
	done
	for program in leashd leashctl; do \
		install -D -m 644 $(COMPLETIONS)/$$program.bash \
			"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$program" && \
		install -D -m 644 $(COMPLETIONS)/$$program.zsh "$(DESTDIR)$(ZSHDIR)/_$$program" && \
		install -D -m 644 $(COMPLETIONS)/$$program.fish "$(DESTDIR)$(FISHDIR)/$$program.fish" || exit 1; \
	done
	install -D -m 644 systemd/leashd.catalog '$(DESTDIR)$(PREFIX)/lib/systemd/catalog/leashd.catalog'
	install -D -m 644 systemd/leashd-metrics.timer '$(DESTDIR)$(UNITDIR)/leashd-metrics.timer'
	sed 's|^ExecStart=/usr/bin/|ExecStart=$(PREFIX)/bin/|' systemd/leashd-metrics.service \
		> '$(DESTDIR)$(UNITDIR)/leashd-metrics.service'
	chmod 644 '$(DESTDIR)$(UNITDIR)/leashd-metrics.service'
	test -n '$(DESTDIR)' || journalctl --update-catalog

# What an installation puts there is what is removed, but for the settings, which somebody may have changed.
uninstall:
	@test -e $(COMPLETIONS)/leashctl.fish || { echo 'What was installed is known by what was built: make standalone first'; exit 1; }
	@list=$$(mktemp -d) && trap 'rm -rf "$$list"' EXIT && \
		$(MAKE) --silent install DESTDIR="$$list" && rm -rf "$$list/etc" && \
		for file in $$(cd "$$list" && find . -type f); do rm -f "$(DESTDIR)/$$file" || exit 1; done
	@test ! -d '$(DESTDIR)$(PREFIX)/share/doc/leashd' || \
		find '$(DESTDIR)$(PREFIX)/share/doc/leashd' -depth -type d -empty -delete
	@test -n '$(DESTDIR)' || journalctl --update-catalog

# The package is in .build/package.
deb: standalone
	@Scripts/require-packages debhelper dpkg-dev lintian systemd
	@Scripts/build-package

test-deb: deb
	@Scripts/require-packages systemd systemd-container dbus procps python3
	@Tests/Systemd/run

clean:
	@rm -rf .build

toolchain:
	@Scripts/require-swift
	@Scripts/require-packages libsystemd-dev libsqlite3-dev pkg-config git
