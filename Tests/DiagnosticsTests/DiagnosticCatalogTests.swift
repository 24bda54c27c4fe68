import BatchRun
import CRMData
import CSV
import Diagnostics
import Foundation
import LeadScoring
import Settings
import TestSupport
import Testing

@Suite("The catalog of codes")
struct DiagnosticCatalogTests {
  private static let roomCodes: [String] =
    CSVError.Code.allCases.map(\.rawValue) + SettingsError.Code.allCases.map(\.rawValue)
    + CRMDataError.Code.allCases.map(\.rawValue) + RejectCode.allCases.map(\.rawValue)
    + LeadScoringError.Code.allCases.map(\.rawValue) + BatchRunError.Code.allCases.map(\.rawValue)

  /// Every code that is written in the sources, also of the rooms that these tests do not see.
  private static func writtenCodes() throws -> [String] {
    let sources = URL(fileURLWithPath: "\(Repository.root)/Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    )
    let pattern = #/(?:case \w+ = |[cC]ode: String \{ )"([a-z-]+\.[a-z0-9-]+)"/#
    var codes: [String] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      codes += text.matches(of: pattern).map { String($0.output.1) }
    }
    return codes
  }

  @Test("every code of a room has exactly one entry", arguments: roomCodes)
  func roomCode(code: String) {
    #expect(DiagnosticCatalog.entries.count { $0.code == code } == 1)
    #expect(DiagnosticCatalog.entry(for: code)?.code == code)
  }

  @Test("the entries are the codes that the sources write, each once")
  func completeness() throws {
    let written = try Self.writtenCodes()
    let listed = DiagnosticCatalog.entries.map(\.code)
    #expect(Set(Self.roomCodes).subtracting(written).isEmpty, "the search finds the known codes")
    #expect(Set(written).count == written.count, "two rooms share a code")
    #expect(Set(listed).count == listed.count, "two entries share a code")
    #expect(Set(written).subtracting(listed).sorted() == [], "without an entry")
    #expect(Set(listed).subtracting(written).sorted() == [], "without a use")
  }

  @Test("an entry is well formed", arguments: DiagnosticCatalog.entries)
  func form(entry: DiagnosticCatalog.Entry) {
    #expect(entry.code.wholeMatch(of: #/[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*/#) != nil)
    #expect([64, 65, 66, 70, 73, 74, 75, 78].contains(entry.exitCode))
    for sentence in [entry.meaning, entry.repair] {
      #expect(sentence.hasSuffix("."))
      #expect(sentence.first?.isUppercase == true || sentence.hasPrefix("'"))
    }
  }

  @Test(
    "codes of one kind end with the status that the manual promises",
    arguments: [
      ("csv.missing-file", 66), ("crm.missing-input", 66), ("settings.missing-file", 66),
      ("csv.unreadable", 74), ("output.not-writable", 73), ("output.write-failed", 74),
      ("settings.unknown-key", 78), ("time.bad-pattern", 78), ("score.bad-expression", 78),
      ("crm.too-many-rejects", 65), ("run.output-exists", 73), ("synthetic.bad-option", 64),
    ]
  )
  func exitCodes(code: String, status: Int32) {
    #expect(DiagnosticCatalog.entry(for: code)?.exitCode == status)
  }

  @Test("an unknown code has no entry")
  func unknownCode() {
    #expect(DiagnosticCatalog.entry(for: "csv") == nil)
    #expect(DiagnosticCatalog.entry(for: "") == nil)
  }

  @Test("the errors of the rooms carry their code and its status")
  func roomErrors() {
    let errors: [any DiagnosticError] = [
      CSVError(.writeFailed, "disk full"), SettingsError(.syntax, "no colon"),
      CRMDataError(.missingInput, "no such file"), LeadScoringError(.badExpression, "'('"),
      BatchRunError(.outputFolder, "no such folder"),
    ]
    #expect(errors.map(\.exitCode) == [74, 78, 66, 78, 73])
    #expect(errors.map(\.diagnosticCode).allSatisfy { "\(errors)".contains("error[\($0)]") })
  }
}
