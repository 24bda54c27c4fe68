@testable import CSV

/// The rules of the reader, written down a second time: slow, one byte after the other, over a text
/// that is all in memory, without limits.
struct ReferenceReader {
  /// What the rules make of a text.
  struct Expected {
    var headerCells: [String] = []
    var rows: [[[UInt8]]] = []
    var lines: [Int] = []
    var bytes: [Int?] = []
    /// `line code` of each reject.
    var rejects: [String] = []
    var blankCount = 0
    var paddedCount = 0
  }

  private enum Record {
    /// The cells without their quotes, whether each is filled, and where the next record begins.
    case cells([(text: [UInt8], isFilled: Bool)], end: Int, next: Int)
    case fault(String)
  }

  private let text: [UInt8]
  private let markBytes: Int
  private let delimiter: UInt8
  private let quote: UInt8?
  private let escape: UInt8?

  init(_ dialect: CSVDialect, _ file: [UInt8]) {
    var marks = 0
    while file[marks...].starts(with: [0xEF, 0xBB, 0xBF]) { marks += 3 }
    markBytes = marks
    text = Array(file[marks...])
    delimiter = dialect.delimiter
    quote = dialect.quote
    escape = dialect.escape == dialect.quote ? nil : dialect.escape
  }

  /// Reads the text; nil where its header cannot be read.
  func reading() -> Expected? {
    var expected = Expected()
    var position = 0
    var line = 1
    if startsWithSeparatorLine { (position, line) = (lineStart(from: 0), 2) }
    var width: Int?
    while position < text.count {
      switch record(at: position) {
      case .fault(let code):
        guard width != nil else { return nil }
        expected.rejects.append("\(line) csv.\(code)")
        position = lineStart(from: position)
        line += 1
      case .cells(let cells, let end, let next):
        if end == position {
          expected.blankCount += 1
        } else if let width {
          add(cells, position..<end, line: line, width: width, to: &expected)
        } else {
          width = cells.count
          expected.headerCells = cells.map { String(decoding: $0.text, as: UTF8.self) }
        }
        line += lineEnds(in: position..<next)
        position = next
      }
    }
    return width == nil ? nil : expected
  }

  private func add(
    _ cells: [(text: [UInt8], isFilled: Bool)],
    _ place: Range<Int>,
    line: Int,
    width: Int,
    to expected: inout Expected
  ) {
    if cells.dropFirst(width).contains(where: \.isFilled) {
      expected.rejects.append("\(line) csv.ragged-row")
    } else if String(validating: text[place], as: UTF8.self) == nil {
      expected.rejects.append("\(line) csv.invalid-utf8")
    } else {
      let missing = max(0, width - cells.count)
      expected.rows.append(
        cells.prefix(width).map(\.text) + [[UInt8]](repeating: [], count: missing)
      )
      expected.lines.append(line)
      expected.bytes.append(place.lowerBound + markBytes)
      if missing > 0 { expected.paddedCount += 1 }
    }
  }

  /// `sep=;`, which Excel writes.
  private var startsWithSeparatorLine: Bool {
    guard text.starts(with: "sep=".utf8), text.count >= 5 else { return false }
    let mark = text[4]
    return mark > 0 && mark < 0x80 && mark != 0x22 && !isLineEnd(4)
      && (text.count == 5 || isLineEnd(5))
  }

  private func record(at start: Int) -> Record {
    var cells: [(text: [UInt8], isFilled: Bool)] = []
    var at = start
    while true {
      var content: [UInt8] = []
      if let quote, at < text.count, text[at] == quote {
        guard let closing = quoted(&content, from: at + 1, quote) else {
          return .fault("unterminated-quote")
        }
        cells.append((content, closing > at + 1))
        at = closing + 1
        if at < text.count, text[at] != delimiter, !isLineEnd(at) {
          return .fault("text-after-quote")
        }
      } else {
        while at < text.count, text[at] != delimiter, !isLineEnd(at) {
          content.append(text[at])
          at += 1
        }
        cells.append((content, !content.isEmpty))
      }
      guard at < text.count, text[at] == delimiter else { break }
      at += 1
    }
    return .cells(cells, end: at, next: behindLineEnd(at))
  }

  /// Takes the text of a quoted cell; gives the place of its closing quote.
  private func quoted(_ content: inout [UInt8], from start: Int, _ quote: UInt8) -> Int? {
    var at = start
    while at < text.count {
      let next = at + 1 < text.count ? text[at + 1] : nil
      if text[at] == quote {
        guard next == quote else { return at }
        content.append(quote)
        at += 2
      } else if text[at] == escape, next == quote {
        content.append(quote)
        at += 2
      } else if text[at] == escape, next == escape {
        content += [text[at], text[at]]
        at += 2
      } else {
        content.append(text[at])
        at += 1
      }
    }
    return nil
  }

  private func isLineEnd(_ at: Int) -> Bool { text[at] == 0x0A || text[at] == 0x0D }

  private func behindLineEnd(_ at: Int) -> Int {
    guard at < text.count else { return at }
    return text[at] == 0x0D && at + 1 < text.count && text[at + 1] == 0x0A ? at + 2 : at + 1
  }

  private func lineStart(from start: Int) -> Int {
    var at = start
    while at < text.count, !isLineEnd(at) { at += 1 }
    return behindLineEnd(at)
  }

  private func lineEnds(in place: Range<Int>) -> Int {
    var count = 0
    var at = place.lowerBound
    while at < place.upperBound {
      count += isLineEnd(at) ? 1 : 0
      at = isLineEnd(at) ? behindLineEnd(at) : at + 1
    }
    return count
  }
}
