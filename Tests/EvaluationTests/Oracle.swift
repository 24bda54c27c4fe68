import Foundation

/// Reference values that live beside the repository, not in it: their licences differ.
enum Oracle {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/oracles")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// The rows of a data file, without its header.
  static func data(_ name: String) throws -> [[Double]] {
    try String(contentsOf: folder.appending(path: "data/\(name).csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { line in try line.split(separator: ",").map { try number($0) } }
  }

  private static func number(_ text: Substring) throws -> Double {
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
