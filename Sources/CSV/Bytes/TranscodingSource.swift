import Diagnostics

/// Turns UTF-16, Windows-1252 or ISO-8859-1 into UTF-8.
///
/// A surrogate without its partner becomes the byte FF, which no UTF-8 contains, so that the
/// record is rejected rather than changed in silence.
final class TranscodingSource: ByteSource {
  private let upstream: any ByteSource
  private let encoding: CSVEncoding
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 2)
  private var position = 0
  private var end = 0
  private var isAtEnd = false

  init(_ upstream: any ByteSource, from encoding: CSVEncoding) {
    self.upstream = upstream
    self.encoding = encoding
  }

  deinit {
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    var writer = UTF8Writer(buffer)
    while writer.count == 0 {
      try refill()
      if position == end { break }
      switch encoding {
      case .utf16LittleEndian: transcodeUTF16(lowByteFirst: true, to: &writer)
      case .utf16BigEndian: transcodeUTF16(lowByteFirst: false, to: &writer)
      case .windows1252: transcodeBytes(withWindowsBlock: true, to: &writer)
      case .latin1, .utf8: transcodeBytes(withWindowsBlock: false, to: &writer)
      }
    }
    return writer.count
  }

  /// Keeps what one character may need, four bytes, in the buffer until the end is known.
  private func refill() throws(CSVError) {
    while end - position < 4, !isAtEnd {
      let rest = UnsafeRawBufferPointer(rebasing: input[position..<end])
      UnsafeMutableRawBufferPointer(rebasing: input[..<rest.count]).copyMemory(from: rest)
      position = 0
      end = rest.count
      let count = try upstream.read(into: UnsafeMutableRawBufferPointer(rebasing: input[end...]))
      end += count
      isAtEnd = count == 0
    }
  }

  private func transcodeBytes(withWindowsBlock: Bool, to writer: inout UTF8Writer) {
    while position < end, writer.hasRoom {
      let byte = input[position]
      position += 1
      if byte < 0x80 {
        writer.append(byte)
      } else if withWindowsBlock, byte < 0xA0 {
        writer.append(scalar: Self.windowsBlock[Int(byte) - 0x80])
      } else {
        writer.append(scalar: UInt32(byte))
      }
    }
  }

  private func transcodeUTF16(lowByteFirst: Bool, to writer: inout UTF8Writer) {
    while writer.hasRoom, position < end {
      guard position + 1 < end else {
        if isAtEnd {
          writer.append(0xFF)
          position = end
        }
        return
      }
      let unit = codeUnit(at: position, lowByteFirst)
      if unit & 0xF800 != 0xD800 {
        writer.append(scalar: unit)
      } else if unit < 0xDC00, position + 3 < end,
        case let low = codeUnit(at: position + 2, lowByteFirst), low & 0xFC00 == 0xDC00
      {
        writer.append(scalar: 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        position += 2
      } else if unit < 0xDC00, position + 3 >= end, !isAtEnd {
        return
      } else {
        writer.append(0xFF)
      }
      position += 2
    }
  }

  private func codeUnit(at offset: Int, _ lowByteFirst: Bool) -> UInt32 {
    let first = UInt32(input[offset])
    let second = UInt32(input[offset + 1])
    return lowByteFirst ? first | second << 8 : first << 8 | second
  }

  /// What Windows puts where ISO-8859-1 has control characters; five bytes stay as they are.
  private static let windowsBlock: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}

/// Appends scalars as UTF-8 to a buffer.
private struct UTF8Writer {
  private let buffer: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(_ buffer: UnsafeMutableRawBufferPointer) {
    self.buffer = buffer
  }

  /// Whether the longest scalar, four bytes, still fits.
  var hasRoom: Bool { count + 4 <= buffer.count }

  mutating func append(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(scalar))
      return
    }
    let continuations = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3
    let lead: UInt32 = continuations == 1 ? 0xC0 : continuations == 2 ? 0xE0 : 0xF0
    append(UInt8(lead | scalar >> UInt32(6 * continuations)))
    for step in (0..<continuations).reversed() {
      append(UInt8(0x80 | scalar >> UInt32(6 * step) & 0x3F))
    }
  }
}
