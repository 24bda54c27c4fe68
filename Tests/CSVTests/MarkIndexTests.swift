import CKernels
import Testing

@Suite("Structural scan")
struct MarkIndexTests {
  /// The ways that this processor knows.
  static let paths = [CK_PORTABLE, CK_AVX2, CK_AVX512].filter {
    $0.rawValue <= ck_best_path().rawValue
  }

  struct Marks: Equatable {
    var positions: [UInt32] = []
    var breaks: [UInt32] = []
    var highBlocks: [UInt64] = []
  }

  @Test("every path finds what a plain loop finds", arguments: 0..<130)
  func randomBytes(length: Int) {
    var random = SeededGenerator(seed: UInt64(length))
    for variant in 0..<12 {
      let alphabet: [UInt8] =
        variant < 4 ? Array("ab,\"\n\r".utf8) + [0x80] : variant < 8 ? [0x2C] : Array(0...255)
      let count = length * (variant % 4 + 1)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let quote = UInt8(ascii: variant % 2 == 0 ? "\"" : ",")
      let expected = plainMarks(bytes, quote: quote)
      for path in Self.paths {
        let marks = marks(bytes, path, quote: quote, capacity: 100)
        #expect(marks == expected, "path \(path.rawValue), variant \(variant)")
      }
    }
  }

  @Test("no byte behind the text is looked at", arguments: 0..<130)
  func beyond(length: Int) {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    for path in Self.paths {
      let marks = marks(
        text + [0x2C, 0x22, 0x0A, 0x80],
        count: length,
        path,
        quote: 0x22,
        capacity: 4096
      )
      #expect(marks.positions.isEmpty && marks.breaks.isEmpty)
      #expect(marks.highBlocks.allSatisfy { $0 == 0 })
    }
  }

  private func plainMarks(_ bytes: [UInt8], quote: UInt8) -> Marks {
    var marks = Marks()
    marks.highBlocks = Array(repeating: 0, count: bytes.count / 4096 + 1)
    for (position, byte) in bytes.enumerated() {
      if byte >= 0x80 { marks.highBlocks[position / 4096] |= 1 << UInt64(position / 64 % 64) }
      guard byte == 0x2C || byte == quote || byte == 0x0A || byte == 0x0D else { continue }
      if byte != 0x2C { marks.breaks.append(UInt32(marks.positions.count)) }
      marks.positions.append(UInt32(position))
    }
    return marks
  }

  /// Runs a path with little room, which grows as the readers let it grow.
  private func marks(
    _ bytes: [UInt8],
    count: Int? = nil,
    _ path: ck_path,
    quote: UInt8,
    capacity: Int
  ) -> Marks {
    let count = count ?? bytes.count
    var positions = [UInt32](repeating: 0, count: capacity)
    var breaks = positions
    var high = [UInt64](repeating: 0, count: bytes.count / 4096 + 1)
    var index = ck_marks()
    var done = 0
    while done < count {
      let room = positions.count
      done = positions.withUnsafeMutableBufferPointer { positions in
        breaks.withUnsafeMutableBufferPointer { breaks in
          high.withUnsafeMutableBufferPointer { high in
            index.positions = positions.baseAddress
            index.breaks = breaks.baseAddress
            index.high_blocks = high.baseAddress
            index.capacity = room
            return ck_index_marks(path, bytes, done, count, 0x2C, quote, &index)
          }
        }
      }
      if done < count {
        positions += [UInt32](repeating: 0, count: room)
        breaks += [UInt32](repeating: 0, count: room)
      }
    }
    return Marks(
      positions: Array(positions[..<index.position_count]),
      breaks: Array(breaks[..<index.break_count]),
      highBlocks: high
    )
  }
}
