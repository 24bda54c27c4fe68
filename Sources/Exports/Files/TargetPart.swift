package import CRMData
import CSV

/// One file as it is written: a header and some rows, within the tool's limits.
package struct TargetPart {
  /// `contacts.csv`, or `contacts-001.csv` where there are several.
  package var name: String
  /// The byte order mark, if any, and the header.
  package var opening: [UInt8]
  /// The rows.
  package var rows: ArraySlice<TargetRow>

  /// How many bytes the file has.
  package var byteCount: Int { rows.reduce(opening.count) { $0 + $1.bytes.count } }

  /// The hash of the file.
  package var digest: String {
    let digest = ContentDigest()
    opening.withUnsafeBytes(digest.update)
    for row in rows { row.bytes.withUnsafeBytes(digest.update) }
    return digest.hexadecimal
  }

  /// Splits rows into files of as many bytes and rows as the dialect allows, and at least one row.
  package static func split(
    _ rows: [TargetRow],
    name: String,
    header: [String],
    dialect: TargetDialect
  ) -> [TargetPart] {
    let mark: [UInt8] = dialect.hasMark ? [0xEF, 0xBB, 0xBF] : []
    let opening = mark + RecordText(dialect).bytes(header)
    var parts: [TargetPart] = []
    var start = 0
    var bytes = opening.count
    func cut(at end: Int) {
      guard end > start else { return }
      parts.append(TargetPart(name: name, opening: opening, rows: rows[start..<end]))
      start = end
      bytes = opening.count
    }
    for (position, row) in rows.enumerated() {
      let isFull =
        position - start == dialect.maximumRows
        || bytes + row.bytes.count > dialect.maximumBytes
      if isFull { cut(at: position) }
      bytes += row.bytes.count
    }
    cut(at: rows.count)
    return numbered(parts, name)
  }

  private static func numbered(_ parts: [TargetPart], _ name: String) -> [TargetPart] {
    guard parts.count > 1 else { return parts }
    let width = max(3, String(parts.count).count)
    let stem = name.dropLast(".csv".count)
    return parts.enumerated().map { index, part in
      var part = part
      part.name = "\(stem)-\(ValueText.filled(String(index + 1), to: width)).csv"
      return part
    }
  }
}
