import CivilTime

/// Compares the rows that `scripts/compare-zones` writes to standard input with our clocks.
enum ClockComparison {
  static func print() throws {
    var zone = Zone.utc
    var (zones, rows, wrong) = (0, 0, 0)
    while let line = readLine() {
      let fields = line.split(separator: " ")
      guard fields.count == 3, let seconds = Int64(fields[1]), let expected = Int64(fields[2])
      else {
        zone = try Zone.named(line)
        zones += 1
        continue
      }
      rows += 1
      let instant = Instant(seconds: seconds)
      let found =
        fields[0] == "U"
        ? Int64(zone.offset(at: instant)) : zone.instant(of: CivilDateTime(utc: instant)).seconds
      if found != expected {
        wrong += 1
        if wrong < 20 { Swift.print("\(zone): \(line), but we say \(found)") }
      }
    }
    Swift.print("\(zones) zones, \(rows) rows, \(wrong) wrong; IANA \(ZoneData.version)")
  }
}
