import BatchRun
import CRMData
import CSV
import CivilTime
import Diagnostics
import Foundation
import TestSupport
import Testing

/// A run that cannot end well leaves the outputs of the last one as they were.
@Suite("A failed run leaves the old outputs")
struct FailedRunTests {
  let world: TestWorld
  let output: TemporaryFolder

  init() throws {
    world = try TestWorld.standard.get()
    output = try TemporaryFolder()
    for (name, data) in try TestWorld.outputs.get().files {
      try data.write(to: URL(fileURLWithPath: "\(output.path)/\(name)"))
    }
  }

  private func run(_ inputs: [String], configuration: String? = nil) throws {
    _ = try NightlyRun(
      RunOptions(
        inputs: inputs,
        outputFolder: output.path,
        asOf: world.asOf + TimeSpan.days(1),
        configurationFile: configuration
      )
    ).run()
  }

  private func expectOldOutputs() throws {
    expectSame(try Outputs(of: output).files, try TestWorld.outputs.get().files)
  }

  @Test("Too many rows of a file are unusable")
  func tooManyRejects() throws {
    let folder = try TemporaryFolder()
    let (header, rows) = try world.lines("conversions")
    let bad = rows.map { _ in "C000001,some day,won_deal,1,EUR" }
    let file = try folder.write(
      ([header] + rows + bad).joined(separator: "\n") + "\n",
      to: "conversions.csv"
    )
    let inputs = try world.paths().map { $0.hasSuffix("/conversions.csv") ? file : $0 }
    let error = #expect(throws: CRMDataError.self) { try run(inputs) }
    #expect(error?.code == .tooManyRejects)
    #expect(error?.exitCode == 65)
    #expect(error?.location?.file == file)
    try expectOldOutputs()
  }

  @Test("One of the outputs cannot be replaced", arguments: ["scores.csv", "report.html"])
  func blockedOutput(name: String) throws {
    try FileManager.default.removeItem(atPath: "\(output.path)/\(name)")
    try FileManager.default.createDirectory(
      atPath: "\(output.path)/\(name)",
      withIntermediateDirectories: false
    )
    let error = #expect(throws: CSVError.self) { try run(world.paths()) }
    #expect(error?.code == .notWritable)
    #expect(error?.exitCode == 73)
    try FileManager.default.removeItem(atPath: "\(output.path)/\(name)")
    let expected = try TestWorld.outputs.get().files.filter { $0.key != name }
    expectSame(try Outputs(of: output).files, expected)
  }

  @Test("A rule of the configuration cannot be used")
  func badConfiguration() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "fit: {rules: [{attribute: title, matches: '(', points: 1}]}",
      to: "leadtime.yaml"
    )
    let error = #expect(throws: (any Error).self) {
      try run(world.paths(), configuration: file)
    }
    #expect((error as? any DiagnosticError)?.exitCode == 78)
    try expectOldOutputs()
  }

  @Test("A run that is repeated replaces them by the same bytes")
  func repeated() throws {
    _ = try NightlyRun(
      RunOptions(inputs: world.paths(), outputFolder: output.path, asOf: world.asOf)
    ).run()
    expectSame(
      try Outputs(of: output).comparable(),
      try TestWorld.outputs.get().comparable()
    )
  }
}
