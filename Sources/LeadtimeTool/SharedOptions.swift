public import ArgumentParser
import BatchRun
public import CSV
public import CivilTime
import Foundation
import Logging

enum ToolVersion {
  static let text = LeadtimeVersion.current
}

/// How much is said on standard error, and how.
struct LogOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "How lines on standard error look: text or json.")
  var logFormat: Format = .text

  @Flag(name: .shortAndLong, help: "Say nothing but errors on standard error.")
  var quiet = false

  /// What gets one line for each stage that ended.
  func stageLog() -> (String) -> Void {
    guard !quiet else { return { _ in } }
    let format = logFormat
    LoggingSystem.bootstrap { _ in StandardErrorLog(format: format) }
    let logger = Logger(label: "leadtime")
    return { logger.info("\($0)") }
  }
}

/// Writes log lines to standard error: the bare message, or JSON.
private struct StandardErrorLog: LogHandler {
  let format: LogOptions.Format
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  init(format: LogOptions.Format) { self.format = format }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    switch format {
    case .text: printToStandardError("\(event.message)")
    case .json:
      let fields = ["level": event.level.rawValue, "message": "\(event.message)"]
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      guard let line = try? encoder.encode(fields) else { return }
      printToStandardError(String(decoding: line, as: UTF8.self))
    }
  }
}

extension Instant: ExpressibleByArgument {
  /// Reads `2025-07-30T00:00:00Z` or `2025-07-30`.
  public init?(argument: String) {
    guard let instant = Instant.parse(argument) else { return nil }
    self = instant
  }
}

extension TimeSpan: ExpressibleByArgument {
  /// Reads `30d`, `12h` or `90m`.
  public init?(argument: String) { self.init(parsing: argument) }

  /// `30d` rather than a count of microseconds.
  public var defaultValueDescription: String { "\(self)" }
}

extension RejectPolicy: ExpressibleByArgument {
  /// Reads `fail`, `quarantine` or `quarantine:100`.
  public init?(argument: String) {
    switch argument {
    case "fail": self = .fail
    case "quarantine": self = .quarantine(limit: nil)
    default:
      guard argument.hasPrefix("quarantine:"), let limit = Int(argument.dropFirst(11)), limit >= 0
      else { return nil }
      self = .quarantine(limit: limit)
    }
  }

  /// `quarantine` rather than a Swift expression.
  public var defaultValueDescription: String { "quarantine" }
}
