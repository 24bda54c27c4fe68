import Models
import Testing

@Suite struct LifeTableTests {
  @Test("at risk, events, hazard and survival of a table made by hand")
  func byHand() throws {
    let durations = Durations(
      periods: [1, 2, 2, 3, 5],
      kinds: [1, 0, 2, 0, 1],
      entries: [1, 1, 2, 1, 5]
    )
    let table = try LifeTable(of: durations)
    #expect(table.rows.map(\.atRisk) == [3, 3, 1, 0, 1])
    #expect(table.rows.map(\.events) == [1, 1, 0, 0, 1])
    let hazards: [Double?] = [1 / 3.0, 1 / 3.0, 0, nil, 1]
    #expect(table.rows.map(\.hazard) == hazards)
    #expect(table.rows[1].survival.map { abs($0 - 4.0 / 9) < 1e-15 } == true)
    #expect(table.rows[3].survival == nil)
    #expect(table.rows[4].survival == nil)
  }

  @Test("weights count subjects")
  func weights() throws {
    let durations = Durations(periods: [1, 2], kinds: [1, 0])
    let table = try LifeTable(of: durations, weights: [3, 2])
    #expect(table.rows.map(\.atRisk) == [5, 2])
    #expect(table.rows.map(\.events) == [3, 0])
  }
}
