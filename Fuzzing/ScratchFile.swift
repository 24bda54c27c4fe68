import Foundation

/// A file that each input overwrites.
enum ScratchFile {
  /// A folder of this process; `scripts/fuzz` removes it.
  static let folder: String = {
    var template = Array((NSTemporaryDirectory() + "/leadtime-fuzz-XXXXXX").utf8CString)
    guard let folder = mkdtemp(&template) else { fatalError("no temporary folder") }
    return String(cString: folder)
  }()

  static let path = folder + "/input.csv"

  private static let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)

  /// Makes the file hold these bytes.
  static func write(_ bytes: [UInt8]) {
    guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    else { fatalError("cannot write \(path)") }
  }
}
