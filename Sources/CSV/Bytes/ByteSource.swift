import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A stage that hands out bytes in order: a file, or another stage's bytes inflated or transcoded.
protocol ByteSource: AnyObject {
  /// Writes some bytes to the start of the buffer, which has room for 16 at least.
  ///
  /// - Returns: How many bytes were written; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int
}

/// The bytes of a file, a pipe or a device.
final class FileSource: ByteSource {
  private let descriptor: CInt
  private let path: String

  /// From where `descriptor` is set, a throwing initializer runs `deinit`, which closes it.
  init(path: String) throws(CSVError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR {
        throw CSVError(
          .missingFile,
          "there is no file \(path)",
          hint: "check the spelling and the directory that the command runs in"
        )
      }
      throw CSVError(
        .unreadable,
        "cannot open \(path): \(String(cString: strerror(errno)))",
        hint: "check the permissions of the file"
      )
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw CSVError(
        .directory,
        "\(path) is a directory, not a CSV file",
        hint: "name a file in it, for example \(path)/contacts.csv"
      )
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    while true {
      #if canImport(Glibc)
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
      let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno == EINTR { continue }
      throw CSVError(
        .unreadable,
        "cannot read \(path): \(String(cString: strerror(errno)))",
        hint: "check the disk or the network share, then run again"
      )
    }
  }
}

/// A source whose first bytes can be looked at before they are read.
final class PeekableSource: ByteSource {
  private let upstream: any ByteSource
  private var prefix: [UInt8] = []

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
  }

  /// The next bytes, up to `count`; fewer only at the end.
  func peek(_ count: Int) throws(CSVError) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 16), alignment: 1)
    defer { room.deallocate() }
    while prefix.count < count {
      let got = try upstream.read(into: room)
      if got == 0 { break }
      prefix.append(contentsOf: room[..<got])
    }
    return Array(prefix.prefix(count))
  }

  /// Drops bytes that ``peek(_:)`` has shown.
  func skip(_ count: Int) {
    prefix.removeFirst(count)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    if prefix.isEmpty { return try upstream.read(into: buffer) }
    let count = min(prefix.count, buffer.count)
    buffer.copyBytes(from: prefix[..<count])
    prefix.removeFirst(count)
    return count
  }
}

/// Opens files as UTF-8 whatever they are compressed with or encoded in.
enum ByteSources {
  /// The file's text as UTF-8 without a byte order mark, and the encoding it was stored in.
  static func open(
    _ path: String,
    declared: CSVEncoding?
  ) throws(CSVError) -> (source: any ByteSource, encoding: CSVEncoding) {
    let file = PeekableSource(try FileSource(path: path))
    let plain =
      try file.peek(2) == GzipSource.magic
      ? PeekableSource(GzipSource(file, path: path)) : file
    let encoding = if let declared { declared } else { try encodingByMark(plain) }
    try skipMarks(of: encoding, in: plain)
    return encoding == .utf8
      ? (plain, encoding) : (TranscodingSource(plain, from: encoding), encoding)
  }

  private static func encodingByMark(_ source: PeekableSource) throws(CSVError) -> CSVEncoding {
    switch try source.peek(2) {
    case [0xFF, 0xFE]: .utf16LittleEndian
    case [0xFE, 0xFF]: .utf16BigEndian
    default: .utf8
    }
  }

  /// Some tools write the mark twice, so all of them go.
  private static func skipMarks(
    of encoding: CSVEncoding,
    in source: PeekableSource
  ) throws(CSVError) {
    let mark: [UInt8]
    switch encoding {
    case .utf8: mark = [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: mark = [0xFF, 0xFE]
    case .utf16BigEndian: mark = [0xFE, 0xFF]
    case .windows1252, .latin1: return
    }
    while try source.peek(mark.count) == mark { source.skip(mark.count) }
  }
}
