/// What a tool calls a time zone, and the zone that is meant.
///
/// Understands IANA names in any case and with spaces, names that were replaced, HubSpot's
/// `europe_slash_madrid`, Windows names (`Romance Standard Time`), Rails names (`Eastern Time (US &
/// Canada)`), these with an offset before them (`(GMT-05:00) Eastern Time (US & Canada)`), fixed
/// offsets (`GMT-5`, `+05:30`) and abbreviations that mean one clock only.
///
///     let name = ZoneName("Romance Standard Time")
///     name.zone?.identifier  // "Europe/Paris"
///
/// What may mean several zones (`EST`, `IST`) is not guessed.
public struct ZoneName: Hashable, Sendable {
  /// The name, without blanks around it.
  public let text: String
  /// The zone; nil where the name is unknown or may mean several zones.
  public let zone: Zone?

  /// Understands a name.
  ///
  /// - Complexity: Reads the zone's file where the zone is new, and lists the folder of all zones
  ///   once; keep the result rather than asking again for each row.
  public init(_ text: String) {
    let text = Self.trimmed(text)
    self.text = text
    if ZoneAbbreviations.ambiguous[text.uppercased()] != nil {
      zone = nil
    } else {
      zone =
        Self.iana(text) ?? Self.fixedOffset(text) ?? Self.alias(text) ?? Self.labelled(text)
    }
  }

  /// What to write instead: for a name without a zone, and for one that was replaced.
  ///
  /// - Complexity: Compares an unknown name with those of all zones.
  public var hint: String? {
    if let zone { return RenamedZones.hint(for: zone.identifier) }
    if let meanings = ZoneAbbreviations.ambiguous[text.uppercased()] {
      return "'\(text)' may be \(meanings); write the IANA name"
    }
    return Zone.unknownHint(for: String(text.prefix(64)))
  }

  /// The zone of an IANA name in any spelling, or of the name that replaced it.
  private static func iana(_ text: String) -> Zone? {
    if let zone = Zone.found(text) { return zone }
    guard !text.contains(where: { "()".contains($0) }) else { return nil }
    let key = folded(decoded(text))
    if let zone = namesByKey[key].flatMap(Zone.found) { return zone }
    // Systems may leave old names out.
    return RenamedZones.newNamesByKey[key].flatMap(Zone.found)
  }

  /// The zone that Windows, Rails or a clear abbreviation means.
  private static func alias(_ text: String) -> Zone? {
    let key = folded(text)
    return (ZoneAliases.identifiersByKey[key] ?? ZoneAliases.daylightIdentifier(key))
      .flatMap(Zone.found)
  }

  /// All names of the system's zones.
  private static let namesByKey = Dictionary(
    ZoneData.names.map { (folded($0), $0) },
    uniquingKeysWith: { first, _ in first }
  )
}
