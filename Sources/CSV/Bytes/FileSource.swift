import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The bytes of a file, a pipe or a device; `-` is standard input.
final class FileSource: ByteSource {
  private let descriptor: CInt
  private let path: String
  private let isStandardInput: Bool

  /// From where `descriptor` is set, a throwing initializer runs `deinit`, which closes it.
  init(path: String) throws(CSVError) {
    isStandardInput = path == "-"
    self.path = isStandardInput ? "standard input" : path
    descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
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
    if descriptor >= 0, !isStandardInput { close(descriptor) }
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
