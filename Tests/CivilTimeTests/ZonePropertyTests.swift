import CivilTime
import Testing

@Suite struct ZonePropertyTests {
  /// A fixed pseudo-random sequence (Knuth's MMIX constants), so that a failure repeats.
  private struct Sequence {
    var state: UInt64
    mutating func next(_ range: Range<Int64>) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int64((state >> 16) % UInt64(range.count))
    }
  }

  /// 1900 to 2200, in seconds.
  private static let range: Range<Int64> = -2_208_988_800..<7_258_118_400

  @Test func `Every zone's clock can be read back`() throws {
    var sequence = Sequence(state: 7)
    for name in ZoneData.names {
      let zone = try Zone.named(name)
      for _ in 0..<300 {
        let instant = Instant(
          microseconds: sequence.next(Self.range) * 1_000_000 + sequence.next(0..<1_000_000)
        )
        let civil = zone.civil(at: instant)
        let isSame =
          switch zone.localTime(of: civil) {
          case .unique(let found): found == instant
          case .fold(let earlier, let later): earlier < later && [earlier, later].contains(instant)
          case .gap: false
          }
        guard isSame, civil.isPossible, zone.hourOfWeek(at: instant) == civil.hourOfWeek,
          civil.microsecond == instant.microseconds - instant.seconds * 1_000_000
        else {
          Issue.record("\(name) \(instant): \(civil) is \(zone.localTime(of: civil))")
          return
        }
      }
    }
  }

  @Test func `The quick way from local time to the instant is the exact one`() throws {
    var sequence = Sequence(state: 5)
    for name in ZoneData.names {
      let zone = try Zone.named(name)
      for _ in 0..<300 {
        let local = CivilDateTime(utc: Instant(seconds: sequence.next(Self.range)))
        guard zone.instant(of: local) == zone.localTime(of: local).instant else {
          Issue.record("\(name) \(local): \(zone.instant(of: local))")
          return
        }
      }
    }
  }

  @Test(arguments: ["Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Gaza"])
  func `Both ways agree in every half hour around every transition`(name: String) throws {
    let zone = try Zone.named(name)
    var previous = zone.offset(at: Instant(seconds: 0))
    for hour in 0..<600_000 {
      let offset = zone.offset(at: Instant(seconds: Int64(hour) * 3_600))
      defer { previous = offset }
      guard offset != previous else { continue }
      for step in -120...120 {
        let local = CivilDateTime(utc: Instant(seconds: Int64(hour * 3_600 + step * 1_800)))
        #expect(zone.instant(of: local) == zone.localTime(of: local).instant)
      }
    }
  }

  @Test(arguments: [
    "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Gaza", "Africa/Casablanca",
    "Pacific/Apia", "Antarctica/Troll", "America/Nuuk",
  ])
  func `The clock goes on by the time that passes, except where the offset changes`(
    name: String
  ) throws {
    let zone = try Zone.named(name)
    var changes = 0
    var previous = zone.offset(at: Instant(seconds: Self.range.lowerBound))
    for seconds in stride(from: Self.range.lowerBound, to: Self.range.upperBound, by: 10_800) {
      let instant = Instant(seconds: seconds)
      let offset = zone.offset(at: instant)
      if offset != previous { changes += 1 }
      previous = offset
      let shown = zone.civil(at: instant)
      guard CivilDateTime(utc: instant + .seconds(offset)) == shown else {
        Issue.record("\(name) \(instant) shows \(shown)")
        return
      }
    }
    #expect((10...900).contains(changes))
  }

  @Test(arguments: ["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Gaza"])
  func `Local times in order have instants in order`(name: String) throws {
    let zone = try Zone.named(name)
    var previous = Instant(seconds: Self.range.lowerBound - 200_000)
    for dayNumber in 18_000..<19_000 {
      for hour in 0..<24 {
        var civil = CivilDateTime(dayNumber: dayNumber)
        civil.hour = hour
        // In a gap two local times can fall onto each other's instants.
        guard case .unique(let instant) = zone.localTime(of: civil) else { continue }
        #expect(instant > previous)
        previous = instant
      }
    }
  }

  @Test(arguments: ["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Antarctica/Troll"])
  func `The next instant of an hour is the first one at which that hour begins`(
    name: String
  ) throws {
    let zone = try Zone.named(name)
    var sequence = Sequence(state: 11)
    for _ in 0..<500 {
      let after = Instant(seconds: sequence.next(1_700_000_000..<1_760_000_000))
      let hour = try #require(HourOfWeek(rawValue: UInt8(sequence.next(0..<168))))
      let next = zone.nextInstant(of: hour, after: after)
      #expect(next > after && next - after <= .hours(170))
      var begin = zone.civil(at: next)
      if begin.hourOfWeek == hour { #expect((begin.minute, begin.second) == (0, 0)) }
      // Nothing between the two begins that hour, unless the clock shows it for a second time.
      var minute = Instant(seconds: (after.seconds / 900 + 1) * 900)
      while minute < next {
        begin = zone.civil(at: minute)
        begin.microsecond = 0
        if begin.hourOfWeek == hour, begin.minute == 0 {
          #expect(zone.instant(of: begin) <= after)
        }
        minute = minute + .minutes(15)
      }
    }
  }
}
