import Foundation
import LinearAlgebra

/// A design that a few lines of Python make again: a linear congruential generator
/// `s ← 6364136223846793005·s + 1442695040888963407 (mod 2⁶⁴)`, `u = (s >> 33) / 2³¹`, from s = 7.
///
/// Row i: `2·u − 1`, `100 + 50·u`, `1 if u < 0.3 else 0`, and the outcome `u < σ(−0.4 + 1.2·x₁ +
/// 0.02·(x₂ − 125) − 0.8·x₃)`, each with the next u; 120 rows, 45 events.
enum Fixture {
  static let rows = 120
  static let (design, outcomes) = make()
  static let weights = (0..<rows).map { Double(1 + $0 % 3) }
  static let offset = (0..<rows).map { 0.1 * Double($0 % 5) - 0.2 }

  private static func make() -> (Matrix, [Double]) {
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 0x1p31
    }
    var design = Matrix(rows: rows, columns: 3)
    var outcomes: [Double] = []
    for row in 0..<rows {
      design[row, 0] = 2 * uniform() - 1
      design[row, 1] = 100 + 50 * uniform()
      design[row, 2] = uniform() < 0.3 ? 1 : 0
      let logit =
        -0.4 + 1.2 * design[row, 0] + 0.02 * (design[row, 1] - 125) - 0.8 * design[row, 2]
      outcomes.append(uniform() < 1 / (1 + exp(-logit)) ? 1 : 0)
    }
    return (design, outcomes)
  }
}

/// Reference values that live beside the repository, not in it: their licences differ.
enum Oracle {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/oracles")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The rows of a data file, without its header.
  static func data(_ name: String) throws -> [[Double]] {
    try cells(name).map { row in try row.map { try number($0) } }
  }

  /// The cells of a data file as text, without its header.
  static func cells(_ name: String) throws -> [[Substring]] {
    try String(contentsOf: folder.appending(path: "data/\(name).csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",") }
  }

  static func number(_ text: Substring) throws -> Double {
    guard let value = Double(text) else { throw CocoaError(.formatting) }
    return value
  }

  static func expected<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(
      type,
      from: Data(contentsOf: folder.appending(path: "expected/\(name).json"))
    )
  }
}

func isClose(_ found: Double, _ expected: Double, _ tolerance: Double) -> Bool {
  abs(found - expected) <= tolerance * abs(expected)
}

/// Whether every number is close to the expected one.
func areClose(_ found: [Double], _ expected: [Double], _ tolerance: Double) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { isClose($0, $1, tolerance) }
}
