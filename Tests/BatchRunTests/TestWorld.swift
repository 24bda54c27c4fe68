import BatchRun
import CSV
import CivilTime
import Foundation
import SyntheticData
import TestSupport
import Testing

/// A small synthetic world on disk, and runs over it.
struct TestWorld: Sendable {
  /// 400 contacts with half a year behind them: enough conversions for a model.
  static let standard = Result { try TestWorld(WorldOptions(contacts: 400, seed: 4)) }
  static let inputNames = ["companies", "contacts", "events", "conversions"]

  let asOf: Instant
  private let folder = Result { try TemporaryFolder() }

  init(_ options: WorldOptions) throws {
    asOf = options.end
    _ = try SyntheticWorld.write(to: folder.get().path, options: options)
  }

  /// The path of an input file.
  func path(_ name: String) throws -> String { "\(try folder.get().path)/\(name).csv" }

  /// The paths of all inputs.
  func paths() throws -> [String] { try Self.inputNames.map(path) }

  /// A file's header and its rows, as text; no cell of a world holds a line end.
  func lines(_ name: String) throws -> (header: String, rows: [String]) {
    let text = try String(contentsOfFile: path(name), encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    try #require(lines.allSatisfy { $0.count { $0 == "\"" }.isMultiple(of: 2) })
    return (try #require(lines.first), Array(lines.dropFirst()))
  }

  /// The rows of an input by column name.
  func rows(_ name: String) throws -> [[String: String]] { try Outputs.rows(of: path(name)) }

  /// The outputs of a run over the world as it is; made once.
  static let outputs = Result {
    let world = try standard.get()
    return try world.run(world.paths())
  }

  /// Runs a night over some inputs into a new folder.
  func run(
    _ inputs: [String],
    threads: Int = 1,
    configuration: String? = nil
  ) throws -> Outputs {
    let output = try TemporaryFolder()
    let options = RunOptions(
      inputs: inputs,
      outputFolder: output.path,
      asOf: asOf,
      configurationFile: configuration,
      threads: threads
    )
    _ = try NightlyRun(options).run()
    return try Outputs(of: output)
  }
}

/// The files that a run left in its folder.
struct Outputs: Sendable {
  static let names = [
    "accounts.csv", "channels.csv", "handoff.csv", "handoff_accounts.csv", "history.csv",
    "manifest.json", "model.json", "rejects.csv",
    "report.html", "scores.csv", "send_plan.csv", "send_times.csv", "suppressions.csv",
    "timings.json",
  ]

  let folder: TemporaryFolder
  let files: [String: Data]

  init(of folder: TemporaryFolder) throws {
    self.folder = folder
    var files: [String: Data] = [:]
    for name in try folder.names() {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }
    self.files = files
  }

  /// Everything that equal runs have in common: no timings, no names and digests of inputs; and
  /// where the inputs are not cut into the same files, no tables of files.
  func comparable(isSplitAlike: Bool = true) throws -> [String: Data] {
    var files = self.files
    files["timings.json"] = nil
    var manifest = try manifest()
    manifest["inputs"] = nil
    if !isSplitAlike {
      manifest["rows"] = nil
      files["report.html"] = nil
    }
    files["manifest.json"] = try JSONSerialization.data(
      withJSONObject: manifest,
      options: [.sortedKeys]
    )
    return files
  }

  func manifest() throws -> [String: Any] {
    let data = try #require(files["manifest.json"])
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func header(_ name: String) throws -> [String] {
    try CSVReader(contentsOf: "\(folder.path)/\(name).csv") { Issue.record("\($0)") }.header
  }

  func rows(_ name: String) throws -> [[String: String]] {
    try Self.rows(of: "\(folder.path)/\(name).csv")
  }

  static func rows(of path: String) throws -> [[String: String]] {
    let reader = try CSVReader(contentsOf: path) { Issue.record("rejected: \($0)") }
    var rows: [[String: String]] = []
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count {
        var row: [String: String] = [:]
        for (column, name) in reader.header.enumerated() {
          row[name] = String(decoding: batch.field(record, column), as: UTF8.self)
        }
        rows.append(row)
      }
    }
    return rows
  }
}

/// Expects two runs to have left the same bytes, and names the files that differ.
func expectSame(
  _ left: [String: Data],
  _ right: [String: Data],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(left.keys.sorted() == right.keys.sorted(), sourceLocation: sourceLocation)
  let differing = left.keys.sorted().filter { left[$0] != right[$0] }
  #expect(differing == [], sourceLocation: sourceLocation)
}

/// SplitMix64, to shuffle in the same way on every run.
struct Shuffler: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

extension [String: String] {
  /// The cell of a column as a number.
  func number(_ column: String) throws -> Double { try #require(Double(self[column] ?? "")) }

  /// The cell of a column as an instant.
  func instant(_ column: String) throws -> Instant {
    try #require(Instant.parse(self[column] ?? ""))
  }
}
