import CRMData
import CivilTime
import Foundation
import LeadScoring
import TestSupport
import Testing

@Suite("The probability at other horizons")
struct HorizonCurveTests {
  private static let asOf = instant("2024-06-30")
  private static let horizons: [TimeSpan] = [.days(7), .days(90)]

  /// Contacts who convert at a time after 2024-03-01 with a cumulative hazard `scale · days^shape`.
  private func world(shape: Double, scale: Double, watchedDays: Int = 121) throws -> CRMSnapshot {
    var random = SplitMix(seed: 11)
    var (contacts, deals) = ("contact_id,email,created_at\n", "contact_id,converted_at\n")
    let start = Self.asOf - .days(watchedDays)
    for index in 0..<4000 {
      contacts += "c\(index),,2023-01-01\n"
      let days = pow(-log(1 - random.uniform()) / scale, 1 / shape)
      guard days < 200 else { continue }
      deals += "c\(index),\(start + TimeSpan(microseconds: Int64(days * 86_400e6)))\n"
    }
    return try snapshot([("contacts.csv", contacts), ("deals.csv", deals)])
  }

  private func curve(_ crm: CRMSnapshot) throws -> HorizonCurve {
    try HorizonCurve(of: crm, asOf: Self.asOf, main: .days(30), further: Self.horizons)
  }

  @Test("a constant hazard grows with time: 7 days are 7/30 of 30, 90 days three times")
  func constant() throws {
    let curve = try curve(world(shape: 1, scale: 0.01))
    #expect(curve.conversions > 500)
    #expect(abs(curve.exponents[0] - 7.0 / 30) < 0.04)
    #expect(abs(curve.exponents[1] - 3) < 0.3)
  }

  @Test("a falling hazard comes early: with the root of time 7 days are nearly half of 30")
  func falling() throws {
    // 91 days back from the end the only reference is where the hazard begins.
    let crm = try world(shape: 0.5, scale: 0.08, watchedDays: 90)
    let curve = try curve(crm)
    #expect(abs(curve.exponents[0] - (7.0 / 30).squareRoot()) < 0.06)
    #expect(abs(curve.exponents[1] - 3.0.squareRoot()) < 0.15)
  }

  @Test("where less is known than the longest horizon, what was watched is enough")
  func censored() throws {
    let curve = try curve(world(shape: 1, scale: 0.01, watchedDays: 40))
    #expect(curve.conversions > 500)
    #expect(abs(curve.exponents[0] - 7.0 / 30) < 0.05)
    #expect(abs(curve.exponents[1] - 3) < 0.5)
  }

  @Test("longer horizons have larger probabilities, on one scale with the main one")
  func probabilities() throws {
    let curve = try curve(world(shape: 1, scale: 0.01))
    for probability in [0.001, 0.2, 0.9, 1 - 1e-12] {
      let further = curve.probabilities(from: probability)
      #expect(further[0] < probability)
      #expect(further[1] > probability || probability > 0.999)
      #expect(further.allSatisfy { $0 > 0 && $0 <= 1 })
    }
  }

  @Test("without conversions a constant hazard is assumed")
  func nothing() throws {
    let crm = try snapshot([("contacts.csv", "contact_id,email,created_at\nc1,,2024-01-01\n")])
    let curve = try curve(crm)
    #expect(curve.conversions == 0)
    #expect(curve.exponents == [7.0 / 30, 3])
  }
}
