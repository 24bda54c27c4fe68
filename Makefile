# Each target is one line that calls a tool or a script.
.PHONY: build run test bench lint format docs clean prepare
prepare: ; @./scripts/prepare-machine
build: prepare ; swift build -c release
run: prepare ; @./scripts/run-bundled-data
test: prepare lint ; swift test -c release --disable-xctest --explicit-target-dependency-import-check error
bench: build ; ./scripts/bench-pipeline $(ARGS)
lint: prepare ; swift format lint --strict --recursive Sources Tests Fuzzing Benchmarks Package.swift
format: ; swift format --in-place --recursive Sources Tests Fuzzing Benchmarks Package.swift
docs: prepare ; ./scripts/build-docs
clean: ; rm -rf .build .build-docs output
