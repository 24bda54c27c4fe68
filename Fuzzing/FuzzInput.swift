/// The first bytes of an input as choices, the rest as content.
struct FuzzInput {
  /// How many bytes are choices; `scripts/fuzz` puts as many before each seed.
  static let choiceCount = 8

  private let choices: [UInt8]
  /// What is left.
  let content: [UInt8]

  init(_ bytes: [UInt8]) {
    let head = Array(bytes.prefix(Self.choiceCount))
    choices = head + [UInt8](repeating: 0, count: Self.choiceCount - head.count)
    content = Array(bytes.dropFirst(Self.choiceCount))
  }

  /// A choice as a number from 0 to 255.
  subscript(_ place: Int) -> Int { Int(choices[place]) }

  /// One of some values.
  func pick<Value>(_ place: Int, shift: Int = 0, _ values: [Value]) -> Value {
    values[(self[place] >> shift) % values.count]
  }
}

extension [UInt8] {
  /// Calls `body` with the bytes in memory that ends where they end.
  func withExactBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { room.deallocate() }
    room.copyBytes(from: self)
    return try body(UnsafeRawBufferPointer(room))
  }
}
