import CRMData
import CivilTime

/// Makes the cells of a target's row from what is known of a contact.
struct RowFormatter {
  private let writer: WriterMap
  private let carriedNames: [[String]]
  private let scoredAt: Instant

  init(_ target: Target, directory: ContactDirectory, scoredAt: Instant) {
    writer = target.writer
    carriedNames = directory.carriedNames
    self.scoredAt = scoredAt
  }

  /// The fields of the results that rows are made of.
  static func fields(of writer: WriterMap) -> Set<ResultField> {
    var fields = Set(writer.files.flatMap(\.columns).flatMap(\.values).map(\.field))
    if writer.reach != nil { fields.insert(writer.rows == .contacts ? .sendAt : .plannedAt) }
    return fields
  }

  /// The cells of a row.
  func cells(_ file: TargetFile, _ identity: Identity, _ row: ResultRow)
    -> Result<[String], LeftOut.Cause>
  {
    var cells: [String] = []
    for (position, column) in file.columns.enumerated() {
      guard let cell = cell(column, identity, row) else { return .failure(.badJSON) }
      let mayBeEmpty = writer.emptyCell == .keeps && position != file.keyColumn
      // A carried cell says what the tool already has: it can blank nothing.
      if cell.isEmpty, !mayBeEmpty, !column.isCarried || column.isKey {
        return .failure(.emptyCell)
      }
      cells.append(cell)
    }
    return .success(cells)
  }

  /// One cell; nil when the tool's own cell cannot be merged with.
  private func cell(_ column: TargetColumn, _ identity: Identity, _ row: ResultRow) -> String? {
    switch column.content {
    case .value(let value): text(value, identity, row)
    case .carried(let names): carried(names, identity)
    case .tags(let patterns, let separator): tags(patterns, separator, identity, row)
    case .merged(let names, let members): merged(carried(names, identity), members, identity, row)
    }
  }

  private func carried(_ names: [String], _ identity: Identity) -> String {
    guard let record = identity.record, let index = carriedNames.firstIndex(of: names) else {
      return ""
    }
    return record.cells[index]
  }

  private func tags(
    _ patterns: [TagPattern],
    _ separator: String,
    _ identity: Identity,
    _ row: ResultRow
  ) -> String {
    patterns.map { pattern in
      var tag = pattern.texts[0]
      for (value, after) in zip(pattern.values, pattern.texts.dropFirst()) {
        tag += text(value, identity, row).replacing(separator, with: " ") + after
      }
      return tag
    }.joined(separator: separator)
  }

  private func merged(
    _ object: String,
    _ members: [(name: String, value: TargetValue)],
    _ identity: Identity,
    _ row: ResultRow
  ) -> String? {
    let isEmpty = TextRules.trimmed(object).isEmpty
    return JSONObjectText(isEmpty ? "{}" : object)?.replacing(
      members.compactMap { name, value in
        let text = text(value, identity, row)
        guard !text.isEmpty else { return nil }
        let isNumber = value.field.isNumber && value.words.isEmpty && Double(text) != nil
        return (name, isNumber ? text : JSONObjectText.quoted(text))
      }
    )
  }

  // MARK: - Values

  private func text(_ value: TargetValue, _ identity: Identity, _ row: ResultRow) -> String {
    let text =
      switch value.field {
      case .contactID: identity.contactID
      case .nativeID: identity.nativeID ?? ""
      case .email: identity.email
      case .gradeLetter: String(row.text(.gradeLetter).prefix(1))
      case .topReason: TopReason.words(of: row.text(.topReason))
      case .scoredAt: ValueText.instant(scoredAt, value)
      case .sendAt, .plannedAt:
        Instant.parse(row.text(value.field)).map { ValueText.instant($0, value) } ?? ""
      default: row.text(value.field)
      }
    return written(text, value)
  }

  private func written(_ text: String, _ value: TargetValue) -> String {
    if let word = value.words[text] { return word }
    let field = value.field
    if field.isNumber { return ValueText.number(text, value) }
    let cased = value.isLowerCased ? text.lowercased() : text
    return field.isIdentity || field.isInstant ? cased : writer.text.applied(to: cased)
  }
}

extension TargetColumn {
  var isCarried: Bool { if case .carried = content { true } else { false } }
}
