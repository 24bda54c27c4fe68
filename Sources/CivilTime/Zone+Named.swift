private import Diagnostics
private import Synchronization

extension Zone {
  /// Coordinated universal time.
  public static let utc = Zone(identifier: "UTC", file: ZoneFile(fixedOffset: 0))

  private static let known = Mutex<[String: Zone]>(["UTC": utc])

  /// A zone whose clock is always ahead of UTC by the same number of seconds, less than a day.
  public static func fixed(offsetSeconds: Int) -> Zone {
    precondition(abs(offsetSeconds) < 86_400, "no clock is a day away from UTC")
    guard offsetSeconds != 0 else { return utc }
    let clock = CivilDateTime(localSeconds: Int64(abs(offsetSeconds)), microsecond: 0)
    let text = "\(clock)".dropFirst("1970-01-01T".count).prefix(clock.second == 0 ? 5 : 8)
    return Zone(
      identifier: "UTC\(offsetSeconds < 0 ? "-" : "+")\(text)",
      file: ZoneFile(fixedOffset: offsetSeconds)
    )
  }

  /// The zone of an IANA name such as `Europe/Berlin`; names of links work too.
  ///
  /// Each zone is read once, from ``ZoneData/directory``, and kept.
  /// - Throws: `CivilTimeError` with code `time.unknown-zone`, `time.damaged-zone` or
  ///   `time.no-zone-data`.
  public static func named(_ identifier: String) throws(CivilTimeError) -> Zone {
    if let zone = known.withLock({ $0[identifier] }) { return zone }
    let zone = try read(identifier, from: ZoneData.directory)
    return known.withLock { zones in
      // Another thread may have been faster; everyone gets the same zone.
      if let zone = zones[identifier] { return zone }
      zones[identifier] = zone
      return zone
    }
  }

  /// The zone of an exact IANA name; nil where there is none or its file is damaged.
  static func found(_ identifier: String) -> Zone? {
    if let zone = known.withLock({ $0[identifier] }) { return zone }
    guard isName(identifier), ZoneData.contents(of: identifier, in: ZoneData.directory) != nil
    else { return nil }
    return try? named(identifier)
  }

  /// Reads the file of a zone in a folder.
  package static func read(
    _ identifier: String,
    from directory: String
  ) throws(CivilTimeError) -> Zone {
    guard isName(identifier),
      let bytes = ZoneData.contents(of: identifier, in: directory)
    else { throw unknown(identifier, in: directory) }
    guard let file = ZoneFile(bytes) else {
      throw CivilTimeError(
        .damagedZone,
        "the file of time zone '\(identifier)' cannot be understood",
        hint: "reinstall the tzdata package, or set TZDIR to a folder of TZif files "
          + "(version 2 or later, without leap seconds)"
      )
    }
    return Zone(identifier: identifier, file: file)
  }

  /// Whether a text is spelled like a zone name, so that no path can leave the folder.
  ///
  /// All names begin with a capital letter; the folders `posix` and `right` do not count.
  private static func isName(_ text: String) -> Bool {
    let isSpelledRight = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
        UInt8(ascii: "-"), UInt8(ascii: "/"):
        true
      default: false
      }
    }
    let first = text.utf8.first ?? 0
    return isSpelledRight && text.utf8.count <= 64 && !text.contains("//")
      && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
  }

  private static func unknown(
    _ identifier: String,
    in directory: String
  ) -> CivilTimeError {
    let names = ZoneData.names(in: directory)
    guard !names.isEmpty else {
      return CivilTimeError(
        .noZoneData,
        "there are no time zones in '\(directory)'",
        hint: "install the tzdata package, or set TZDIR to a folder of TZif files"
      )
    }
    return CivilTimeError(
      .unknownZone,
      "there is no time zone '\(identifier)'",
      hint: unknownHint(for: identifier, among: names)
    )
  }

  /// What to write instead of a name that no zone has.
  static func unknownHint(
    for text: String,
    among names: [String] = ZoneData.names
  ) -> String {
    nearestName(to: text, among: names).map { "did you mean '\($0)'?" }
      ?? "use an IANA name such as 'Europe/Berlin'"
  }

  /// The name that was probably meant; spaces are underscores, and the city alone is enough.
  private static func nearestName(to text: String, among names: [String]) -> String? {
    let wanted = String(text.prefix(64).map { $0 == " " ? "_" : $0 })
    if let name = Spelling.nearest(to: wanted, among: names) { return name }
    let cities = names.map { name in name.split(separator: "/").last.map(String.init) ?? name }
    return Spelling.nearest(to: wanted, among: cities)
      .flatMap { city in cities.firstIndex(of: city).map { names[$0] } }
  }
}

extension ZoneFile {
  /// The content of a file of a zone without transitions.
  init(fixedOffset: Int) { firstOffset = fixedOffset }
}
