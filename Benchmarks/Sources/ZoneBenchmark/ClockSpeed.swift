import CivilTime

/// How long ten million conversions over 400 zones take on one core.
enum ClockSpeed {
  private static let count = 10_000_000

  static func print() throws {
    let names = ZoneData.names.filter { $0.contains("/") && !$0.hasPrefix("Etc/") }
    let zones = try names.prefix(400).map(Zone.named)
    // 2015 to 2030, in a fixed pseudo-random order of instants and zones.
    var state: UInt64 = 42
    var instants: [Instant] = []
    var codes: [Int] = []
    for _ in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      instants.append(Instant(seconds: 1_420_070_400 + Int64(state >> 32) % 504_921_600))
      codes.append(Int(state >> 33) % zones.count)
    }
    Swift.print("\(count) instants, \(zones.count) zones, IANA \(ZoneData.version)")
    for run in 1...3 {
      var hours = [Int](repeating: 0, count: 168)
      let forth = ContinuousClock().measure {
        for index in 0..<count {
          hours[Int(zones[codes[index]].hourOfWeek(at: instants[index]).rawValue)] += 1
        }
      }
      var local: [CivilDateTime] = []
      local.reserveCapacity(count)
      let civil = ContinuousClock().measure {
        for index in 0..<count { local.append(zones[codes[index]].civil(at: instants[index])) }
      }
      var same = 0
      let back = ContinuousClock().measure {
        for index in 0..<count
        where zones[codes[index]].instant(of: local[index]) == instants[index] { same += 1 }
      }
      // What is not the same lies in an hour that the clock showed twice.
      guard hours.reduce(0, +) == count, same > count - count / 1_000 else {
        fatalError("the clocks are wrong: \(same) of \(count) came back")
      }
      Swift.print(
        "run \(run): UTC to hour of week \(forth), to date and time \(civil), back \(back);"
          + " \(count - same) in doubled hours"
      )
    }
  }
}
