public import CRMData

/// The profiles that come with Leadtime.
public struct ProfileList: Sendable, Codable {
  /// One profile in short.
  public struct Item: Sendable, Codable {
    /// Its name.
    public var name: String
    /// How well the format is known.
    public var confidence: Profile.Confidence
    /// The tables that it fills, each once.
    public var tables: [TableKind]
    /// Whether `leadtime export` writes files for it.
    public var canExport: Bool
    /// One sentence about the tool.
    public var about: String
    /// Where the knowledge is from.
    public var knowledge: String
  }

  /// The profiles, by name.
  public var profiles: [Item]

  /// Lists them.
  public init() throws {
    profiles = try ProfileLibrary().profiles.map { profile in
      Item(
        name: profile.name,
        confidence: profile.confidence,
        tables: TableKind.allCases.filter { kind in profile.tables.contains { $0.table == kind } },
        canExport: profile.writer != nil,
        about: profile.about,
        knowledge: profile.knowledge
      )
    }
    .sorted { $0.name < $1.name }
  }

  /// One line for each.
  public var text: String {
    let width = (profiles.map(\.name.count).max() ?? 0) + 2
    return profiles.map { item in
      let tables = item.tables.map(\.rawValue).joined(separator: ", ")
      return item.name.padded(to: width) + item.confidence.rawValue.padded(to: 8)
        + (item.canExport ? "export" : "").padded(to: 8) + tables
    }
    .joined(separator: "\n")
  }

  /// All of it as JSON.
  public func json() throws -> String { try JSONText.encode(self) }
}

extension String {
  /// The text with spaces behind it.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
