import CSV
import Tables

/// Turns words into codes, asking for each different word only once.
struct WordMemory<Code> {
  private var words = KeyTable()
  private var codes: [Code] = []

  mutating func code(
    _ word: UnsafeRawBufferPointer,
    make: (String) -> Code
  ) -> Code {
    if let id = words.find(word) { return codes[id] }
    _ = words.insert(word)
    let code = make(String(decoding: word, as: UTF8.self))
    codes.append(code)
    return code
  }
}

/// The words of one column, each with a number, and what each of them means once that is known.
struct WordColumn<Code: Sendable>: Sendable {
  private let column: Int
  private var words = KeyTable()
  private var numbers = CellValues<UInt32>()
  private var codes: [Code?] = []
  private let empty: Code?

  /// Reads a column; `empty` is what empty cells mean, nil where that must be asked.
  init(_ column: Int, empty: Code? = nil) {
    self.column = column
    self.empty = empty
  }

  /// Numbers the words of a batch.
  mutating func read(_ batch: CSVBatch) {
    words.insert(batch.column(column), into: &numbers)
  }

  /// What the word of a record means; nil where nobody has been asked yet.
  @inline(__always)
  func known(_ record: Int) -> Code? {
    guard numbers.states[record] == .value else { return empty }
    let number = Int(numbers.values[record])
    return number < codes.count ? codes[number] : nil
  }

  /// What the word of a record means; `make` is asked once for each word.
  ///
  /// An empty cell is nobody's word: it is asked for each time.
  mutating func code(_ record: Int, make: () -> Code) -> Code {
    guard numbers.states[record] == .value else { return make() }
    let number = Int(numbers.values[record])
    while codes.count <= number { codes.append(nil) }
    if let code = codes[number] { return code }
    let code = make()
    codes[number] = code
    return code
  }
}
