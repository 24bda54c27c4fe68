public import CRMData
import CSV
import Diagnostics

/// Which profile a header speaks for.
public struct ProfileGuess: Hashable, Sendable, Codable {
  /// A profile that knows some of the columns.
  public struct Near: Hashable, Sendable, Codable {
    /// The profile.
    public var profile: String
    /// The table.
    public var table: String
    /// The columns it needs that the file does not have.
    public var missingColumns: [String]
  }

  /// The profile, when one fits.
  public var profile: String?
  /// How well the profile knows the format.
  public var confidence: Profile.Confidence?
  /// The tables that the file fills.
  public var tables: [String] = []
  /// Why, or why not.
  public var because: String
  /// The nearest profiles, when none fits.
  public var near: [Near] = []

  /// Asks the profiles for a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - header: The names of its columns.
  ///   - file: The file as the user named it.
  ///   - encoding: The encoding, when it is declared.
  /// - Throws: `CSVError` for a file that is no table.
  init(_ path: String, header: [String], file: String, encoding: CSVEncoding?) throws {
    let library = try ProfileLibrary()
    do {
      let found = try InputFile.recognised(
        path,
        name: file,
        profile: nil,
        library: library,
        encoding: encoding
      )
      guard let found else {
        because = "no profile knows these columns"
        near = Self.near(header, library)
        return
      }
      profile = found.profile.name
      confidence = found.profile.confidence
      tables = TableKind.allCases.filter { kind in found.tables.contains { $0.table == kind } }
        .map(\.rawValue)
      let signature = Set(found.tables.flatMap(\.signature)).sorted()
      because = "its columns are there: \(signature.joined(separator: ", "))"
    } catch let error as CRMDataError where error.code == .ambiguousProfile {
      because = error.message
    }
  }

  /// The three tables that miss the fewest of their columns, if at least half are there.
  private static func near(_ header: [String], _ library: ProfileLibrary) -> [Near] {
    let present = Set(header)
    let tables = library.profiles.flatMap { profile in
      profile.tables.map { (profile: profile.name, table: $0) }
    }
    let known = tables.filter {
      $0.table.signature.count(where: present.contains) * 2 >= $0.table.signature.count
    }
    return known.map { profile, table in
      Near(
        profile: profile,
        table: table.table.rawValue,
        missingColumns: table.signature.filter { !present.contains($0) }
      )
    }
    .sorted { ($0.missingColumns.count, $0.profile) < ($1.missingColumns.count, $1.profile) }
    .prefix(3).map { $0 }
  }
}
