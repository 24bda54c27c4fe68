import CSV
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that can be read more than once: a pipe is copied to a temporary file first.
final class SpooledInput {
  /// Where the bytes are.
  let path: String
  private let isTemporary: Bool

  /// - Parameter path: A file, a pipe, or `-` for standard input.
  /// - Throws: `CSVError` with code `csv.unreadable` when it cannot be copied.
  init(_ path: String) throws {
    var status = stat()
    let isThere = stat(path, &status) == 0
    // What is not there, or a folder, is told by whoever opens it.
    let isPipe = isThere && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    guard path == "-" || isPipe else {
      self.path = path
      isTemporary = false
      return
    }
    self.path = FileManager.default.temporaryDirectory.path + "/leadtime-\(UUID().uuidString)"
    isTemporary = true
    try Self.copy(path, to: self.path)
  }

  deinit {
    if isTemporary { try? FileManager.default.removeItem(atPath: path) }
  }

  private static func copy(_ path: String, to copy: String) throws {
    let input = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let input, FileManager.default.createFile(atPath: copy, contents: nil),
      let output = FileHandle(forWritingAtPath: copy)
    else {
      throw CSVError(
        .unreadable,
        "cannot copy \(path) to a temporary file",
        hint: "make room in \(FileManager.default.temporaryDirectory.path), or name a file"
      )
    }
    while let block = try input.read(upToCount: 1 << 20), !block.isEmpty {
      try output.write(contentsOf: block)
    }
    try output.close()
  }
}
