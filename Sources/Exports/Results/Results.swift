import CRMData
import CivilTime
import Diagnostics
import Foundation

/// The output folder of a run, read contact by contact.
struct Results {
  /// The folder.
  let folder: String
  /// What the results speak of.
  let asOf: Instant

  private struct Manifest: Decodable { var asOf: String }

  /// Reads the manifest of a run.
  ///
  /// - Throws: ``ExportError`` when there is none.
  init(folder: String) throws {
    self.folder = folder
    let path = "\(folder)/manifest.json"
    for name in ["scores.csv", "manifest.json"] {
      try ResultTable.checkPresence(of: name, in: folder)
    }
    guard let data = FileManager.default.contents(atPath: path),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
      let asOf = Instant.parse(manifest.asOf)
    else {
      throw ExportError(
        .damagedResults,
        "the manifest has no as-of instant",
        at: SourceLocation(file: path, line: 1),
        hint: "use the files of one 'leadtime run' as they are"
      )
    }
    self.asOf = asOf
  }

  /// Shows every row: each scored contact, or each planned message.
  func forEachRow(
    of rows: WriterMap.Rows,
    fields: Set<ResultField>,
    _ body: (ResultRow) throws -> Void
  ) throws {
    let main: ResultFile = rows == .contacts ? .scores : .plan
    let driver = try ResultTable(main.name, in: folder)
    var tables = [main: driver]
    var cells: [ResultField: (ResultTable, Int)] = [:]
    let planChannel = rows == .contacts ? nil : try driver.column("channel")
    for field in fields {
      guard let (file, column) = field.place else { continue }
      let table = try tables[file] ?? ResultTable(file.name, in: folder)
      tables[file] = table
      cells[field] = (table, try table.column(column))
    }
    let others = tables.values.filter { $0 !== driver }
    while try driver.advance(), let id = driver.contactID {
      var absent: [ResultTable] = []
      for table in others where !(try table.advance(to: id)) { absent.append(table) }
      let channel = planChannel.map(driver.text)
      try body(ResultRow(contactID: id, planChannel: channel, cells: cells, absent: absent))
    }
  }
}

/// What the results say of one contact; only good until the next row is read.
struct ResultRow {
  /// The contact.
  let contactID: String
  /// The channel of the planned message, where rows are those of the plan.
  let planChannel: String?
  fileprivate let cells: [ResultField: (table: ResultTable, column: Int)]
  fileprivate let absent: [ResultTable]

  fileprivate init(
    contactID: String,
    planChannel: String?,
    cells: [ResultField: (ResultTable, Int)],
    absent: [ResultTable]
  ) {
    self.contactID = contactID
    self.planChannel = planChannel
    self.cells = cells
    self.absent = absent
  }

  /// The text of a field as the results have it; empty where they say nothing.
  func text(_ field: ResultField) -> String {
    guard let (table, column) = cells[field], !absent.contains(where: { $0 === table }) else {
      return ""
    }
    return table.text(column)
  }
}

/// The tables of a run.
enum ResultFile: String {
  case scores
  case sendTimes = "send_times"
  case channels
  case plan = "send_plan"

  var name: String { "\(rawValue).csv" }
}

extension ResultField {
  /// The table and the column that hold it; nil for what is known from elsewhere.
  var place: (file: ResultFile, column: String)? {
    switch self {
    case .contactID, .nativeID, .email, .scoredAt: nil
    case .fit, .engagement, .grade, .segment, .probability, .probabilityLow, .probabilityHigh:
      (.scores, rawValue)
    case .gradeLetter: (.scores, "grade")
    case .topReason: (.scores, "reasons")
    case .hour: (.sendTimes, "local_hour")
    case .day: (.sendTimes, "local_day")
    case .hourOfWeek, .timeZone, .sendAt, .expectedRate, .basis: (.sendTimes, rawValue)
    case .channel: (.channels, "channel")
    case .channelBasis: (.channels, "basis")
    case .channelReason: (.channels, "reason")
    case .plannedAt: (.plan, "send_at")
    case .planReason: (.plan, "reason")
    }
  }
}
