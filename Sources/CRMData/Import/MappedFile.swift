import CSV
import CivilTime
import Diagnostics

/// One pass over one file for one table.
final class MappedFile {
  enum Fate {
    case used, duplicate, rejected
  }

  let file: InputFile
  let mapping: TableMapping
  /// The number of this pass among all passes over files.
  let pass: Int
  private(set) var report: FileReport
  private let reader: CSVReader
  private let columnIndex: [String: Int]
  private let conditions: [(field: FieldReader, words: Set<String>)]
  private let onReject: (Reject) -> Void
  private let showsValues: Bool
  private let rejects = RejectCounter()

  init(
    _ file: InputFile,
    _ mapping: TableMapping,
    pass: Int,
    isFirstPass: Bool,
    showsValues: Bool,
    onReject: @escaping (Reject) -> Void
  ) throws {
    self.file = file
    self.mapping = mapping
    self.pass = pass
    self.showsValues = showsValues
    self.onReject = onReject
    report = FileReport(file: file.name, profile: file.profile.name, table: mapping.table)
    let counted = { [rejects] (reject: Reject) in
      rejects.count(reject.code)
      onReject(reject)
    }
    // Damaged rows are reported once, not once for each table.
    reader = try CSVReader(
      contentsOf: file.path,
      name: file.name,
      dialect: file.profile.dialect,
      encoding: file.profile.encoding,
      onReject: isFirstPass ? counted : { _ in }
    )
    let index = Dictionary(
      reader.header.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    columnIndex = index
    conditions = mapping.conditions.map {
      (FieldReader(FieldSource(.column($0.column)), header: index, nulls: []), Set($0.words))
    }
    report.duplicateColumns = reader.duplicateColumns
    report.missingColumns = TableMapping.columns(of: mapping.fields).filter { index[$0] == nil }
    try checkRequiredColumns()
  }

  /// A misspelt column of a field that must be filled would lose every row.
  private func checkRequiredColumns() throws {
    for name in mapping.table.requiredFields {
      if name == "contact_id", field("email") != nil { continue }
      guard field(name) == nil, case .column(let column)? = mapping.fields[name]?.origin else {
        continue
      }
      throw CRMDataError(
        .missingColumn,
        "the profile '\(file.profile.name)' takes \(name) from the column '\(column)'",
        at: SourceLocation(file: file.name, line: 1),
        hint: Spelling.nearest(to: column, among: reader.header)
          .map { "the file has a column '\($0)'" }
          ?? "the file has: \(reader.header.prefix(12).joined(separator: ", "))"
      )
    }
  }

  /// The reader of a field; nil when the mapping has none, or its column is not in the file.
  func field(_ name: String) -> FieldReader? {
    guard let source = mapping.fields[name] else { return nil }
    let field = FieldReader(source, header: columnIndex, nulls: file.profile.nulls)
    if case .column = source.origin, field.column < 0 { return nil }
    return field
  }

  /// The reader of a field that holds a time.
  func timeField(_ name: String) -> TimeReader? {
    guard let source = mapping.fields[name], let field = field(name) else { return nil }
    return TimeReader(
      field: field,
      formats: source.timeFormats ?? file.profile.timeFormats,
      zone: source.zone ?? file.profile.zone
    )
  }

  /// The fields beyond the known ones: mapped attributes, then the columns that nobody names.
  func attributeFields() -> [(name: String, field: FieldReader)] {
    guard mapping.table.keepsAttributes else {
      report.unusedColumns = unnamedColumns
      return []
    }
    let known = Set(mapping.table.knownFields)
    var result: [(name: String, field: FieldReader)] = []
    for name in mapping.fields.keys.sorted() where !known.contains(name) && !isConsent(name) {
      if let field = field(name) { result.append((name, field)) }
    }
    report.keptColumns = unnamedColumns
    report.unusedColumns = mapping.ignoredColumns.filter { columnIndex[$0] != nil }
    for column in unnamedColumns {
      let source = FieldSource(.column(column))
      let nulls = file.profile.nulls
      result.append((column, FieldReader(source, header: columnIndex, nulls: nulls)))
    }
    return result
  }

  /// The consent fields, by channel name.
  func consentFields() -> [(channel: String, field: FieldReader)] {
    guard mapping.table == .contacts else { return [] }
    return mapping.fields.keys.sorted().filter(isConsent).compactMap { name in
      field(name).map { (String(name.dropFirst("consent_".count)), $0) }
    }
  }

  private func isConsent(_ name: String) -> Bool {
    mapping.table == .contacts && name.hasPrefix("consent_") && name != "consent_email_at"
  }

  private var unnamedColumns: [String] {
    let named = Set(
      file.tables.flatMap { TableMapping.columns(of: $0.fields) + $0.conditions.map(\.column) }
    )
    return reader.header.filter { !named.contains($0) && !mapping.ignoredColumns.contains($0) }
  }

  /// Calls `body` for every row that fulfils the conditions.
  func forEachRow(_ body: (CSVBatch, Int) throws -> Fate) throws {
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count {
        guard fulfilsConditions(batch, record) else {
          report.otherRows += 1
          continue
        }
        switch try body(batch, record) {
        case .used: report.used += 1
        case .duplicate: report.duplicates += 1
        case .rejected: report.rejected += 1
        }
      }
    }
    report.rejected += reader.rejectedCount
    report.rows = report.used + report.duplicates + report.rejected + report.otherRows
    report.rejectsByCode = rejects.byCode
    report.shortRows = reader.paddedCount
  }

  private func fulfilsConditions(_ batch: CSVBatch, _ record: Int) -> Bool {
    conditions.isEmpty
      || conditions.allSatisfy { field, words in
        words.contains(String(decoding: field.value(batch, record), as: UTF8.self))
      }
  }

  /// Reports a row or a cell that cannot be used.
  func reject(
    _ batch: CSVBatch,
    _ record: Int,
    _ field: FieldReader?,
    _ code: RejectCode,
    hint: String
  ) {
    let column = field.flatMap { $0.column >= 0 ? $0.column : nil }
    let text = column.map { String(decoding: batch.field(record, $0), as: UTF8.self) } ?? ""
    rejects.count(code.rawValue)
    onReject(
      Reject(
        location: SourceLocation(
          file: file.name,
          line: batch.line(record),
          column: column.map { $0 + 1 }
        ),
        columnName: field?.columnName ?? "",
        code: code.rawValue,
        value: showsValues ? text : Reject.shape(of: text),
        hint: hint
      )
    )
  }
}

/// Counts rejects by code while the reader and its user report them.
private final class RejectCounter {
  private(set) var byCode: [String: Int] = [:]
  func count(_ code: String) { byCode[code, default: 0] += 1 }
}

/// Reads times by the formats of the profile.
final class TimeReader {
  let field: FieldReader
  private let formats: [InstantFormat]
  private let zone: Zone

  init(field: FieldReader, formats: [InstantFormat], zone: Zone) {
    self.field = field
    self.formats = formats
    self.zone = zone
  }

  enum Reading {
    case missing, bad
    case time(Instant, isDayOnly: Bool)
  }

  func read(_ batch: CSVBatch, _ record: Int) -> Reading {
    let cell = field.value(batch, record)
    guard !cell.isEmpty else { return .missing }
    for format in formats {
      if let parsed = format.instant(from: cell, zone: zone) {
        return .time(parsed.instant, isDayOnly: parsed.precision == .day)
      }
    }
    return .bad
  }
}
