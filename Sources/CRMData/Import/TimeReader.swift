import CSV
import CivilTime

/// How the zones of a file's times were known.
struct TimeTally {
  /// The text prints its offset.
  var printed = 0
  /// The profile knows the zone, or the configuration says it.
  var known = 0
  /// Nobody said it: the default zone was taken.
  var assumed = 0
  /// The clock showed the time twice; the earlier was taken.
  var doubled = 0
  /// The clock skipped the time; it was moved behind the gap.
  var skipped = 0
}

/// Reads times by the formats of the profile.
final class TimeReader {
  let field: FieldReader
  private(set) var tally = TimeTally()
  /// The newest time that was read, in microseconds.
  private(set) var latest = Int64.min
  private let formats: [InstantFormat]
  private let zone: Zone
  private let isAssumed: Bool
  private let isUTC: Bool

  init(field: FieldReader, formats: [InstantFormat], zone: Zone, isAssumed: Bool) {
    self.field = field
    self.formats = formats
    self.zone = zone
    self.isAssumed = isAssumed
    isUTC = zone == .utc && !isAssumed
  }

  /// The column whose cells are times in ISO 8601 and need nothing else; nil when it is not so.
  var plainColumn: Int? {
    isUTC && field.isPlain && formats.first == .iso8601 ? field.column : nil
  }

  /// Counts times that were read elsewhere, by the column.
  func countKnown(_ count: Int) { tally.known += count }

  enum Reading {
    case missing, bad
    case time(Instant, isDayOnly: Bool)
  }

  func read(_ batch: CSVBatch, _ record: Int) -> Reading {
    let reading = parsed(batch, record)
    if case .time(let instant, _) = reading { latest = max(latest, instant.microseconds) }
    return reading
  }

  private func parsed(_ batch: CSVBatch, _ record: Int) -> Reading {
    let cell = field.value(batch, record)
    guard !cell.isEmpty else { return .missing }
    for format in formats {
      if isUTC {
        // The usual case, in which nothing needs to be told apart.
        guard let parsed = format.instant(from: cell, zone: zone) else { continue }
        tally.known += 1
        return .time(parsed.instant, isDayOnly: parsed.precision == .day)
      }
      if let parsed = format.parse(cell) {
        return .time(instant(parsed), isDayOnly: parsed.precision == .day)
      }
    }
    return .bad
  }

  private func instant(_ parsed: ParsedTime) -> Instant {
    guard parsed.offsetSeconds == nil else {
      tally.printed += 1
      return parsed.instant(in: zone)
    }
    if isAssumed { tally.assumed += 1 } else { tally.known += 1 }
    let local = zone.localTime(of: parsed.civil)
    switch local {
    case .unique: break
    case .fold: tally.doubled += 1
    case .gap: tally.skipped += 1
    }
    return local.instant
  }

  /// The time of something that happened; nil when the row was rejected.
  func instant(
    _ batch: CSVBatch,
    _ record: Int,
    in file: MappedFile
  ) -> (instant: Instant, isDayOnly: Bool)? {
    switch read(batch, record) {
    case .missing:
      file.reject(batch, record, field, .missingValue, hint: "the row tells no time")
      return nil
    case .time(let instant, let isDayOnly)
    where instant.microseconds >= 0 && instant < Event.endOfTime:
      return (instant, isDayOnly)
    case .bad, .time:
      file.reject(batch, record, field, .badTime, hint: Self.hint)
      return nil
    }
  }

  static let hint =
    "a time must exist, lie between 1970 and 2109, and follow the profile's formats, such as"
    + " times: [\"dd/MM/yyyy HH:mm\"]"
}

/// Whether regional dates begin with the day or with the month.
public enum DateOrder: String, Sendable, CaseIterable {
  /// 31/12/2025.
  case dayFirst = "day-first"
  /// 12/31/2025.
  case monthFirst = "month-first"

  /// All usual spellings in this order.
  var formats: [InstantFormat] {
    ["/", "-", "."].flatMap { mark in
      let date = self == .dayFirst ? "d\(mark)M\(mark)yyyy" : "M\(mark)d\(mark)yyyy"
      return ["H:mm", "H:mm:ss", "h:mm a", "h:mm:ss a", "h:mma", "h:mm:ssa"].flatMap {
        ["\(date) \($0)", "\(date), \($0)"]
      } + [date]
    }
    .compactMap { try? InstantFormat($0) }
  }

  /// What the first two numbers of a date prove, if one of them is no month.
  static func proven(by cell: UnsafeRawBufferPointer) -> DateOrder? {
    var numbers: [Int] = []
    var number: Int?
    for byte in cell where numbers.count < 2 {
      let digit = Int(byte) - 48
      if (0...9).contains(digit), (number ?? 0) < 10_000 {
        number = (number ?? 0) * 10 + digit
      } else if let ended = number {
        numbers.append(ended)
        number = nil
      }
    }
    guard numbers.count == 2, numbers[0] <= 31, numbers[1] <= 31 else { return nil }
    if numbers[0] > 12, numbers[1] <= 12 { return .dayFirst }
    return numbers[1] > 12 && numbers[0] <= 12 ? .monthFirst : nil
  }
}
