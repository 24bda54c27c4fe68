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
    knowledge = try settings.string("knowledge") ?? ""
    confidence =
      try settings.word("confidence", among: Confidence.allCases.map(\.rawValue))
      .flatMap(Confidence.init) ?? .high
    source = try settings.string("source") ?? ""
    kind =
      try settings.word("kind", among: ToolKind.allCases.map(\.rawValue))
      .flatMap(ToolKind.init) ?? .crm
    identifiers =
      try settings.word("identifiers", among: IdentifierForm.allCases.map(\.rawValue))
      .flatMap(IdentifierForm.init) ?? .plain
    headerVariants = try Self.headerVariants(settings)
    delimiter = try Self.delimiter(settings)
    let quotes = try settings.word("quotes", among: ["double", "backslash", "none"])
    hasQuotes = quotes != "none"
    hasBackslashes = quotes == "backslash"
    encoding = try settings.word("encoding", among: CSVEncoding.allCases.map(\.rawValue))
      .flatMap(CSVEncoding.init)
    nulls = Set(try settings.strings("nulls") ?? [])
    separator = try settings.string("separator") ?? ";"
    hasFormulaGuards = try settings.boolean("formula_guards") ?? false
    endsAtShortRow = try settings.boolean("ends_at_short_row") ?? false
    zone = try Self.zone(settings, "zone") ?? .known(.utc)
    times = try Self.times(settings, "times") ?? .formats([.iso8601])
    stableAttributes = try settings.strings("stable") ?? []
    tables = try (settings.sections("tables") ?? []).map(TableMapping.init)
    writer = try settings.section("writer").map(WriterMap.init)
    if try settings.boolean("capitals") ?? false { addCapitalVariants() }
    try settings.finish()
    guard !tables.isEmpty || writer != nil else {
      throw SettingsError(
        .missingKey,
        "'tables' is missing or empty",
        at: SourceLocation(file: settings.name, line: 1),
        hint: "say which tables the file fills; see 'leadtime explain profiles'"
      )
    }
  }

  /// `headers:` gives each column's other names; turned round, each other name's column.
  private static func headerVariants(_ settings: Settings) throws -> [String: String] {
    guard let section = try settings.section("headers") else { return [:] }
    var variants: [String: String] = [:]
    for name in section.keys {
      for variant in try section.strings(name) ?? [] {
        if let other = variants[variant], other != name {
          throw section.badValue(name, "and '\(other)' share the other name '\(variant)'")
        }
        variants[variant] = name
      }
    }
    return variants
  }

  /// Every column may be named in capitals too.
  private mutating func addCapitalVariants() {
    let names = tables.flatMap {
      $0.signature + $0.absentHeaders + $0.columns + $0.ignoredColumns
    }
    for name in Set(names) {
      let capitals = name.uppercased()
      if capitals != name, headerVariants[capitals] == nil { headerVariants[capitals] = name }
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

  static func zone(_ settings: Settings, _ key: String) throws -> ZoneRule? {
    guard let name = try settings.string(key) else { return nil }
    if name == "account" { return .account }
    do { return .known(try Zone.named(name)) } catch {
      throw settings.badValue(key, "is '\(name)', which is no time zone", hint: error.hint)
    }
  }

  static func times(_ settings: Settings, _ key: String) throws -> TimeFormats? {
    guard let patterns = try settings.strings(key) else { return nil }
    if patterns == ["local"] { return .local }
    var formats: [InstantFormat] = []
    for pattern in patterns {
      do { formats.append(try InstantFormat(pattern)) } catch {
        throw settings.badValue(key, "has the format '\(pattern)'", hint: error.hint)
      }
    }
    return .formats(formats)
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
    conditions = try RowCondition.all(settings, "where")
    guard let columns = try settings.section("columns") else {
      throw SettingsError(
        .missingKey,
        "'columns' is missing",
        at: settings.location(of: "table"),
        hint: "name the fields that the columns fill, such as contact_id: \"Lead ID\""
      )
    }
    fields = [:]
    for field in columns.keys {
      try Self.checkName(of: field, kind, columns)
      fields[field] = try FieldSource(columns, field)
    }
    try Self.checkRequiredFields(of: kind, in: fields, at: settings.location(of: "table"))
    ignoredColumns = try settings.strings("ignore") ?? []
    absentHeaders = try settings.strings("without") ?? []
    filePatterns = try settings.strings("file") ?? []
    identityColumns = try settings.strings("identity") ?? []
    signature = []
    signature = try settings.strings("header") ?? self.columns
  }

  private static func checkName(
    of field: String,
    _ kind: TableKind,
    _ columns: Settings
  ) throws {
    let isLink = kind == .contacts && field.hasPrefix("id_")
    guard !kind.keepsAttributes, !isLink, !kind.knownFields.contains(field) else { return }
    throw SettingsError(
      .unknownKey,
      "the table '\(kind)' has no field '\(field)'",
      at: columns.location(of: field),
      hint: Spelling.nearest(to: field, among: kind.knownFields).map { "did you mean '\($0)'?" }
        ?? "its fields are: \(kind.knownFields.joined(separator: ", "))"
    )
  }

  private static func checkRequiredFields(
    of kind: TableKind,
    in fields: [String: FieldSource],
    at location: SourceLocation?
  ) throws {
    for group in kind.requiredFields where !group.contains(where: { fields[$0] != nil }) {
      throw SettingsError(
        .missingKey,
        "the table '\(kind)' needs the field '\(group.joined(separator: "' or '"))'",
        at: location,
        hint: "add \(group[0]): COLUMN under 'columns'"
      )
    }
  }
}

extension RowCondition {
  /// The conditions of a section such as `where: {Stage: [Won], Id: "00Q*"}`.
  static func all(_ settings: Settings, _ key: String) throws -> [RowCondition] {
    guard let section = try settings.section(key) else { return [] }
    return try section.keys.map { column in
      // An empty list would never be fulfilled; an empty text means the empty cell.
      RowCondition(column: column, words: try section.strings(column) ?? [""])
    }
  }
}

extension FieldSource {
  init(_ columns: Settings, _ field: String) throws {
    guard columns.isSection(field), let section = try columns.section(field) else {
      self.init(.column(try columns.requiredString(field)))
      return
    }
    self.init(
      try Self.origin(section, columns, field),
      words: try section.words("values"),
      times: try Profile.times(section, "times"),
      zone: try Profile.zone(section, "zone")
    )
    members = try section.strings("member") ?? []
    isOnlyItem = try section.string("item") == "only"
    item = isOnlyItem ? 1 : try section.integer("item", in: 1...10_000)
    separator = try section.string("separator")
    prefix = try section.string("prefix")
    otherwise = try section.string("otherwise")
  }

  private static func origin(
    _ section: Settings,
    _ columns: Settings,
    _ field: String
  ) throws -> Origin {
    var origins: [Origin] = []
    if let column = try section.string("column") { origins.append(.column(column)) }
    if let text = try section.string("constant") { origins.append(.constant(text)) }
    if let names = try section.strings("first") { origins.append(.firstFilled(names)) }
    if let sections = try section.sections("cases") {
      origins.append(
        .cases(
          try sections.map {
            Case(
              conditions: try RowCondition.all($0, "when"),
              text: try $0.requiredString("is")
            )
          }
        )
      )
    }
    if let names = try section.section("file_name") {
      origins.append(
        .fileName(
          try names.keys.map {
            FileNamePattern(pattern: $0, text: try names.requiredString($0))
          }
        )
      )
    }
    guard origins.count == 1 else {
      throw columns.badValue(
        field,
        "needs one of 'column', 'first', 'cases', 'file_name' and 'constant'"
      )
    }
    return origins[0]
  }
}

extension Settings {
  /// A section of words and what stands for them; empty where it is absent.
  fileprivate func words(_ key: String) throws -> [String: String] {
    guard let section = try section(key) else { return [:] }
    var words: [String: String] = [:]
    for word in section.keys { words[word] = try section.string(word) ?? "" }
    return words
  }
}
