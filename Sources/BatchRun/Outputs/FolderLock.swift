#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Keeps two runs from writing into one folder; the lock goes with the process.
final class FolderLock {
  private let descriptor: CInt

  /// Locks an existing folder.
  ///
  /// - Throws: ``BatchRunError`` when another run has it.
  init(_ folder: String) throws(BatchRunError) {
    descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    // A file system without locks must not keep anybody from working.
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK else {
      return
    }
    close(descriptor)
    throw BatchRunError(
      .folderBusy,
      "another run is writing into '\(folder)'",
      hint: "wait until it has ended, or choose another --output"
    )
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
