import CKernels

/// A few words, each with a code: the values of a column such as a type or a channel.
///
/// Words are compared byte by byte; spaces and tabs around a cell do not count.
///
///     let channels = WordCodes(["email": 0, "sms": 1])
///     batch.column(4).readCodes(of: channels, into: &codes)
public struct WordCodes: Sendable {
  /// How many words there are.
  public private(set) var count = 0

  /// Short words, in the first free place from their hash on; up to a fourth of the places is used.
  private var slots: [Slot] = Array(repeating: Slot(), count: 64)
  /// What the hash multiplies with.
  private var factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Words of more than 16 bytes.
  private var longWords: [[UInt8]: UInt8] = [:]

  /// Creates a table of words.
  public init(_ codes: [String: UInt8] = [:]) {
    for (word, code) in codes { insert(word, code: code) }
  }

  /// Adds a word, or gives it another code.
  public mutating func insert(_ word: String, code: UInt8) {
    var word = word
    word.withUTF8 { insert(UnsafeRawBufferPointer($0), code: code) }
  }

  /// Adds a word, or gives it another code.
  public mutating func insert(_ word: UnsafeRawBufferPointer, code: UInt8) {
    let word = Cell.trimmed(word)
    if self.code(word) == nil { count += 1 }
    guard word.count <= 16 else {
      longWords[Array(word)] = code
      return
    }
    place(Slot(word, code: code))
  }

  /// The code of a cell, if it is one of the words.
  public func code(_ cell: UnsafeRawBufferPointer) -> UInt8? {
    longCode(cell)
  }

  /// The same, not inlined where it is seldom called.
  @inline(never)
  func longCode(_ cell: UnsafeRawBufferPointer) -> UInt8? {
    let word = Cell.trimmed(cell)
    guard word.count <= 16 else { return longWords[Array(word)] }
    return withSlots { $0.code(Slot(word, code: 0)) }
  }

  /// Puts a word in, and looks for a hash that gives each word a place of its own: a search that
  /// takes more than one step now and then costs twice as much as one that never does.
  private mutating func place(_ new: Slot) {
    let words = slots.filter { $0.isUsed && !$0.holdsWord(of: new) } + [new]
    let size = words.count * 4 > slots.count ? slots.count * 2 : slots.count
    for trial in 0..<32 {
      if trial > 0 { factor = factor &* 0xD134_2543_DE82_EF95 | 1 }
      slots = Array(repeating: Slot(), count: size)
      var collisions = 0
      for word in words { collisions += place(word, in: &slots) }
      if collisions == 0 { return }
    }
  }

  /// - Returns: How many places on its way were taken.
  private func place(_ word: Slot, in slots: inout [Slot]) -> Int {
    let mask = slots.count - 1
    var place = word.firstPlace(factor, mask: mask)
    var taken = 0
    while slots[place].isUsed {
      place = (place + 1) & mask
      taken += 1
    }
    slots[place] = word
    return taken
  }

  func withSlots<R>(_ body: (Slots) -> R) -> R {
    slots.withUnsafeBufferPointer { body(Slots(slots: $0, factor: factor)) }
  }

  /// A short word and its code, or nothing.
  struct Slot: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    /// One more than the length of the word; 0 when there is none.
    private var mark: UInt32 = 0
    private(set) var code: UInt8 = 0

    init() {}

    /// The word must have up to 16 bytes.
    init(_ word: UnsafeRawBufferPointer, code: UInt8) {
      self.init(ck_short_key_exact(word.baseAddress, word.count), word.count)
      self.code = code
    }

    @inline(__always)
    init(_ key: ck_short_key, _ count: Int) {
      low = key.low
      high = key.high
      mark = UInt32(truncatingIfNeeded: count) &+ 1
    }

    var isUsed: Bool { mark != 0 }

    @inline(__always)
    func holdsWord(of other: Slot) -> Bool {
      low == other.low && high == other.high && mark == other.mark
    }

    @inline(__always)
    func firstPlace(_ factor: UInt64, mask: Int) -> Int {
      let mixed = (low ^ (high << 23 | high >> 41)) &* factor
      return Int(truncatingIfNeeded: mixed >> 40) & mask
    }
  }

  /// The table while it is read.
  struct Slots {
    let slots: UnsafeBufferPointer<Slot>
    let factor: UInt64

    /// The code of a cell just as it stands; `nil` also for words of more than 16 bytes.
    ///
    /// 16 bytes from the start of the cell on may be read, whatever its length.
    @inline(__always)
    func shortCode(_ cell: UnsafeRawBufferPointer) -> UInt8? {
      guard cell.count <= 16, let start = cell.baseAddress else { return nil }
      let bytes = start.assumingMemoryBound(to: UInt8.self)
      return code(Slot(ck_short_key_with_slack(bytes, cell.count), cell.count))
    }

    @inline(__always)
    func code(_ word: Slot) -> UInt8? {
      let mask = slots.count &- 1
      var place = word.firstPlace(factor, mask: mask)
      while slots[place].isUsed {
        if slots[place].holdsWord(of: word) { return slots[place].code }
        place = (place &+ 1) & mask
      }
      return nil
    }
  }
}

extension WordCodes: Hashable {
  /// Whether both give the same words the same codes.
  public static func == (left: WordCodes, right: WordCodes) -> Bool {
    left.count == right.count && left.longWords == right.longWords
      && left.shortWords == right.shortWords
  }

  /// Feeds words and codes to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(longWords)
    hasher.combine(shortWords)
  }

  private var shortWords: Set<Slot> { Set(slots.filter(\.isUsed)) }
}

extension WordCodes.Slot: Hashable {}
