import LinearAlgebra
import Models
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct RandomInterceptOracleTests {
  private struct Fit: Decodable {
    var beta: [String: Double]
    var sd: Double
    var logLik: Double?
    var ranef: [Double]

    var coefficients: [Double] {
      ["(Intercept)", "period2", "period3", "period4"].compactMap { beta[$0] }
    }
  }

  private struct Expected: Decodable {
    var laplace: Fit
    var agq25: Fit
  }

  private struct Herds {
    var design: Matrix
    var successes: [Double]
    var trials: [Double]
    var groups: [Int]

    init() throws {
      let rows = try Oracle.data("cbpp")
      design = Matrix(rows: rows.count, columns: 3)
      for (row, values) in rows.enumerated() where values[3] > 1 {
        design[row, Int(values[3]) - 2] = 1
      }
      successes = rows.map { $0[1] }
      trials = rows.map { $0[2] }
      groups = rows.map { Int($0[0]) }
    }
  }

  @Test("bovine pleuropneumonia: Laplace and 25 points as in lme4", arguments: [1, 25])
  func herds(points: Int) throws {
    let all = try Oracle.expected("glmm_cbpp", as: Expected.self)
    let expected = points == 1 ? all.laplace : all.agq25
    let herds = try Herds()
    let estimator = RandomIntercept(integration: .adaptiveQuadrature(points: points))
    let theirs = try estimator.logLikelihood(
      of: herds.design,
      outcomes: herds.successes,
      trials: herds.trials,
      groups: herds.groups,
      intercept: expected.coefficients[0],
      coefficients: Array(expected.coefficients.dropFirst()),
      standardDeviation: expected.sd
    )
    // lme4's own figure is 3e-6 lower than its likelihood at its parameters and its modes, which a
    // few lines of numpy confirm to the last digit: it takes the determinant from the weights
    // of one iteration earlier.
    if let logLik = expected.logLik {
      #expect(isClose(theirs, logLik, 5e-6))
      #expect(isClose(theirs, -92.02628620170606, 1e-14))
    }
    let model = try estimator.fitted(
      to: herds.design,
      outcomes: herds.successes,
      trials: herds.trials,
      groups: herds.groups
    )
    #expect(model.convergence == .reached)
    #expect(model.logLikelihood >= theirs)
    // lme4 stops its derivative-free search early: three digits.
    #expect(areClose(model.coefficientTable().map(\.estimate), expected.coefficients, 1e-3))
    #expect(isClose(model.standardDeviation, expected.sd, 1e-3))
    for (effect, mode) in zip(model.groupEffects, expected.ranef) {
      #expect(abs(effect.mode - mode) < 1e-3)
    }
  }
}
