import CKernels

/// The structural scan: every path finds what a plain loop finds, at every alignment, and looks at
/// no byte behind the text.
enum MarksTarget {
  private struct Marks: Equatable {
    var positions: [UInt32] = []
    var breaks: [UInt32] = []
    var highBlocks: [UInt64] = []
  }

  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    let text = Array(input.content.prefix(input[7] & 128 == 0 ? 300 : 10_000))
    let delimiter = input[0] == 0 ? UInt8(ascii: ",") : UInt8(input[0])
    let quote = input[1] == 0 ? UInt8(ascii: "\"") : UInt8(input[1])
    let expected = plainMarks(text, delimiter, quote)
    let paths = [CK_PORTABLE, CK_AVX2, CK_AVX512].filter {
      $0.rawValue <= ck_best_path().rawValue
    }
    for path in paths {
      for shift in [input[2] % 64, 0, 1, 63] {
        let found = marks(text, shift: shift, path, delimiter, quote, capacity: 80 + input[3])
        require(found == expected, "path \(path.rawValue) agrees at alignment \(shift)")
      }
    }
    checkShortKeys(text)
  }

  private static func plainMarks(_ bytes: [UInt8], _ delimiter: UInt8, _ quote: UInt8) -> Marks {
    var marks = Marks()
    marks.highBlocks = Array(repeating: 0, count: bytes.count / 4096 + 1)
    for (position, byte) in bytes.enumerated() {
      if byte >= 0x80 { marks.highBlocks[position / 4096] |= 1 << UInt64(position / 64 % 64) }
      guard byte == delimiter || byte == quote || byte == 0x0A || byte == 0x0D else { continue }
      if byte != delimiter { marks.breaks.append(UInt32(marks.positions.count)) }
      marks.positions.append(UInt32(position))
    }
    return marks
  }

  /// Runs a path with little room, which grows as the readers let it grow.
  private static func marks(
    _ text: [UInt8],
    shift: Int,
    _ path: ck_path,
    _ delimiter: UInt8,
    _ quote: UInt8,
    capacity: Int
  ) -> Marks {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count + shift, alignment: 64)
    defer { room.deallocate() }
    room[shift...].copyBytes(from: text)
    let bytes = room.baseAddress.map { UnsafeRawPointer($0 + shift) }
    var positions = [UInt32](repeating: 0, count: capacity)
    var breaks = positions
    var high = [UInt64](repeating: 0, count: text.count / 4096 + 1)
    var index = ck_marks()
    var done = 0
    while done < text.count {
      let size = positions.count
      done = positions.withUnsafeMutableBufferPointer { positions in
        breaks.withUnsafeMutableBufferPointer { breaks in
          high.withUnsafeMutableBufferPointer { high in
            index.positions = positions.baseAddress
            index.breaks = breaks.baseAddress
            index.high_blocks = high.baseAddress
            index.capacity = size
            return ck_index_marks(path, bytes, done, text.count, delimiter, quote, &index)
          }
        }
      }
      if done < text.count {
        positions += [UInt32](repeating: 0, count: size)
        breaks += [UInt32](repeating: 0, count: size)
      }
    }
    return Marks(
      positions: Array(positions[..<index.position_count]),
      breaks: Array(breaks[..<index.break_count]),
      highBlocks: high
    )
  }

  /// Keys of up to 16 bytes as two numbers, with and without bytes behind them.
  private static func checkShortKeys(_ text: [UInt8]) {
    for count in 0...min(16, text.count) {
      let exact = Array(text[..<count]).withExactBytes { ck_short_key_exact($0.baseAddress, count) }
      let slack = (text + [UInt8](repeating: 0xFF, count: 16)).withExactBytes {
        ck_short_key_with_slack($0.baseAddress, count)
      }
      var (low, high) = (UInt64(0), UInt64(0))
      for (place, byte) in text[..<count].enumerated() {
        if place < 8 { low |= UInt64(byte) << UInt64(8 * place) }
        if place >= 8 { high |= UInt64(byte) << UInt64(8 * (place - 8)) }
      }
      require(exact.low == low && exact.high == high, "a short key is its bytes")
      require(slack.low == low && slack.high == high, "also where bytes stand behind it")
    }
  }
}
