@testable import CRMData
import Settings

/// Profiles from any text: read or refused with a place, and usable when they are read.
enum ProfileTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let settings = try? Settings(text: text, name: "fuzz.yaml"),
      let profile = try? Profile(settings)
    else { return }
    let header = ["Email", "email", "id", "Id", "Lead ID", "Record ID", "type", "time"]
    _ = profile.tables(for: header, file: "a/b.csv")
    require(!profile.tables.isEmpty || profile.writer != nil, "a profile has a table or a writer")
  }
}
