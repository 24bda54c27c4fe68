import LinearAlgebra
import Models
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct HazardOracleTests {
  private struct Fit: Decodable {
    var coef: [String: Double]
    var se: [String: Double]
    var logLik: Double

    func inOrder(_ values: [String: Double]) -> [Double] {
      ["(Intercept)", "lt", "trt", "karno", "prior"].compactMap { values[$0] }
    }
  }

  private struct Veteran: Decodable {
    struct Example: Decodable {
      var logit_survival: [Double]
    }
    var logit: Fit
    var cloglog: Fit
    var lifetable_hazard: [Double]
    var lifetable_survival: [Double]
    var example: Example
  }

  private func veterans() throws -> (design: Matrix, durations: Durations) {
    let rows = try Oracle.data("veteran")
    return (
      Matrix(rows: rows.count, columns: 3, elements: rows.flatMap { $0[0..<3] }),
      Durations(periods: rows.map { Int($0[5]) }, kinds: rows.map { Int($0[6]) })
    )
  }

  @Test(
    "veterans' lung cancer: both links as in R",
    arguments: [DiscreteTimeHazard.Link.logit, .complementaryLogLog]
  )
  func links(link: DiscreteTimeHazard.Link) throws {
    let all = try Oracle.expected("discrete_hazard_veteran", as: Veteran.self)
    let expected = link == .logit ? all.logit : all.cloglog
    let (design, durations) = try veterans()
    let model = try DiscreteTimeHazard(link: link).fitted(to: design, durations: durations)
    let table = model.coefficientTable()
    #expect(isClose(model.logLikelihood, expected.logLik, 1e-10))
    #expect(model.logLikelihood >= expected.logLik - 1e-9)
    // R's Fisher scoring for this link creeps, and stopped 5e-8 short of the maximum, where the
    // deviance no longer changes. Continued from there it comes to the numbers of `continued`.
    let tolerance = link == .logit ? 1e-9 : 1e-7
    #expect(areClose(table.map(\.estimate), expected.inOrder(expected.coef), tolerance))
    #expect(areClose(table.compactMap(\.standardError), expected.inOrder(expected.se), tolerance))
    if link == .complementaryLogLog {
      #expect(areClose(table.map(\.estimate), Self.continued, 1e-9))
    }
  }

  /// R 4.2.2: glm(…, start = coef(fit)) repeated until nothing moves.
  private static let continued = [
    0.47745713810968432, -0.12646443752513889, 0.25153007977735681, -0.033904173593841472,
    -0.034159042687795793,
  ]

  @Test("veterans' lung cancer: life table and survival curve as in R")
  func curves() throws {
    let expected = try Oracle.expected("discrete_hazard_veteran", as: Veteran.self)
    let (design, durations) = try veterans()
    let table = try LifeTable(of: durations)
    #expect(areClose(table.rows.compactMap(\.hazard), expected.lifetable_hazard, 1e-12))
    #expect(areClose(table.rows.compactMap(\.survival), expected.lifetable_survival, 1e-12))
    let model = try DiscreteTimeHazard().fitted(to: design, durations: durations)
    #expect(
      areClose(
        try #require(model.survival(of: [1, 60, 0], through: 13)),
        expected.example.logit_survival,
        1e-9
      )
    )
  }
}
