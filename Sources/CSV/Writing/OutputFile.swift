import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that appears whole or not at all.
///
/// Bytes go to `<path>.partial` beside the target; ``commit()`` brings them to the disk and
/// renames the file. Without a commit the partial file disappears and an older file at the path
/// stays as it was. A pipe or a device, which cannot be replaced, is written to directly.
///
/// A failed write is kept and thrown by the next ``CSVWriter/endRecord()`` or ``commit()``.
public final class OutputFile {
  /// The target, as the user named it.
  public let path: String

  private let partialPath: String?
  private var descriptor: CInt
  private var isCommitted = false
  private var buffer: [UInt8] = []
  private var failure: CSVError?

  private static let bufferSize = 256 << 10

  /// Creates the partial file.
  ///
  /// - Parameter path: The target; its directory must exist.
  /// - Throws: ``CSVError`` with code `output.not-writable` when it cannot be created.
  public init(path: String) throws(CSVError) {
    self.path = path
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR {
      throw CSVError(
        .notWritable,
        "cannot create \(path): there is a directory of that name",
        hint: "name a file in it"
      )
    }
    partialPath = !exists || kind == S_IFREG ? path + ".partial" : nil
    let flags = O_WRONLY | O_CLOEXEC | (partialPath == nil ? 0 : O_CREAT | O_TRUNC)
    descriptor = open(partialPath ?? path, flags, 0o666)
    guard descriptor >= 0 else {
      throw CSVError(
        .notWritable,
        "cannot create \(path): \(String(cString: strerror(errno)))",
        hint: "check that the directory exists and may be written to"
      )
    }
    buffer.reserveCapacity(Self.bufferSize + 4096)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted, let partialPath { unlink(partialPath) }
  }

  /// Appends bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) {
    buffer.append(contentsOf: bytes)
    flushIfFull()
  }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) {
    buffer.append(contentsOf: bytes)
    flushIfFull()
  }

  /// Appends text as UTF-8.
  public func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    flushIfFull()
  }

  /// Lets `body` append to the buffer itself.
  func append(_ body: (inout [UInt8]) -> Void) {
    body(&buffer)
    flushIfFull()
  }

  /// Throws what an earlier write failed with.
  func checkWrites() throws(CSVError) {
    if let failure { throw failure }
  }

  /// Writes what is left and waits for the disk; the file is whole, but not in its place yet.
  ///
  /// Nothing can be written afterwards. Several files that belong together are all finished before
  /// the first is committed, so that a full disk leaves all of the old ones.
  ///
  /// - Throws: ``CSVError`` with code `output.write-failed`; the partial file is removed then.
  public func finish() throws(CSVError) {
    precondition(descriptor >= 0, "an output file is finished once")
    flush()
    // Pipes and devices have nothing to synchronise and say so with EINVAL.
    if fsync(descriptor) != 0, partialPath != nil { noteFailure() }
    if close(descriptor) != 0 { noteFailure() }
    descriptor = -1
    if failure != nil, let partialPath { unlink(partialPath) }
    try checkWrites()
  }

  /// Finishes the file where that was not done, and puts it in its place.
  ///
  /// - Throws: ``CSVError`` with code `output.write-failed`; the partial file is removed then.
  public func commit() throws(CSVError) {
    precondition(!isCommitted, "an output file is committed once")
    if descriptor >= 0 { try finish() }
    if let partialPath, rename(partialPath, path) != 0 { noteFailure() }
    try checkWrites()
    isCommitted = true
  }

  private func flushIfFull() {
    if buffer.count >= Self.bufferSize { flush() }
  }

  private func flush() {
    precondition(descriptor >= 0, "an output file is not written to after its commit")
    if failure == nil { buffer.withUnsafeBytes(writeAll) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      #if canImport(Glibc)
      let count = Glibc.write(descriptor, part.baseAddress, part.count)
      #else
      let count = Darwin.write(descriptor, part.baseAddress, part.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        return noteFailure()
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Keeps the first failure: those after it are its consequences.
  private func noteFailure() {
    failure =
      failure
      ?? CSVError(
        .writeFailed,
        "cannot write \(path): \(String(cString: strerror(errno)))",
        hint: "make room on the disk or check the network share, then run again"
      )
  }
}
