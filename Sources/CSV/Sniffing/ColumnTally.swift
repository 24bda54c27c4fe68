/// Counts of what the cells of one column look like.
struct ColumnTally {
  private var counts = [Int](repeating: 0, count: CellKind.allCases.count)
  private var firstLines = [Int](repeating: 0, count: CellKind.allCases.count)
  /// Whole numbers that could be seconds, milliseconds or microseconds since 1970.
  private var epochs = [0, 0, 0]
  private var longestBytes = 0
  private var values: Set<UInt64> = []
  /// How many values were looked at before the set was full.
  private var valuesCounted = 0

  mutating func add(_ cell: UnsafeRawBufferPointer, line: Int) {
    let kind = CellKind(cell)
    if counts[kind.rawValue] == 0 { firstLines[kind.rawValue] = line }
    counts[kind.rawValue] += 1
    guard kind != .empty else { return }
    longestBytes = max(longestBytes, cell.count)
    if kind == .integer { countEpoch(cell) }
    if values.count < ColumnFinding.distinctLimit {
      values.insert(Self.hash(cell))
      valuesCounted += 1
    }
  }

  /// From the year 2000 to the year 2100.
  private mutating func countEpoch(_ cell: UnsafeRawBufferPointer) {
    guard cell.count >= 9, let value = Cell.int64(cell) else { return }
    let years: ClosedRange<Int64> = 946_684_800...4_102_444_800
    for (unit, scale) in [1, 1000, 1_000_000].enumerated() as EnumeratedSequence<[Int64]>
    where years.contains(value / scale) {
      epochs[unit] += 1
    }
  }

  /// Eight bytes at a time; equal hashes of different values only make a count one too low.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var position = 0
    while position < bytes.count {
      var word: UInt64 = 0
      let length = min(8, bytes.count - position)
      withUnsafeMutableBytes(of: &word) {
        $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]))
      }
      let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      hash = product.high ^ product.low
      position += 8
    }
    return hash
  }

  // MARK: The verdict

  private func count(_ kinds: [CellKind]) -> Int { kinds.reduce(0) { $0 + counts[$1.rawValue] } }

  private var filled: Int {
    counts.reduce(0, +) - count([.empty, .missingWord])
  }

  func finding(name: String, rows: Int) -> ColumnFinding {
    let choice = choice()
    let others = filled - count(choice.kinds)
    return ColumnFinding(
      name: name,
      shape: choice.shape,
      spelling: spelling(choice),
      rows: rows,
      missing: count([.empty]),
      missingWords: count([.missingWord]),
      distinct: values.count,
      longestBytes: longestBytes,
      otherCells: others,
      firstOtherLine: others == 0 ? nil : firstLine(except: choice.kinds),
      confidence: confidence(choice, others: others),
      because: because(choice, others: others)
    )
  }

  private typealias Choice = (shape: ColumnFinding.Shape, kinds: [CellKind])

  private static let days: [CellKind] = [
    .yearFirst, .dayFirst, .monthFirst, .ambiguousOrder, .monthNamed,
  ]
  private static let times: [CellKind] = [
    .yearFirstTime, .dayFirstTime, .monthFirstTime, .ambiguousOrderTime, .monthNamedTime,
  ]
  private static let numbers: [CellKind] = [.integer, .bit, .decimal, .decimalComma]

  /// The narrowest shape that 19 of 20 cells have.
  private func choice() -> Choice {
    if filled == 0 { return (.empty, []) }
    let bits: [CellKind] = [.boolean, .bit]
    if fits(bits), count([.boolean]) > 0 || values.count == 2 { return (.boolean, bits) }
    let wholes: [CellKind] = [.integer, .bit]
    if fits(wholes) { return (epochUnit == nil ? .integer : .epoch, wholes) }
    if fits(Self.numbers) { return (.decimal, Self.numbers) }
    if fits(Self.days) { return (.date, Self.days) }
    if fits(Self.days + Self.times) { return (.dateTime, Self.days + Self.times) }
    if fits([.email]) { return (.email, [.email]) }
    if fits([.json]) { return (.json, [.json]) }
    return textChoice()
  }

  private func textChoice() -> Choice {
    let codes: [CellKind] = [.code, .integer, .bit]
    let differs = values.count > 100 || values.count * 20 >= valuesCounted * 19
    if fits(codes), differs, valuesCounted > 1 {
      return (.identifier, codes)
    }
    let all = CellKind.allCases.filter { $0 != .empty && $0 != .missingWord }
    let isRepeated = values.count <= 100 && values.count * 3 <= valuesCounted
    return (isRepeated && longestBytes <= 80 ? .word : .text, all)
  }

  private func fits(_ kinds: [CellKind]) -> Bool { count(kinds) * 20 >= filled * 19 }

  private var epochUnit: Int? { epochs.firstIndex { $0 == filled && $0 > 0 } }

  private func spelling(_ choice: Choice) -> ColumnFinding.TimeSpelling? {
    switch choice.shape {
    case .epoch:
      return epochUnit.map { [.epochSeconds, .epochMilliseconds, .epochMicroseconds][$0] }
    case .date, .dateTime: break
    default: return nil
    }
    let dayFirst = count([.dayFirst, .dayFirstTime])
    let monthFirst = count([.monthFirst, .monthFirstTime])
    if dayFirst > 0 && monthFirst > 0 { return .contradictory }
    if dayFirst > 0 { return .dayFirst }
    if monthFirst > 0 { return .monthFirst }
    if count([.ambiguousOrder, .ambiguousOrderTime]) > 0 { return .ambiguous }
    return count([.yearFirst, .yearFirstTime]) > 0 ? .yearFirst : .monthNamed
  }

  private func firstLine(except kinds: [CellKind]) -> Int? {
    CellKind.allCases
      .filter { !kinds.contains($0) && $0 != .empty && $0 != .missingWord }
      .filter { counts[$0.rawValue] > 0 }
      .map { firstLines[$0.rawValue] }.min()
  }

  private func confidence(_ choice: Choice, others: Int) -> CSVConfidence {
    if let spelling = spelling(choice), spelling == .ambiguous || spelling == .contradictory {
      return .low
    }
    if filled < 10 { return .low }
    return others == 0 && choice.shape != .epoch ? .high : .medium
  }

  private func because(_ choice: Choice, others: Int) -> String {
    switch choice.shape {
    case .empty: return "no cell has a value"
    case .identifier, .word, .text:
      let isFull = values.count >= ColumnFinding.distinctLimit
      return "\(values.count) different values among \(isFull ? "the first " : "")\(valuesCounted)"
    default: break
    }
    let comma = count([.decimalComma]) > 0 ? ", with a decimal comma" : ""
    return others == 0
      ? "all \(filled) values are\(comma)" : "\(filled - others) of \(filled) values are\(comma)"
  }
}
