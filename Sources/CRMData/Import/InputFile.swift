import CSV
import Diagnostics

/// One file of the input and how to read it.
public struct InputFile: Sendable {
  /// The path.
  public var path: String
  /// The path as the user named it, for messages.
  public var name: String
  /// The profile.
  public var profile: Profile
  /// The tables that the file fills.
  public var tables: [TableMapping]
  /// The names of its columns.
  public var header: [String]
}

extension InputFile {
  /// Recognises a file from its header.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: the file as the user named it.
  ///   - profile: the profile to use, when the user named one.
  ///   - library: the profiles to try otherwise.
  /// - Returns: The file, or nil when no profile fits and none was named.
  /// - Throws: `CSVError` for a file that is no table, `CRMDataError` for doubtful profiles.
  public static func recognised(
    _ path: String,
    name: String,
    profile: Profile?,
    library: ProfileLibrary
  ) throws -> InputFile? {
    let reader = try CSVReader(
      contentsOf: path,
      name: name,
      dialect: profile?.dialect,
      encoding: profile?.encoding,
      onReject: { _ in }
    )
    guard let profile else {
      return try library.recognise(header: reader.header, file: name).map {
        InputFile(
          path: path,
          name: name,
          profile: $0.profile,
          tables: $0.tables,
          header: reader.header
        )
      }
    }
    let header = Set(reader.header)
    let tables = profile.tables.filter { $0.fits(header) }
    guard tables.isEmpty else {
      return InputFile(
        path: path,
        name: name,
        profile: profile,
        tables: tables,
        header: reader.header
      )
    }
    throw missingColumn(of: profile, in: reader.header, file: name)
  }

  private static func missingColumn(
    of profile: Profile,
    in header: [String],
    file: String
  ) -> CRMDataError {
    let nearest = profile.tables.max {
      $0.signature.count(where: header.contains) < $1.signature.count(where: header.contains)
    }
    let missing = nearest?.signature.filter { !header.contains($0) } ?? []
    let suggestions = missing.compactMap { Spelling.nearest(to: $0, among: header) }
    return CRMDataError(
      .missingColumn,
      "the profile '\(profile.name)' needs the columns \(missing.joined(separator: ", "))",
      at: SourceLocation(file: file, line: 1),
      hint: suggestions.isEmpty
        ? "the file has: \(header.prefix(12).joined(separator: ", "))"
        : "the file has similar columns: \(suggestions.joined(separator: ", "))"
    )
  }
}
