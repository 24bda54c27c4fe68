extension CivilDateTime: CustomStringConvertible {
  /// `2025-06-30T22:00:00`, with milliseconds or microseconds only where they are not zero.
  public var description: String { text(suffix: "") }

  /// The date and time in ISO 8601, and a suffix of at most one character.
  func text(suffix: StaticString) -> String {
    guard isPossible, (0...9_999).contains(year) else {
      return "\(year)-\(month)-\(day)T\(hour):\(minute):\(second).\(microsecond)\(suffix)"
    }
    // 19 characters, 7 for the fraction, and the suffix.
    return String(unsafeUninitializedCapacity: 27) { buffer in
      var writer = Writer(buffer: buffer)
      writer.write(year, width: 4)
      writer.write("-")
      writer.write(month, width: 2)
      writer.write("-")
      writer.write(day, width: 2)
      writer.write("T")
      writer.write(hour, width: 2)
      writer.write(":")
      writer.write(minute, width: 2)
      writer.write(":")
      writer.write(second, width: 2)
      if microsecond % 1_000 != 0 {
        writer.write(".")
        writer.write(microsecond, width: 6)
      } else if microsecond != 0 {
        writer.write(".")
        writer.write(microsecond / 1_000, width: 3)
      }
      writer.write(suffix)
      return writer.count
    }
  }

  /// Writes text from left to right into a buffer that is large enough.
  private struct Writer {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    mutating func write(_ text: StaticString) {
      for index in 0..<text.utf8CodeUnitCount { buffer[count + index] = text.utf8Start[index] }
      count += text.utf8CodeUnitCount
    }

    /// Writes the last digits of a number, padded with zeros.
    mutating func write(_ value: Int, width: Int) {
      var rest = value
      for index in (0..<width).reversed() {
        buffer[count + index] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      count += width
    }
  }
}
