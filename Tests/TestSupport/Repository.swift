// TestSupport: what tests of several rooms share. Comes in: nothing. Goes out: places of test data,
// temporary folders and finished processes. No production code may import it.

import Foundation

/// Places in the repository and beside it.
public enum Repository {
  /// The root of the package.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Real data and reference values beside a developer's clone; a stranger's clone has none.
  public static let shared = "\(root)/../shared"

  /// Whether a file or folder is there.
  public static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
