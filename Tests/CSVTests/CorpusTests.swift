import CSV
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Replays each file of `Corpus/` against its expectation; `Corpus/generate.py` says how these
/// were made.
@Suite("Corpus")
struct CorpusTests {
  private static let directory = String(#filePath.dropLast("CorpusTests.swift".count)) + "Corpus/"

  private static let names: [String] = {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".csv") { names.append(String(name.dropLast(4))) }
    }
    return names.sorted()
  }()

  @Test("the corpus is there")
  func isThere() {
    #expect(Self.names.count >= 45)
  }

  @Test("a file of the corpus is read as expected", arguments: names)
  func file(name: String) throws {
    let expectation = try #require(contents(of: Self.directory + name + ".expected"))
    let expected = String(decoding: expectation, as: UTF8.self).split(separator: "\n")
    for windowBytes in [1 << 20, 4096] {
      let lines = try description(of: Self.directory + name + ".csv", windowBytes: windowBytes)
      #expect(lines == expected.map(String.init), "window \(windowBytes)")
    }
  }

  private func description(of path: String, windowBytes: Int) throws -> [String] {
    do {
      let reading = try read(path: path, windowBytes: windowBytes)
      let records = ([reading.header] + reading.rows).map { row in
        "[" + row.map(quoted).joined(separator: ",") + "]"
      }
      return records + reading.faults.map { "! " + $0 }
    } catch let error as CSVError {
      return ["!! " + error.diagnosticCode]
    }
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: String(Character(scalar))
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
