import CSV
import CivilTime
import Diagnostics
public import Settings

extension Profile {
  /// Reads a profile from its YAML file.
  public init(contentsOf path: String) throws {
    try self.init(Settings(contentsOf: path))
  }

  /// Reads a profile from parsed YAML.
  public init(_ settings: Settings) throws {
    name = try settings.requiredString("profile")
    about = try settings.string("about") ?? ""
    delimiter = try Self.delimiter(settings)
    hasQuotes = try settings.word("quotes", among: ["double", "none"]) != "none"
    encoding = try settings.word("encoding", among: CSVEncoding.allCases.map(\.rawValue))
      .flatMap(CSVEncoding.init)
    nulls = Set(try settings.strings("nulls") ?? [])
    zone = try Self.zone(settings, "zone") ?? .utc
    timeFormats = try Self.timeFormats(settings, "times") ?? [InstantFormat("iso8601")]
    stableAttributes = try settings.strings("stable") ?? []
    tables = try (settings.sections("tables") ?? []).map(TableMapping.init)
    try settings.finish()
    guard !tables.isEmpty else {
      throw SettingsError(
        .missingKey,
        "'tables' is missing or empty",
        at: SourceLocation(file: settings.name, line: 1),
        hint: "say which tables the file fills; see 'leadtime explain profiles'"
      )
    }
  }

  private static func delimiter(_ settings: Settings) throws -> UInt8? {
    guard let text = try settings.string("delimiter") else { return nil }
    if text == "tab" || text == "\t" { return UInt8(ascii: "\t") }
    guard let byte = text.utf8.first, text.utf8.count == 1 else {
      throw settings.badValue("delimiter", "must be one character or 'tab'")
    }
    return byte
  }

  static func zone(_ settings: Settings, _ key: String) throws -> Zone? {
    guard let name = try settings.string(key) else { return nil }
    do { return try Zone.named(name) } catch {
      throw settings.badValue(key, "is '\(name)', which is no time zone", hint: error.hint)
    }
  }

  static func timeFormats(_ settings: Settings, _ key: String) throws -> [InstantFormat]? {
    guard let patterns = try settings.strings(key) else { return nil }
    var formats: [InstantFormat] = []
    for pattern in patterns {
      do { formats.append(try InstantFormat(pattern)) } catch {
        throw settings.badValue(key, "has the format '\(pattern)'", hint: error.hint)
      }
    }
    return formats
  }
}

extension TableMapping {
  init(_ settings: Settings) throws {
    let words = TableKind.allCases.map(\.rawValue)
    guard let word = try settings.word("table", among: words), let kind = TableKind(rawValue: word)
    else {
      throw SettingsError(.missingKey, "'table' is missing", at: settings.location(of: "table"))
    }
    table = kind
    conditions = []
    if let section = try settings.section("where") {
      for column in section.keys {
        conditions.append((column, try section.strings(column) ?? []))
      }
    }
    fields = [:]
    guard let columns = try settings.section("columns") else {
      throw SettingsError(
        .missingKey,
        "'columns' is missing",
        at: settings.location(of: "table"),
        hint: "name the fields that the columns fill, such as contact_id: \"Lead ID\""
      )
    }
    for field in columns.keys {
      if !kind.keepsAttributes, !kind.knownFields.contains(field) {
        throw SettingsError(
          .unknownKey,
          "the table '\(kind)' has no field '\(field)'",
          at: columns.location(of: field),
          hint: Spelling.nearest(to: field, among: kind.knownFields).map { "did you mean '\($0)'?" }
            ?? "its fields are: \(kind.knownFields.joined(separator: ", "))"
        )
      }
      fields[field] = try FieldSource(columns, field)
    }
    try Self.checkRequiredFields(of: kind, in: fields, at: settings.location(of: "table"))
    ignoredColumns = try settings.strings("ignore") ?? []
    absentHeaders = try settings.strings("without") ?? []
    signature =
      try settings.strings("header") ?? Self.columns(of: fields) + conditions.map(\.column)
  }

  /// The columns that the fields read, each once, in bytewise order.
  static func columns(of fields: [String: FieldSource]) -> [String] {
    let names = fields.values.compactMap { source -> String? in
      if case .column(let name) = source.origin { name } else { nil }
    }
    return Set(names).sorted()
  }

  private static func checkRequiredFields(
    of kind: TableKind,
    in fields: [String: FieldSource],
    at location: SourceLocation?
  ) throws {
    for field in kind.requiredFields where fields[field] == nil {
      if field == "contact_id", fields["email"] != nil { continue }
      throw SettingsError(
        .missingKey,
        "the table '\(kind)' needs the field '\(field)'",
        at: location,
        hint: "add \(field): COLUMN under 'columns'"
      )
    }
  }
}

extension FieldSource {
  init(_ columns: Settings, _ field: String) throws {
    guard columns.isSection(field), let section = try columns.section(field) else {
      self.init(.column(try columns.requiredString(field)))
      return
    }
    let column = try section.string("column")
    let constant = try section.string("constant")
    let origin: Origin
    switch (column, constant) {
    case (let column?, nil): origin = .column(column)
    case (nil, let constant?): origin = .constant(constant)
    default: throw columns.badValue(field, "needs either 'column' or 'constant'")
    }
    var words: [String: String] = [:]
    if let section = try section.section("values") {
      for word in section.keys { words[word] = try section.string(word) ?? "" }
    }
    self.init(
      origin,
      words: words,
      timeFormats: try Profile.timeFormats(section, "times"),
      zone: try Profile.zone(section, "zone")
    )
  }
}
