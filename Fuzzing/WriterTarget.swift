@testable import CSV
import Foundation

/// Rows in any style: written and read they are the same rows; numbers are what C prints.
enum WriterTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    checkNumber(input)
    let delimiter = input.pick(0, Array(",;\t|:x".utf8))
    let quote: UInt8 = input.pick(1, Array("\"\"\"'`".utf8))
    let dialect = CSVDialect(delimiter: delimiter, quote: quote)
    let style = CSVStyle(
      quoting: input.pick(2, CSVStyle.Quoting.allCases),
      lineEnd: input.pick(2, shift: 1, CSVStyle.LineEnd.allCases),
      hasByteOrderMark: input[2] & 4 != 0,
      guardsFormulas: input[2] & 8 != 0
    )
    let width = 1 + input[3] % 6
    let rows = rows(of: input.content, width: width)
    do { try write(rows, width, dialect, style) } catch { fatalError("FINDING: \(error)") }
    var options = ReadingOptions()
    options.dialect = dialect
    options.windowBytes = 64 + input[4]
    guard case .success(let reading) = options.read(ScratchFile.path) else {
      fatalError("FINDING: what was written can be read")
    }
    let expected = style.guardsFormulas ? rows.map { $0.map(guarded) } : rows
    require(reading.rejects.isEmpty, "what was written has no rejects")
    require(reading.rows == expected, "what was written is read")
    require(reading.paddedCount == 0 && reading.blankCount == 0, "no row is short or blank")
  }

  /// Cells between zero bytes, rows of some cells each.
  private static func rows(of content: [UInt8], width: Int) -> [[[UInt8]]] {
    let cells = content.split(separator: 0, omittingEmptySubsequences: false)
      .map { Array(String(decoding: $0, as: UTF8.self).utf8) }
    return stride(from: 0, to: cells.count - cells.count % width, by: width).map {
      Array(cells[$0..<$0 + width])
    }
  }

  private static func write(
    _ rows: [[[UInt8]]],
    _ width: Int,
    _ dialect: CSVDialect,
    _ style: CSVStyle
  ) throws {
    let file = try OutputFile(path: ScratchFile.path)
    let header = (0..<width).map { "name \($0)" }
    let writer = CSVWriter(to: file, dialect: dialect, style: style, header: header)
    for row in rows {
      for cell in row { cell.withUnsafeBytes { writer.field($0) } }
      try writer.endRecord()
    }
    try file.commit()
  }

  /// A text that a spreadsheet would run gets a quote before it, unless it is a number.
  private static func guarded(_ cell: [UInt8]) -> [UInt8] {
    guard let first = cell.first, "=+-@\t\r".utf8.contains(first) else { return cell }
    return isDecimal(cell) ? cell : [UInt8(ascii: "'")] + cell
  }

  private static func isDecimal(_ cell: [UInt8]) -> Bool {
    let text = String(decoding: cell, as: UTF8.self)
    return text.wholeMatch(of: #/[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/#) != nil
  }

  private static func checkNumber(_ input: FuzzInput) {
    let bits = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(input[$1]) }
    let value = Double(bitPattern: bits)
    guard value.isFinite else { return }
    var text: [UInt8] = []
    NumberText.append(value, to: &text)
    require(Double(String(decoding: text, as: UTF8.self)) == value, "the shortest text reads back")
    for digits in [1, 6, 1 + input.content.count % 17] {
      text = []
      NumberText.append(value, significantDigits: digits, to: &text)
      let printed = String(format: "%.\(digits - 1)e", value)
      let ours = String(decoding: text, as: UTF8.self)
      require(strtod(ours, nil) == strtod(printed, nil), "\(ours) is rounded as \(printed)")
    }
  }
}
