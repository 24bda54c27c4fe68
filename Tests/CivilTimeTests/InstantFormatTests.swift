import CivilTime
import Testing

@Suite struct InstantFormatTests {
  @Test(
    arguments: [
      ("iso8601", "2025-06-30", "2025-06-30T00:00:00", nil, Precision.day),
      ("iso8601", "2025-06-30T22:05", "2025-06-30T22:05:00", nil, .minute),
      ("iso8601", " 2025-06-30 22:05:07 ", "2025-06-30T22:05:07", nil, .second),
      ("iso8601", "2025-06-30t22:05:07.5z", "2025-06-30T22:05:07.500", 0, .subsecond),
      ("iso8601", "2025-06-30 22:05:07 UTC", "2025-06-30T22:05:07", 0, .second),
      (
        "iso8601", "2025-06-30T22:05:07.1234567-03:30", "2025-06-30T22:05:07.123456", -12_600,
        .subsecond
      ),
      ("iso8601", "2025-06-30T22:05+02", "2025-06-30T22:05:00", 7_200, .minute),
      ("dd/MM/yyyy", "30/06/2025", "2025-06-30T00:00:00", nil, .day),
      ("M/d/yy h:mm a", "6/3/25 9:05 PM", "2025-06-03T21:05:00", nil, .minute),
      ("M/d/yy h:mm a", "12/13/69 12:05 a.m.", "1969-12-13T00:05:00", nil, .minute),
      ("MM/dd/yyyy hh:mm:ss a", "06/30/2025 12:00:01 pm", "2025-06-30T12:00:01", nil, .second),
      (
        "d MMM yyyy 'at' HH 'o''clock'", "3 SEPT 2025 at 07 o'clock", "2025-09-03T07:00:00", nil,
        .hour
      ),
      ("MMM d, yyyy", "september 30, 2025", "2025-09-30T00:00:00", nil, .day),
      ("MMM d, yyyy", "May 1, 2025", "2025-05-01T00:00:00", nil, .day),
      ("yyyyMMddHHmmss", "20250630220507", "2025-06-30T22:05:07", nil, .second),
      (
        "yyyy-MM-dd HH:mm:ss.SSS XXX", "2025-06-30 22:05:07.25 +05:45",
        "2025-06-30T22:05:07.250", 20_700, .subsecond
      ),
      ("dd.MM.yyyy HH:mm Z", "30.06.2025 22:05 -0700", "2025-06-30T22:05:00", -25_200, .minute),
      (
        "yyyy-MM-dd HH:mm:ss.S Z z", "2025-06-30 22:05:07.25 +0200 CEST",
        "2025-06-30T22:05:07.250", 7_200, .subsecond
      ),
      (
        "yyyy-MM-dd HH:mm:ss Z z", "2025-06-30 22:05:07 -0330 -0330", "2025-06-30T22:05:07",
        -12_600, .second
      ),
      (
        "E, dd MMM yyyy HH:mm:ss Z", "Mon, 30 Jun 2025 22:05:07 GMT", "2025-06-30T22:05:07", 0,
        .second
      ),
      ("epoch-seconds", "1751320800", "2025-06-30T22:00:00", 0, .second),
      ("epoch-seconds", "1751320800.25", "2025-06-30T22:00:00.250", 0, .subsecond),
      ("epoch-milliseconds", "1751320800123", "2025-06-30T22:00:00.123", 0, .subsecond),
      ("epoch-microseconds", "-1", "1969-12-31T23:59:59.999999", 0, .subsecond),
    ] as [(String, String, String, Int?, Precision)]
  )
  func `A text is read by its pattern`(
    pattern: String,
    text: String,
    civil: String,
    offset: Int?,
    precision: Precision
  ) throws {
    let time = try #require(parse(text, InstantFormat(pattern)))
    #expect(time.civil.description == civil)
    #expect(time.offsetSeconds == offset)
    #expect(time.precision == precision)
  }

  @Test(arguments: [
    ("iso8601", "2025-02-29"), ("iso8601", "2025-00-10"), ("iso8601", "2025-06-30T24:00"),
    ("iso8601", "2025-06-30T22"), ("iso8601", "2025-06-30T22:00:00."), ("iso8601", ""),
    ("iso8601", "2025-06-30T22:00:00ZZ"), ("iso8601", "1899-06-30"), ("iso8601", "2201-06-30"),
    ("iso8601", "2025-06-30T22:00:00+2"), ("iso8601", "2025-06-30T22:00:00+02:60"),
    ("iso8601", "2O25-06-30T22:00:00Z"), ("iso8601", "2025-02-30T22:00:00Z"),
    ("iso8601", "2025-06-30T22:00:00.1x3Z"), ("iso8601", "2025/06/30T22:00:00Z"),
    ("dd/MM/yyyy", "06/30/2025"), ("dd/MM/yyyy", "3/06/2025"), ("dd/MM/yyyy", "30/06/25"),
    ("dd/MM/yyyy", "30/06/2025 " + "x"), ("M/d/yy h:mm a", "6/3/25 13:05 PM"),
    ("M/d/yy h:mm a", "6/3/25 0:05 AM"), ("M/d/yy h:mm a", "6/3/25 1:05"),
    ("MMM d, yyyy", "Sme 1, 2025"), ("HH:mm dd.MM.yyyy", "24:00 01.01.2025"),
    ("yyyy-MM-dd HH:mm:ss Z z", "2025-06-30 22:05:07 +0200 "),
    ("yyyy-MM-dd HH:mm:ss Z z", "2025-06-30 22:05:07 +0200 UTC m"),
    ("E, dd MMM yyyy", ", 30 Jun 2025"), ("E, dd MMM yyyy", "30, 30 Jun 2025"),
    ("epoch-seconds", "1751320800123"), ("epoch-milliseconds", "17513208001230000"),
    ("epoch-seconds", "99999999999999999999"), ("epoch-seconds", "1e9"), ("epoch-seconds", "-"),
    ("epoch-milliseconds", "1751320800123.5"), ("epoch-seconds", "-9223372036854.775808"),
    ("epoch-seconds", "9223372036854.999999"), ("epoch-microseconds", "-9223372036854775808"),
  ])
  func `A text that does not fit is refused`(pattern: String, text: String) throws {
    let format = try InstantFormat(pattern)
    #expect(parse(text, format) == nil)
    let copy = text
    #expect(instant(copy, format, .utc) == nil)
  }

  @Test(arguments: [
    ("", "does not give the year"), ("yyyy-MM", "does not give the day"),
    ("yyyy-MM-dd dd", "gives the day twice"), ("yyyy-MM-dd 'at", "quote that never closes"),
    ("yyyy-MM-dd hh:mm", "together"), ("yyyy-MM-dd HH:mm a", "together"),
    ("YYYY-MM-dd", "without a meaning: 'YYYY'"), ("yyyy-MM-ddTHH", "without a meaning: 'T'"),
    ("yyyy-MM-dd HH:mm z", "name of the zone (z) without its offset"),
    ("yyy-MM-dd", "without a meaning: 'yyy'"), ("iso", "without a meaning: 'i'"),
  ])
  func `A pattern without sense is refused`(pattern: String, fault: String) {
    let error = #expect(throws: CivilTimeError.self) { try InstantFormat(pattern) }
    #expect(error?.diagnosticCode == "time.bad-pattern")
    #expect(error?.message.contains(fault) == true)
    #expect(error?.hint != nil)
  }

  @Test func `A text without an offset is read by the zone's clock`() throws {
    let berlin = try Zone.named("Europe/Berlin")
    let format = try InstantFormat("yyyy-MM-dd HH:mm")
    #expect(
      instant("2025-07-01 00:00", format, berlin)?.instant.description == "2025-06-30T22:00:00Z"
    )
    #expect(
      instant("2025-07-01T00:00:00Z", .iso8601, berlin)?.instant.description
        == "2025-07-01T00:00:00Z"
    )
    #expect(
      instant("2025-07-01T00:00:00.040Z", .iso8601, berlin)?.instant.description
        == "2025-07-01T00:00:00.040Z"
    )
    #expect(instant("2025-07-01T00:00:00", .iso8601, berlin)?.precision == .second)
  }

  @Test func `The short way to the usual texts reads what the long way reads`() {
    var seconds: Int64 = -2_208_988_800
    while seconds < 7_258_118_400 {
      let whole = Instant(seconds: seconds)
      let fine = Instant(microseconds: seconds * 1_000_000 + 7_000)
      for (text, expected) in [(whole.description, whole), (fine.description, fine)] {
        guard let short = instant(text, .iso8601, .utc), short.instant == expected,
          let long = parse(text, .iso8601), long.instant(in: .utc) == expected,
          short.precision == long.precision
        else {
          Issue.record("\(text) is misread")
          return
        }
      }
      seconds += 86_400 * 3 + 12_345
    }
  }

  @Test func `No text makes the reader stumble`() throws {
    let alphabet = Array("0123456789-:TZ. +/aAmMpP".utf8)
    let formats = try ["iso8601", "epoch-seconds", "M/d/yy h:mm:ss.S a X", "d MMM yyyy"]
      .map { pattern in try InstantFormat(pattern) }
    var state: UInt64 = 3
    var read = 0
    for _ in 0..<200_000 {
      var text: [UInt8] = []
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bits = state >> 8
      for _ in 0..<Int(state >> 60) {
        text.append(alphabet[Int(bits % UInt64(alphabet.count))])
        bits = bits / 3 ^ state
      }
      for format in formats {
        if text.withUnsafeBytes({ format.instant(from: $0, zone: .utc) }) != nil { read += 1 }
      }
    }
    #expect((1...100_000).contains(read))
  }

  private func parse(_ text: String, _ format: InstantFormat) -> ParsedTime? {
    Array(text.utf8).withUnsafeBytes { format.parse($0) }
  }

  private func instant(
    _ text: String,
    _ format: InstantFormat,
    _ zone: Zone
  ) -> (instant: Instant, precision: Precision)? {
    Array(text.utf8).withUnsafeBytes { format.instant(from: $0, zone: zone) }
  }
}
