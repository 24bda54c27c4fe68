import CZip
import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A zip archive, which is read like a folder: its files are named `FILE.zip/ENTRY`.
public enum ZipArchive {
  /// The names of the files in an archive, in bytewise order.
  ///
  /// Directories are left out, and so is what macOS adds under `__MACOSX/`.
  ///
  ///     for name in try ZipArchive.entryNames(of: "audience.zip") {
  ///       let reader = try CSVReader(contentsOf: "audience.zip/\(name)") { print($0) }
  ///     }
  ///
  /// - Parameter path: The archive.
  /// - Returns: The names, each of which can be appended to `path` and a slash.
  /// - Throws: ``CSVError`` with code `csv.missing-file`, `csv.corrupt-zip`, or `csv.encrypted-zip`
  ///   when any file in it needs a password.
  public static func entryNames(of path: String) throws(CSVError) -> [String] {
    let archive = try OpenArchive(path: path)
    var names: [String] = []
    for index in 0..<archive.entryCount {
      guard let entry = archive.entry(at: index) else { throw corrupt(path) }
      if entry.name.hasSuffix("/") || entry.name.hasPrefix("__MACOSX/") { continue }
      if entry.isEncrypted { throw encrypted("\(path)/\(entry.name)") }
      names.append(entry.name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Cuts `FILE.zip/ENTRY` in two where FILE.zip is a file and no folder.
  static func split(_ path: String) -> (archive: String, entry: String)? {
    var status = stat()
    guard stat(path, &status) != 0, errno == ENOTDIR else { return nil }
    for slash in path.indices where path[slash] == "/" {
      let file = String(path[..<slash])
      guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      return (file, String(path[path.index(after: slash)...]))
    }
    return nil
  }

  /// What to say about an archive that was named where one of its files is needed.
  static func needsEntry(_ path: String) -> CSVError {
    guard let names = try? entryNames(of: path), let first = names.first else {
      return CSVError(
        .binaryFile,
        "\(path) is not text: it begins as a zip archive does",
        hint: "unpack the archive, or export CSV rather than a spreadsheet"
      )
    }
    if names.contains("[Content_Types].xml") {
      return CSVError(
        .binaryFile,
        "\(path) is a spreadsheet, not text",
        hint: "export or save it as CSV UTF-8"
      )
    }
    return CSVError(
      .archive,
      "\(path) is a zip archive of \(names.count) file\(names.count == 1 ? "" : "s")",
      hint: "name one of them, for example \(path)/\(first)"
    )
  }

  static func corrupt(_ path: String) -> CSVError {
    CSVError(
      .corruptZip,
      "the zip archive of \(path) is damaged",
      hint: "copy or download the archive again; unzip -t tells whether it is whole"
    )
  }

  static func encrypted(_ path: String) -> CSVError {
    CSVError(
      .encryptedZip,
      "\(path) needs a password",
      hint: "unpack the archive with its password and name the folder"
    )
  }
}

/// An archive of libzip, open for reading.
final class OpenArchive {
  let handle: OpaquePointer

  init(path: String) throws(CSVError) {
    // A file that is not there gets the same words as any other.
    _ = try FileSource(path: path)
    var code: CInt = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else { throw ZipArchive.corrupt(path) }
    self.handle = handle
  }

  deinit {
    zip_discard(handle)
  }

  var entryCount: UInt64 { UInt64(max(0, zip_get_num_entries(handle, 0))) }

  func entry(at index: UInt64) -> (name: String, isEncrypted: Bool)? {
    var status = zip_stat_t()
    guard zip_stat_index(handle, index, 0, &status) == 0, let name = status.name else { return nil }
    let none = UInt16(ZIP_EM_NONE)
    return (String(cString: name), status.encryption_method != none)
  }
}

/// The bytes of one file in a zip archive, inflated as they are read.
final class ZipEntrySource: ByteSource {
  private let archive: OpenArchive
  private let path: String
  private let file: OpaquePointer

  init(archive archivePath: String, entry: String) throws(CSVError) {
    path = "\(archivePath)/\(entry)"
    archive = try OpenArchive(path: archivePath)
    let index = zip_name_locate(archive.handle, entry, 0)
    guard index >= 0 else {
      throw CSVError(
        .missingFile,
        "there is no file \(entry) in \(archivePath)",
        hint: "check the spelling; unzip -l \(archivePath) lists what there is"
      )
    }
    if archive.entry(at: UInt64(index))?.isEncrypted == true { throw ZipArchive.encrypted(path) }
    guard let file = zip_fopen_index(archive.handle, UInt64(index), 0) else {
      throw ZipArchive.corrupt(path)
    }
    self.file = file
  }

  deinit {
    zip_fclose(file)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let count = zip_fread(file, buffer.baseAddress, UInt64(buffer.count))
    // libzip checks the sum of the bytes at the end.
    if count < 0 { throw ZipArchive.corrupt(path) }
    return Int(count)
  }
}
