// Fuzz targets: each takes any bytes and checks what must hold for all of them.
// Comes in: the bytes that libFuzzer makes. Goes out: a stop with a sentence where a property fails.
// `scripts/fuzz` builds and runs them; a finding becomes a file of the tests' corpus.

import Foundation

/// The targets by name; `FUZZ_TARGET` chooses one.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "reader": ReaderTarget.run,
  "sniffer": SnifferTarget.run,
  "cells": CellTarget.run,
  "keys": KeyTarget.run,
  "json": JSONTarget.run,
  "writer": WriterTarget.run,
  "marks": MarksTarget.run,
  "times": TimeTarget.run,
  "profiles": ProfileTarget.run,
]

private let target: @Sendable ([UInt8]) -> Void = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = targets[name] else {
    fatalError("set FUZZ_TARGET to one of \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()

/// What libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // A copy of its own lets the address sanitizer see a byte read too far.
  target(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Stops with a sentence where a property does not hold.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
  if !holds { fatalError("FINDING: \(property())") }
}
