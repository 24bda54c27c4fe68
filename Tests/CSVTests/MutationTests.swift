import CSV
import Foundation
import Testing

/// Files of the corpus with damaged bytes: nothing that a file holds may end the program, and no
/// window may change what is read.
@Suite("Mutated files")
struct MutationTests {
  private static let directory = String(#filePath.dropLast("MutationTests.swift".count)) + "Corpus/"
  private static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return all.filter { $0.hasSuffix(".csv") }.sorted()
  }()

  private static func mutated(_ random: inout SeededGenerator) throws -> [UInt8] {
    let name = try #require(names.randomElement(using: &random))
    var bytes = try #require(contents(of: directory + name))
    let marks = Array("\",;\n\r\\{}[]: 0\u{0}".utf8) + [0xFF, 0xFE, 0xEF, 0xC3]
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let byte = marks.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.insert(byte, at: place)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2 where place < bytes.count: bytes[place] = byte
      default: bytes.removeLast(min(bytes.count, Int.random(in: 0...3, using: &random)))
      }
    }
    return bytes
  }

  @Test("are read or refused, alike in every window", arguments: 0..<600 as Range<UInt64>)
  func mutation(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try withFile(try Self.mutated(&random)) { path in
      let whole = outcome { try read(path: path) }
      #expect(outcome { try read(path: path, windowBytes: 64) } == whole, "seed \(seed)")
      let verdict = outcome { try CSVVerdict(contentsOf: path, rowLimit: nil) }
      if case .success(let found) = verdict {
        #expect(found.isJSONLines || (1...).contains(found.header.line), "seed \(seed)")
        #expect(found.columns.allSatisfy { $0.rows == found.rows.rows }, "seed \(seed)")
      }
    }
  }

  private func outcome<Value>(_ body: () throws -> Value) -> Result<Value, CSVError> {
    Result(catching: body).mapError { $0 as? CSVError ?? CSVError(.unreadable, "\($0)") }
  }
}
