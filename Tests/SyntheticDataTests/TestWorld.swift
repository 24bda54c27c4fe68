import CSV
import CivilTime
import SyntheticData
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A world that was written to a folder and read back.
struct TestWorld {
  /// The default world, made once for all tests.
  static let standard = Result { try TestWorld(WorldOptions()) }

  static let fileNames = ["companies", "contacts", "events", "conversions", "truth"]

  let options: WorldOptions
  let summary: SyntheticWorld.Summary
  private(set) var bytes: [String: [UInt8]] = [:]
  private var tables: [String: [[String: String]]] = [:]

  init(_ options: WorldOptions) throws {
    self.options = options
    var template = Array("/tmp/world-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { rmdir(folder) }
    summary = try SyntheticWorld.write(to: folder, options: options)
    for name in Self.fileNames {
      let path = "\(folder)/\(name).csv"
      bytes[name] = try Self.bytes(of: path)
      tables[name] = try Self.rows(of: path)
      unlink(path)
    }
  }

  /// The rows of a file, as columns by name.
  func rows(_ name: String) -> [[String: String]] { tables[name] ?? [] }

  /// The events of each contact, in the order of the file.
  func eventsByContact() -> [String: [Event]] {
    Dictionary(grouping: rows("events").compactMap(Event.init), by: \.contact)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 20_000_000)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  private static func rows(of path: String) throws -> [[String: String]] {
    let reader = try CSVReader(contentsOf: path) { Issue.record("rejected: \($0)") }
    var rows: [[String: String]] = []
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count {
        var row: [String: String] = [:]
        for (column, name) in reader.header.enumerated() {
          row[name] = Cell.string(batch.field(record, column))
        }
        rows.append(row)
      }
    }
    return rows
  }
}

/// A row of `events.csv`.
struct Event {
  let id, contact, type, channel, message, machine: String
  let instant: Instant
  let duration: Int?

  init?(row: [String: String]) {
    guard let instant = row["occurred_at"].flatMap(Instant.parse) else { return nil }
    self.instant = instant
    id = row["event_id"] ?? ""
    contact = row["contact_id"] ?? ""
    type = row["type"] ?? ""
    channel = row["channel"] ?? ""
    message = row["message_id"] ?? ""
    machine = row["is_machine"] ?? ""
    duration = row["duration_s"].flatMap(Int.init)
  }
}
