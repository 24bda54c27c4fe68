@testable import CSV
import CivilTime

/// Formats of times, names of zones and times in any bytes.
enum TimeTarget {
  private static let zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu"]
    .compactMap { try? Zone.named($0) }

  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    let parts = input.content.split(separator: 0x0A, maxSplits: 1).map(Array.init)
    let first = parts.first ?? []
    if input[0] == 1 { checkZone(String(decoding: first, as: UTF8.self)) }
    first.withExactBytes(compareISO)
    let rest = parts.count > 1 ? parts[1] : first
    rest.withExactBytes { text in
      for pattern in patterns(first) {
        guard let format = try? InstantFormat(pattern) else { continue }
        check(format, text)
      }
    }
  }

  private static func patterns(_ first: [UInt8]) -> [String] {
    [
      String(decoding: first, as: UTF8.self), "epoch-seconds", "epoch-milliseconds",
      "epoch-microseconds", "dd/MM/yyyy h:mm a", "MMM d, yyyy HH:mm:ss.SSS X",
    ]
  }

  private static func check(_ format: InstantFormat, _ text: UnsafeRawBufferPointer) {
    guard let time = format.parse(text) else { return }
    require(time.civil.isPossible, "a time that was read is possible")
    require((1900...2200).contains(time.civil.year), "and lies between 1900 and 2200")
    for zone in zones {
      let read = format.instant(from: text, zone: zone)
      require(read?.instant == time.instant(in: zone), "both ways to read a time agree")
      require(read?.precision == time.precision, "and are equally exact")
    }
  }

  /// The cells of a column and the format `iso8601` read the same times.
  private static func compareISO(_ text: UnsafeRawBufferPointer) {
    guard !text.contains(0x09) else { return }
    let cell = Cell.instant(text)
    let time = InstantFormat.iso8601.parse(text)
    require((cell.state == .missing || cell.state == .bad) == (time == nil), "both read a time")
    guard let time else { return }
    require(time.instant(in: .utc).microseconds == cell.microseconds, "both read the same time")
    require((time.precision == .day) == (cell.state == .date), "both know a day from a time")
    require(
      cell.state == .date || (time.offsetSeconds != nil) == (cell.state == .value),
      "both know whether the zone is told"
    )
    check(.iso8601, text)
  }

  private static func checkZone(_ text: String) {
    let name = ZoneName(text)
    let hint = name.hint
    require(name.zone != nil || hint != nil, "a name without a zone has a hint")
    guard let zone = try? Zone.named(text) else { return }
    require(zone.identifier == text, "a zone has the name that was asked for")
  }
}
