/// `YYYY-MM-DDTHH:MM:SS` as three numbers of its bytes, to check and convert eight at a time.
struct CivilWords {
  /// `YYYY-MM-`, the first byte lowest.
  private let date: UInt64
  /// `DDTHH:MM`.
  private let middle: UInt64
  /// `M:SS`, the first byte again.
  private let end: UInt32

  /// The first 19 bytes of a text.
  @inline(__always)
  init(seconds text: UnsafeRawBufferPointer) {
    date = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    middle = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    end = UInt32(littleEndian: text.loadUnaligned(fromByteOffset: 15, as: UInt32.self))
  }

  /// The first 16 bytes of a text, up to the minute.
  init(minutes text: UnsafeRawBufferPointer) {
    date = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    middle = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    end = Self.noSeconds
  }

  /// The first 10 bytes of a text, the date.
  init(date text: UnsafeRawBufferPointer) {
    date = UInt64(littleEndian: text.loadUnaligned(as: UInt64.self))
    let day = UInt16(littleEndian: text.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
    middle = Self.midnight | UInt64(day)
    end = Self.noSeconds
  }

  /// `T00:00` behind two free bytes, and `0:00`.
  private static let midnight: UInt64 = 0x3030_3A30_3054_0000
  private static let noSeconds: UInt32 = 0x3030_3A30

  /// Microseconds since 1970 on the same clock; `nil` when the text is no possible time.
  func microseconds() -> Int64? {
    var dates = LatestDate()
    return microseconds(&dates)
  }

  /// The same where the text before often has the same date.
  @inline(__always)
  func microseconds(_ dates: inout LatestDate) -> Int64? {
    // What is equal becomes 0, and digits become their numbers.
    let clock = middle ^ 0x3030_3A30_3000_3030
    let end = UInt64(end ^ 0x3030_3A30)
    let separator = UInt8(truncatingIfNeeded: clock >> 16)
    let digits = clock & 0xFFFF_FFFF_FF00_0000
    let strays = digits & 0x0000_FF00_0000_0000 | end & 0xFF00
    guard strays | Self.beyondNine(digits) | Self.beyondNine(end) == 0,
      separator | 0x20 == UInt8(ascii: "t") || separator == UInt8(ascii: " ")
    else { return nil }
    // Each byte becomes the number of itself and the next one: 2 and 5 become 25.
    let pairs = digits &* 10 &+ digits >> 8
    let hour = Int64(pairs >> 24 & 0xFF)
    let minute = Int64(pairs >> 48 & 0xFF)
    let second = Int64((end &* 10 &+ end >> 8) >> 16 & 0xFF)
    guard hour < 24, minute < 60, second < 60,
      let midnight = dates.seconds(date, day: UInt16(truncatingIfNeeded: middle))
    else { return nil }
    return (midnight &+ hour &* 3600 &+ minute &* 60 &+ second) &* 1_000_000
  }

  /// Not zero when one of eight bytes is above 9.
  @inline(__always)
  fileprivate static func beyondNine(_ word: UInt64) -> UInt64 {
    (word &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080
  }
}

/// The latest date that was read: files are mostly in the order of time, and a date is dear.
struct LatestDate {
  // `1970-01-` and `01`: what stands here counts as read before, so it must be a date.
  private var date: UInt64 = 0x2D31_302D_3037_3931
  private var day: UInt16 = 0x3130
  private var seconds: Int64 = 0

  /// Seconds from 1970 to the start of a day.
  ///
  /// - Parameters:
  ///   - date: `YYYY-MM-`, the first byte lowest.
  ///   - day: `DD`.
  /// - Returns: `nil` when the calendar does not have it between 1900 and 2200.
  @inline(__always)
  mutating func seconds(_ date: UInt64, day: UInt16) -> Int64? {
    if date == self.date, day == self.day { return seconds }
    guard let seconds = Self.seconds(date, day) else { return nil }
    (self.date, self.day, self.seconds) = (date, day, seconds)
    return seconds
  }

  private static func seconds(_ date: UInt64, _ day: UInt16) -> Int64? {
    let digits = date ^ 0x2D30_302D_3030_3030
    let dayDigits = UInt64(day ^ 0x3030)
    let strays = digits & 0xFF00_00FF_0000_0000
    guard strays | CivilWords.beyondNine(digits) | CivilWords.beyondNine(dayDigits) == 0 else {
      return nil
    }
    let pairs = digits &* 10 &+ digits >> 8
    let year = Int(pairs & 0xFF) * 100 + Int(pairs >> 16 & 0xFF)
    let month = Int(pairs >> 40 & 0xFF)
    let day = Int(dayDigits & 0xFF) * 10 + Int(dayDigits >> 8)
    guard (1900...2200).contains(year), (1...12).contains(month), day >= 1,
      day <= days(inMonth: month, of: year)
    else { return nil }
    return Int64(dayNumber(year, month, day)) * 86_400
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return 30 + (month + month >> 3) & 1
  }

  /// Days since 1970-01-01, by years that begin in March, so that the leap day is the last one.
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
