import CSV
import CivilTime
import Diagnostics
import Synchronization

/// One pass over one file for one table.
final class MappedFile {
  enum Fate {
    case used, duplicate, rejected
  }

  /// What is the same for all files of one import.
  struct Options {
    var showsValues: Bool
    var tools: [String: ToolSetting]
    var defaultZone: Zone
    var limits: CSVLimits
    var onReject: (Reject) -> Void
  }

  let file: InputFile
  let mapping: TableMapping
  /// The number of this pass among all passes over files.
  let pass: Int
  private(set) var report: FileReport
  private let reader: CSVReader
  private let context: FieldContext
  private let conditions: [RowTest]
  private let options: Options
  private let dateOrder: DateOrder?
  private let damaged = RejectQueue()
  private var usedColumns: Set<Int> = []
  private var timeReaders: [TimeReader] = []
  private var links = [Int](repeating: 0, count: LinkRule.allCases.count)

  init(
    _ file: InputFile,
    _ mapping: TableMapping,
    pass: Int,
    isFirstPass: Bool,
    options: Options
  ) throws {
    self.file = file
    self.mapping = mapping
    self.pass = pass
    self.options = options
    report = FileReport(
      file: file.name,
      profile: file.profile.name,
      confidence: file.profile.confidence,
      table: mapping.table
    )
    // Damaged rows are reported once, not once for each table.
    reader = try file.reader(limits: options.limits) { [damaged] in
      if isFirstPass { damaged.add($0) }
    }
    let header = file.profile.translated(reader.header)
    context = FieldContext(
      columns: Dictionary(
        header.enumerated().map { ($1, $0) },
        uniquingKeysWith: { first, _ in first }
      ),
      file: file.name,
      nulls: file.profile.nulls,
      separator: file.profile.separator,
      hasFormulaGuards: file.profile.hasFormulaGuards
    )
    let context = context
    let columns = context.columns
    conditions = mapping.conditions.map { RowTest($0, context) }
    usedColumns = Set(mapping.conditions.compactMap { columns[$0.column] })
    dateOrder = try file.dateOrder(of: mapping, columns, options.tools[file.profile.name])
    report.duplicateColumns = reader.duplicateColumns
    report.missingColumns = mapping.columns.filter { columns[$0] == nil }
    report.headerLine = file.headerLine ?? 1
    try checkRequiredColumns()
  }

  /// A misspelt column of a field that must be filled would lose every row.
  private func checkRequiredColumns() throws {
    for group in mapping.table.requiredFields where !group.contains(where: { field($0) != nil }) {
      guard let name = group.first(where: { mapping.fields[$0] != nil }),
        let column = mapping.fields[name]?.columns.first
      else { continue }
      let header = context.columns.keys.sorted()
      throw CRMDataError(
        .missingColumn,
        "the profile '\(file.profile.name)' takes \(name) from the column '\(column)'",
        at: SourceLocation(file: file.name, line: file.headerLine ?? 1),
        hint: Spelling.nearest(to: column, among: header)
          .map { "the file has a column '\($0)'" }
          ?? "the file has: \(file.header.prefix(12).joined(separator: ", "))"
      )
    }
  }

  // MARK: Fields

  /// The reader of a field; nil when the mapping has none, or its columns are not in the file.
  func field(_ name: String) -> FieldReader? {
    guard let source = mapping.fields[name] else { return nil }
    let field = reader(of: source)
    return field.isPresent ? field : nil
  }

  private func reader(of source: FieldSource) -> FieldReader {
    let field = FieldReader(source, context)
    usedColumns.formUnion(field.columns)
    return field
  }

  /// The reader of a field that holds identifiers, of this tool unless another is named.
  func keyField(_ name: String, of source: String? = nil) -> KeyReader? {
    field(name).map {
      KeyReader(
        $0,
        source: source ?? file.profile.source,
        form: (source ?? file.profile.source) == "salesforce"
          ? .salesforce : source == nil ? file.profile.identifiers : .plain
      )
    }
  }

  /// The reader of a field that holds a time.
  func timeField(_ name: String) -> TimeReader? {
    guard let source = mapping.fields[name], let field = field(name) else { return nil }
    let setting = options.tools[file.profile.name]
    let rule = source.zone ?? file.profile.zone
    let zone: Zone
    switch rule {
    case .known(let known): zone = known
    case .account: zone = setting?.zone ?? options.defaultZone
    }
    let reader = TimeReader(
      field: field,
      formats: formats(source.times ?? file.profile.times),
      zone: zone,
      isAssumed: rule == .account && setting?.zone == nil
    )
    timeReaders.append(reader)
    return reader
  }

  private func formats(_ times: TimeFormats) -> [InstantFormat] {
    switch times {
    case .formats(let formats): formats
    case .local: [.iso8601] + (dateOrder ?? .dayFirst).formats
    }
  }

  /// The columns whose cells tell events apart that have no identifier.
  func identityFields() -> [FieldReader] {
    mapping.identityColumns
      .map { reader(of: FieldSource(.column($0))) }
      .filter(\.isPresent)
  }

  /// The fields beyond the known ones: mapped attributes, then the columns that nobody names.
  func attributeFields() -> [(name: String, field: FieldReader)] {
    guard mapping.table.keepsAttributes else {
      report.unusedColumns = unnamedColumns
      return []
    }
    let known = Set(mapping.table.knownFields)
    var result: [(name: String, field: FieldReader)] = []
    for name in mapping.fields.keys.sorted()
    where !known.contains(name) && !isConsent(name) && !isLink(name) {
      if let field = field(name) { result.append((name, field)) }
    }
    report.keptColumns = unnamedColumns
    report.unusedColumns = mapping.ignoredColumns.filter { context.columns[$0] != nil }
    for column in unnamedColumns {
      result.append((column, reader(of: FieldSource(.column(column)))))
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

  /// The fields with identifiers in other tools.
  func linkFields() -> [KeyReader] {
    mapping.fields.keys.sorted().filter(isLink).compactMap { name in
      keyField(name, of: String(name.dropFirst("id_".count)))
    }
  }

  private func isConsent(_ name: String) -> Bool {
    mapping.table == .contacts && name.hasPrefix("consent_") && name != "consent_email_at"
  }

  private func isLink(_ name: String) -> Bool {
    mapping.table == .contacts && name.hasPrefix("id_")
  }

  private var unnamedColumns: [String] {
    let named = Set(file.tables.flatMap(\.columns))
    return file.profile.translated(reader.header).filter {
      !named.contains($0) && !mapping.ignoredColumns.contains($0)
    }
  }

  // MARK: Rows

  /// Calls `body` for every row that fulfils the conditions, in the order of the file.
  func forEachRow(_ body: (CSVBatch, Int) throws -> Fate) throws {
    begin()
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count {
        deliverDamaged(before: batch.line(record))
        count(try fate(batch, record, body))
      }
    }
    finish()
  }

  /// Calls `body` as ``forEachRow(_:)`` does, with what a thread has read of the batch before.
  ///
  /// `usual` takes the rows of which that says everything, and returns whether it took one; rows
  /// that it takes reject nothing, so that damaged rows before them need not be told yet. `counted`
  /// gets their number before the report is closed.
  func forEachRow(
    threads: Int,
    makeState: @Sendable () -> EventColumns,
    usual: (inout EventColumns, Int) -> Bool,
    counted: (Int) -> Void,
    _ body: (inout EventColumns, CSVBatch, Int) throws -> Fate
  ) throws {
    begin()
    let isUnconditional = conditions.isEmpty
    var taken = 0
    _ = try reader.forEachBatch(
      threads: threads,
      makeState: makeState,
      { state, batch in state.read(batch) },
      inOrder: { state, batch in
        for record in 0..<batch.count {
          if isUnconditional, usual(&state, record) {
            taken += 1
            continue
          }
          deliverDamaged(before: batch.line(record))
          count(try fate(batch, record) { try body(&state, $0, $1) })
        }
      }
    )
    report.used += taken
    counted(taken)
    finish()
  }

  private func fate(
    _ batch: CSVBatch,
    _ record: Int,
    _ body: (CSVBatch, Int) throws -> Fate
  ) rethrows -> Fate? {
    conditions.allSatisfy { $0.isFulfilled(batch, record) } ? try body(batch, record) : nil
  }

  private func count(_ fate: Fate?) {
    switch fate {
    case .used: report.used += 1
    case .duplicate: report.duplicates += 1
    case .rejected: report.rejected += 1
    case nil: report.otherRows += 1
    }
  }

  private func begin() { reader.select(usedColumns) }

  private func finish() {
    deliverDamaged(before: .max)
    report.rejected += reader.rejectedCount
    report.rows = report.used + report.duplicates + report.rejected + report.otherRows
    report.shortRows = reader.paddedCount
    report.outsideLines = reader.outsideLineCount
    report.addTimes(timeReaders.map(\.tally))
    for rule in LinkRule.allCases where links[rule.rawValue] > 0 {
      report.links["\(rule)"] = links[rule.rawValue]
    }
  }

  /// Passes on the rejects of damaged rows that stand before a line, so that all rejects come in
  /// the order of the file whatever the batches are.
  private func deliverDamaged(before line: Int) {
    while let reject = damaged.next(before: line) { deliver(reject) }
  }

  private func deliver(_ reject: Reject) {
    report.rejectsByCode[reject.code, default: 0] += 1
    options.onReject(reject)
  }

  /// The newest time that its rows tell of records; nil where they tell none.
  var latestTime: Int64? { timeReaders.map(\.latest).max() }

  /// Notes by which rule rows found their persons.
  func count(_ link: LinkRule, _ rows: Int = 1) { links[link.rawValue] += rows }

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
    deliver(
      Reject(
        location: SourceLocation(
          file: file.name,
          line: batch.line(record),
          column: column.map { $0 + 1 },
          byte: batch.byte(record)
        ),
        columnName: field?.columnName ?? "",
        code: code.rawValue,
        value: options.showsValues ? text : Reject.shape(of: text),
        hint: hint
      )
    )
  }
}

/// Rejects of damaged rows, which the reader may find before the rows ahead of them are used.
private final class RejectQueue: Sendable {
  private let waiting = Mutex<(rejects: [Reject], next: Int)>(([], 0))
  private let count = Atomic<Int>(0)

  func add(_ reject: Reject) {
    waiting.withLock { $0.rejects.append(reject) }
    count.add(1, ordering: .relaxed)
  }

  /// Takes out the first reject, if it stands before a line.
  func next(before line: Int) -> Reject? {
    guard count.load(ordering: .relaxed) > 0 else { return nil }
    return waiting.withLock { queue in
      guard queue.next < queue.rejects.count, queue.rejects[queue.next].location.line < line else {
        return nil
      }
      queue.next += 1
      defer {
        if queue.next == queue.rejects.count { queue = ([], 0) }
      }
      count.subtract(1, ordering: .relaxed)
      return queue.rejects[queue.next - 1]
    }
  }
}

extension InputFile {
  /// The order of day and month in the columns with regional dates; nil where there are none.
  ///
  /// - Throws: `CRMDataError` when the cells prove neither order or both, and nobody said it.
  func dateOrder(
    of mapping: TableMapping,
    _ columns: [String: Int],
    _ setting: ToolSetting?
  ) throws -> DateOrder? {
    let positions = mapping.fields.keys.sorted().compactMap { name -> Int? in
      guard let source = mapping.fields[name], (source.times ?? profile.times) == .local,
        Self.timeFields.contains(name), case .column(let column) = source.origin
      else { return nil }
      return columns[column]
    }
    if positions.isEmpty { return nil }
    if let order = setting?.dateOrder { return order }
    let proven = try provenOrders(positions)
    if proven.count == 1 { return proven.first }
    throw CRMDataError(
      .ambiguousDates,
      proven.isEmpty
        ? "no date shows whether the day or the month comes first"
        : "some dates begin with the day and some with the month",
      at: SourceLocation(file: name, line: headerLine ?? 1),
      hint: "say it in the configuration: tools: {\(profile.name): {dates: day-first}}"
    )
  }

  private static let timeFields: Set<String> = [
    "created_at", "updated_at", "occurred_at", "sent_at", "closed_at", "converted_at",
  ]

  /// A file without any such date proves the order of the day, which then does not matter.
  private func provenOrders(_ positions: [Int]) throws -> Set<DateOrder> {
    let reader = try reader { _ in }
    var proven: Set<DateOrder> = []
    var hasDates = false
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count {
        for column in positions {
          let cell = batch.field(record, column)
          guard !cell.isEmpty, InstantFormat.iso8601.parse(cell) == nil else { continue }
          hasDates = true
          if let order = DateOrder.proven(by: cell) { proven.insert(order) }
        }
      }
    }
    return hasDates ? proven : [.dayFirst]
  }
}
