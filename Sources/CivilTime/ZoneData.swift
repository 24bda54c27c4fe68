#if canImport(Glibc)
private import Glibc
#elseif canImport(Darwin)
private import Darwin
#endif

/// The time-zone files of the system.
public enum ZoneData {
  /// The folder of the files: `TZDIR` where it is set, else `/usr/share/zoneinfo`.
  public static let directory: String = {
    guard let path = getenv("TZDIR").map({ String(cString: $0) }), !path.isEmpty else {
      return "/usr/share/zoneinfo"
    }
    return path
  }()

  /// The release of the data such as `2025b`, or `unknown`.
  public static let version: String = {
    let firstLine = contents(of: "tzdata.zi", in: directory).map { bytes in
      String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
    }
    if let firstLine, firstLine.hasPrefix("# version ") {
      return String(firstLine.dropFirst("# version ".count))
    }
    let release = contents(of: "+VERSION", in: directory).map { bytes in
      String(decoding: bytes.prefix { $0 > 32 }, as: UTF8.self)
    }
    return release ?? "unknown"
  }()

  /// The names of all zones and links, sorted.
  ///
  /// - Complexity: Lists a folder of some 600 files at each call.
  public static var names: [String] { names(in: directory) }

  static func names(in directory: String) -> [String] {
    var names: [String] = []
    for pattern in ["/[A-Z]*", "/[A-Z]*/*", "/[A-Z]*/*/*"] {
      var result = glob_t()
      defer { globfree(&result) }
      guard glob(directory + pattern, GLOB_MARK, nil, &result) == 0 else { continue }
      for index in 0..<Int(result.gl_pathc) {
        guard let path = result.gl_pathv[index] else { continue }
        let name = String(cString: path).dropFirst(directory.utf8.count + 1)
        // GLOB_MARK ends folders with a slash; no zone's name has a dot.
        if name.last != "/", !name.contains(".") { names.append(String(name)) }
      }
    }
    return names.sorted()
  }

  /// The bytes of a file below the folder; nil where it cannot be read or is larger than 4 MB.
  static func contents(of name: String, in directory: String) -> [UInt8]? {
    guard let file = fopen("\(directory)/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while bytes.count < 4_000_000 {
      let chunk = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
        count = fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if chunk.isEmpty { return ferror(file) == 0 ? bytes : nil }
      bytes += chunk
    }
    return nil
  }
}
