extension CSVReader {
  /// Takes away what stands for quotes that are text, in place: one of two quotes, and the escape
  /// before one.
  ///
  /// An escape before anything else stays, and so do two of them: as PHP writes and reads it, `\\`
  /// is two bytes of text, and the second one does not speak for a quote behind it.
  ///
  /// - Parameters:
  ///   - bytes: What stands between the quotes of the cell.
  ///   - quote: The quote of the dialect.
  ///   - escape: The escape of the dialect.
  /// - Returns: How many bytes are left.
  static func unescape(
    _ bytes: UnsafeMutableRawBufferPointer,
    quote: UInt8?,
    escape: UInt8?
  ) -> Int {
    var target = 0
    forEachByteOfText(UnsafeRawBufferPointer(bytes), quote: quote, escape: escape) { byte in
      bytes[target] = byte
      target += 1
    }
    return target
  }

  /// How many bytes ``unescape(_:quote:escape:)`` would leave.
  static func unescapedCount(
    _ bytes: UnsafeRawBufferPointer,
    quote: UInt8?,
    escape: UInt8?
  ) -> Int {
    var count = 0
    forEachByteOfText(bytes, quote: quote, escape: escape) { _ in count += 1 }
    return count
  }

  @inline(__always)
  private static func forEachByteOfText(
    _ bytes: UnsafeRawBufferPointer,
    quote: UInt8?,
    escape: UInt8?,
    _ body: (UInt8) -> Void
  ) {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      let next = position + 1 < bytes.count ? bytes[position + 1] : nil
      if byte == quote {
        body(byte)
        position += 2
      } else if byte == escape, next == quote {
        position += 1
        body(bytes[position])
        position += 1
      } else {
        body(byte)
        position += 1
        if byte == escape, next == byte {
          body(byte)
          position += 1
        }
      }
    }
  }
}
