public import CSV
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
  /// The names of its columns, as printed.
  public var header: [String]
  /// The physical line of the header, where it is not the first that is not blank.
  public var headerLine: Int?
  /// How cells are told apart; nil to find it in the file.
  var dialect: CSVDialect?

  /// Opens the file at its header.
  func reader(
    limits: CSVLimits = CSVLimits(),
    onReject: @escaping (Reject) -> Void
  ) throws(CSVError) -> CSVReader {
    try CSVReader(
      contentsOf: path,
      name: name,
      dialect: dialect,
      encoding: profile.encoding,
      limits: limits,
      extent: CSVExtent(headerLine: headerLine, endsAtShortRow: profile.endsAtShortRow),
      onReject: onReject
    )
  }
}

extension InputFile {
  /// Recognises a file from its header, which may stand behind some lines of preamble.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: the file as the user named it.
  ///   - profile: the profile to use, when the user named one.
  ///   - library: the profiles to try otherwise.
  ///   - encoding: the encoding, when it is declared and no profile is named.
  /// - Returns: The file, or nil when no profile fits and none was named.
  /// - Throws: `CSVError` for a file that is no table, `CRMDataError` for doubtful profiles.
  public static func recognised(
    _ path: String,
    name: String,
    profile: Profile?,
    library: ProfileLibrary,
    encoding: CSVEncoding? = nil
  ) throws -> InputFile? {
    let candidates: [(header: [String], line: Int?)]
    do {
      candidates = try headers(path, name: name, profile: profile, encoding: encoding)
    } catch let error as CSVError
      where error.code == .invalidUTF8 && profile == nil && encoding == nil
    {
      guard let found = try recognised(path, name: name, singleByte: library) else { throw error }
      return found
    }
    for (header, line) in candidates {
      let found: (profile: Profile, tables: [TableMapping])?
      if let profile {
        let tables = profile.tables(for: header, file: name)
        found = tables.isEmpty ? nil : (profile, tables)
      } else {
        found = try library.recognise(header: header, file: name)
      }
      guard let found else { continue }
      return InputFile(
        path: path,
        name: name,
        profile: found.profile,
        tables: found.tables,
        header: header,
        headerLine: line,
        dialect: try found.profile.dialect(of: path)
      )
    }
    guard let profile else { return nil }
    throw missingColumn(of: profile, in: candidates.first?.header ?? [], file: name)
  }

  /// A file whose header is not UTF-8, if a profile that declares another encoding knows it.
  private static func recognised(
    _ path: String,
    name: String,
    singleByte library: ProfileLibrary
  ) throws -> InputFile? {
    for encoding in [CSVEncoding.windows1252, .latin1] {
      let declaring = library.declaring(encoding)
      guard !declaring.profiles.isEmpty else { continue }
      let found = try recognised(
        path,
        name: name,
        profile: nil,
        library: declaring,
        encoding: encoding
      )
      if let found { return found }
    }
    return nil
  }

  /// The header that the file seems to have, then every other line that may be one.
  private static func headers(
    _ path: String,
    name: String,
    profile: Profile?,
    encoding: CSVEncoding?
  ) throws -> [(header: [String], line: Int?)] {
    let verdict = try CSVVerdict(
      contentsOf: path,
      name: name,
      dialect: profile?.dialect,
      encoding: profile?.encoding ?? encoding,
      rowLimit: 0
    )
    let reader = try CSVReader(
      contentsOf: path,
      name: name,
      dialect: profile?.dialect,
      encoding: profile?.encoding ?? encoding,
      extent: verdict.extent,
      onReject: { _ in }
    )
    let others = verdict.header.tables.filter { $0.line != verdict.header.line }
    return [(reader.header, verdict.extent.headerLine)]
      + others.map { ($0.columnNames, $0.line) }
  }

  private static func missingColumn(
    of profile: Profile,
    in header: [String],
    file: String
  ) -> CRMDataError {
    let translated = profile.translated(header)
    let nearest = profile.tables.max {
      $0.signature.count(where: translated.contains)
        < $1.signature.count(where: translated.contains)
    }
    let missing = nearest?.signature.filter { !translated.contains($0) } ?? []
    let suggestions = missing.compactMap { Spelling.nearest(to: $0, among: header) }
    return CRMDataError(
      .missingColumn,
      missing.isEmpty
        ? "no table of the profile '\(profile.name)' fits this header and file name"
        : "the profile '\(profile.name)' needs the columns \(missing.joined(separator: ", "))",
      at: SourceLocation(file: file, line: 1),
      hint: suggestions.isEmpty
        ? "the file has: \(header.prefix(12).joined(separator: ", "))"
        : "the file has similar columns: \(suggestions.joined(separator: ", "))"
    )
  }
}

extension InputFile {
  /// The files behind a path: a zip archive is read like a folder, everything else is itself.
  ///
  /// - Throws: `CSVError` for an archive that is damaged or needs a password.
  public static func paths(behind path: String) throws(CSVError) -> [String] {
    guard path.lowercased().hasSuffix(".zip") else { return [path] }
    return try ZipArchive.entryNames(of: path).filter(isTable).map { "\(path)/\($0)" }
  }

  /// Whether a file's name says that it holds a table.
  public static func isTable(_ name: String) -> Bool {
    let name = name.lowercased()
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    return [".csv", ".tsv", ".jsonl", ".ndjson"].contains { plain.hasSuffix($0) }
  }
}

extension Profile {
  /// How the cells of a file are told apart, as far as the profile says it.
  fileprivate func dialect(of path: String) throws -> CSVDialect? {
    guard hasBackslashes, dialect == nil else { return dialect }
    var found = try CSVVerdict(contentsOf: path, encoding: encoding, rowLimit: 0).dialect
    found.escape = UInt8(ascii: "\\")
    return found
  }

  /// The tables that a file with this header fills.
  func tables(for header: [String], file: String) -> [TableMapping] {
    let present = Set(translated(header))
    return tables.filter { $0.fits(present, file: file) }
  }
}
