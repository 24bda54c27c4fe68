import CivilTime
import Diagnostics
public import Settings

extension WriterMap {
  /// Reads the `writer:` section of a profile.
  ///
  /// - Throws: `SettingsError` with the place of what cannot be used.
  public init(_ settings: Settings) throws {
    confidence = try settings.choice("confidence") ?? .low
    notes = try settings.strings("notes") ?? []
    source = try settings.string("source")
    match = try settings.choice("match") ?? .id
    idForm = try settings.choice("id_form") ?? .text
    rows = try Self.rows(settings)
    reach = try Self.reach(settings)
    contacts = try settings.section("contacts").map(ContactColumns.init)
    dialect = try TargetDialect(settings)
    text = try TextRules(settings)
    emptyCell = try settings.choice("empty_cell") ?? .clears
    files = try Self.files(settings)
    try checkFiles(settings)
  }

  private static func rows(_ settings: Settings) throws -> Rows {
    let channel = try settings.string("channel")
    guard try settings.word("rows", among: ["contacts", "plan"]) == "plan" else {
      guard channel == nil else {
        throw settings.badValue("channel", "only counts with 'rows: plan'")
      }
      return .contacts
    }
    return .plan(channel: channel ?? "email")
  }

  private static func reach(_ settings: Settings) throws -> TimeSpan? {
    guard let text = try settings.string("within") else { return nil }
    guard let span = TimeSpan(parsing: text) else {
      throw settings.badValue("within", "is '\(text)'", hint: "write a span such as 72h")
    }
    return span
  }

  private static func files(_ settings: Settings) throws -> [TargetFile] {
    let separator = try settings.string("list_separator") ?? ","
    let shared = try (settings.sections("columns") ?? []).map {
      try TargetColumn($0, separator: separator)
    }
    let files = try (settings.sections("files") ?? []).map {
      try TargetFile($0, shared: shared, separator: separator)
    }
    guard !files.isEmpty else {
      throw SettingsError(
        .missingKey,
        "'writer.files' is missing or empty",
        at: SourceLocation(file: settings.name, line: 1),
        hint: "name a file: files: [{name: contacts.csv}]"
      )
    }
    return files
  }

  private func checkFiles(_ settings: Settings) throws {
    guard Set(files.map(\.name)).count == files.count else {
      throw settings.badValue("files", "names one file twice")
    }
    if contacts == nil, needsOwnRecords {
      throw settings.badValue(
        "files",
        "need the tool's own export",
        hint: "name its columns: contacts: {id: ID, email: Email}"
      )
    }
    let usesAddress = files.flatMap(\.columns).flatMap(\.values).contains { $0.field == .email }
    if match == .id, usesAddress, !needsOwnRecords {
      throw settings.badValue(
        "files",
        "write an address, which only 'match: email' finds",
        hint: "carry the column of the tool's own export, or match by e-mail"
      )
    }
  }
}

extension ContactColumns {
  init(_ settings: Settings) throws {
    self.init(
      id: try settings.strings("id") ?? [],
      email: try settings.strings("email") ?? []
    )
    guard id.isEmpty, email.isEmpty else { return }
    throw SettingsError(
      .missingKey,
      "'writer.contacts' needs 'id' or 'email'",
      at: SourceLocation(file: settings.name, line: 1)
    )
  }
}

extension TargetFile {
  fileprivate init(_ settings: Settings, shared: [TargetColumn], separator: String) throws {
    name = try settings.requiredString("name")
    idPrefix = try settings.string("id_prefix")
    inputPrefix = try settings.string("input")
    header = try settings.strings("header") ?? []
    absentHeaders = try settings.strings("without") ?? []
    let own = try settings.sections("columns")?.map { try TargetColumn($0, separator: separator) }
    columns = own ?? shared
    let isPlain = name.utf8.allSatisfy {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
    }
    guard isPlain, name.hasSuffix(".csv"), !name.hasPrefix(".") else {
      throw settings.badValue(
        "name",
        "is no plain file name",
        hint: "use small letters, digits, - and _, and end with .csv"
      )
    }
    try checkColumns(settings)
  }

  private func checkColumns(_ settings: Settings) throws {
    guard columns.count(where: \.isKey) == 1 else {
      throw settings.badValue(
        "name",
        "has \(columns.count(where: \.isKey)) key columns",
        hint: "give exactly one of its columns 'key: true'"
      )
    }
    let names = columns.compactMap(\.name)
    guard Set(names).count == names.count else {
      throw settings.badValue("name", "has two columns of one name")
    }
  }
}

extension TargetColumn {
  fileprivate init(_ settings: Settings, separator: String) throws {
    name = try settings.string("name")
    isKey = try settings.boolean("key") ?? false
    let kinds = ["from", "carry", "tags", "merge"].filter(settings.has)
    guard let kind = kinds.first, kinds.count == 1 else {
      throw settings.badValue(
        kinds.first ?? "name",
        "needs exactly one of 'from', 'carry', 'tags' and 'merge' beside it"
      )
    }
    switch kind {
    case "from": content = .value(try TargetValue(settings))
    case "carry": content = .carried(try settings.strings("carry") ?? [])
    case "tags":
      let patterns = try (settings.strings("tags") ?? []).map { try TagPattern($0, settings) }
      content = .tags(patterns, separator: separator)
    default:
      content = .merged(try settings.strings("merge") ?? [], members: try Self.members(settings))
    }
    guard name != nil || kind == "carry" else {
      throw settings.badValue(kind, "needs a 'name' beside it")
    }
  }

  private static func members(_ settings: Settings) throws
    -> [(name: String, value: TargetValue)]
  {
    guard let section = try settings.section("keys"), !section.keys.isEmpty else {
      throw settings.badValue("merge", "needs 'keys' beside it", hint: "keys: {model_fit: fit}")
    }
    return try section.keys.map { key in
      if section.isSection(key), let nested = try section.section(key) {
        return (key, try TargetValue(nested))
      }
      return (key, TargetValue(try section.field(key)))
    }
  }
}

extension TargetValue {
  fileprivate init(_ settings: Settings) throws {
    self.init(try settings.field("from"))
    if let section = try settings.section("values") {
      for word in section.keys { words[word] = try section.string(word) ?? "" }
    }
    scale = try settings.number("scale", in: 1e-6...1e6) ?? 1
    decimals = try settings.integer("decimals", in: 0...9)
    time = try settings.choice("time") ?? .iso8601
    minutes = try settings.integer("round_up_minutes", in: 1...60)
    isLowerCased = try settings.boolean("lower_case") ?? false
    for key in ["scale", "decimals"] where settings.has(key) && !field.isNumber {
      throw settings.badValue(key, "has no meaning: '\(field.rawValue)' is no number")
    }
    for key in ["time", "round_up_minutes"] where settings.has(key) && !field.isInstant {
      throw settings.badValue(key, "has no meaning: '\(field.rawValue)' is no instant")
    }
  }
}

extension TagPattern {
  /// Reads `send-{hour:2}`: a field in braces, with the width that its number is filled up to.
  fileprivate init(_ pattern: String, _ settings: Settings) throws {
    texts = []
    values = []
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw settings.badValue("tags", "has a '{' without '}'")
      }
      texts.append(String(rest[..<open]))
      let parts = rest[rest.index(after: open)..<close].split(separator: ":", maxSplits: 1)
      var value = TargetValue(try settings.field(named: String(parts.first ?? ""), key: "tags"))
      if parts.count > 1 {
        guard let width = Int(parts[1]), 1...9 ~= width else {
          throw settings.badValue("tags", "has a width that is not 1 to 9", hint: "send-{hour:2}")
        }
        value.width = width
      }
      values.append(value)
      rest = rest[rest.index(after: close)...]
    }
    texts.append(String(rest))
  }
}

extension TargetDialect {
  fileprivate init(_ settings: Settings) throws {
    if let word = try settings.word("delimiter", among: [",", ";", "|", "tab"]) {
      delimiter = word == "tab" ? UInt8(ascii: "\t") : word.utf8.first ?? delimiter
    }
    quotesAll = try settings.word("quotes", among: ["minimal", "all"]) == "all"
    hasCarriageReturns = try settings.word("line_ends", among: ["lf", "crlf"]) == "crlf"
    hasMark = try settings.boolean("bom") ?? false
    maximumBytes = try settings.integer("max_bytes", in: 1_000...2_000_000_000) ?? .max
    maximumRows = try settings.integer("max_rows", in: 1...1_000_000_000) ?? .max
  }
}

extension TextRules {
  fileprivate init(_ settings: Settings) throws {
    maximumCharacters = try settings.integer("max_characters", in: 1...1_000_000) ?? .max
    maximumBytes = try settings.integer("max_text_bytes", in: 4...1_000_000) ?? .max
    guardsFormulas = try settings.boolean("formula_guard") ?? false
    let words = Forbidden.allCases.map(\.rawValue)
    for word in try settings.strings("forbid") ?? [] {
      guard let rule = Forbidden(rawValue: word) else {
        throw settings.badValue(
          "forbid",
          "has the word '\(word)'",
          hint: "it may hold: \(words.joined(separator: ", "))"
        )
      }
      forbidden.insert(rule)
    }
  }
}

extension Settings {
  /// One of the words of an enumeration.
  fileprivate func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws
    -> Choice?
  {
    try word(key, among: Choice.allCases.map(\.rawValue)).flatMap(Choice.init)
  }

  /// A value of our results.
  fileprivate func field(_ key: String) throws -> ResultField {
    try field(named: requiredString(key), key: key)
  }

  fileprivate func field(named name: String, key: String) throws -> ResultField {
    if let field = ResultField(rawValue: name) { return field }
    let names = ResultField.allCases.map(\.rawValue)
    throw badValue(
      key,
      "names the value '\(name)', which our results do not have",
      hint: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "they have: \(names.joined(separator: ", "))"
    )
  }
}
