import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file whose bytes are the text itself: not compressed, in UTF-8, and to be read from anywhere.
final class PlainFile: Sendable {
  /// How many bytes of byte order marks stand before the text.
  let textStart: Int
  /// How many bytes there were when the file was opened.
  let size: Int
  private let descriptor: CInt
  private let path: String

  /// `nil` for anything else, such as a pipe or compressed data.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
    var start: [UInt8] = Array(repeating: 0, count: 3)
    var textStart = 0
    while pread(descriptor, &start, 3, off_t(textStart)) == 3, start == [0xEF, 0xBB, 0xBF] {
      textStart += 3
    }
    self.textStart = textStart
    if textStart == 0, start.starts(with: GzipSource.magic) { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Reads bytes from some place of the text on.
  ///
  /// - Parameters:
  ///   - buffer: Where to write them.
  ///   - byte: How many bytes of the text to pass over.
  /// - Returns: How many bytes were read; 0 only at the end.
  /// - Throws: ``CSVError`` with code `csv.unreadable`.
  func read(into buffer: UnsafeMutableRawBufferPointer, at byte: Int) throws(CSVError) -> Int {
    while true {
      let place = off_t(textStart + byte)
      let count = pread(descriptor, buffer.baseAddress, buffer.count, place)
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

/// The text of a plain file from some place on.
final class PlainFileSource: ByteSource {
  private let file: PlainFile
  private var next: Int

  init(_ file: PlainFile, from byte: Int) {
    self.file = file
    next = byte
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let count = try file.read(into: buffer, at: next)
    next += count
    return count
  }
}

/// A source that knows how far it was read.
final class CountingSource: ByteSource {
  /// How many bytes were read.
  private(set) var count = 0
  private let upstream: any ByteSource

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let read = try upstream.read(into: buffer)
    count += read
    return read
  }
}
