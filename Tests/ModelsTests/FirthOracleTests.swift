import LinearAlgebra
import Models
import Testing

@Suite(.enabled(if: Oracle.isPresent, "the reference values lie in ../shared/oracles"))
struct FirthOracleTests {
  struct Fit: Decodable {
    var coef: [String: Double]
    var se: [String: Double]
    var logLik: Double?
    var penalised_logLik: Double
  }

  private struct Endometrial: Decodable {
    var birthwt: Fit
  }

  private struct FLIC: Decodable {
    struct Case: Decodable {
      var intercept: Double
      var mean_fitted: Double
      var mean_y: Double
      var firth_mean_fitted: Double
    }
    var endometrial: Case
    var birthwt: Case
  }

  struct Data: Sendable, CustomTestStringConvertible {
    var name: String
    var terms: [String]
    /// The column of outcomes; the others are the design, in order.
    var outcome: Int
    var testDescription: String { name }

    static let endometrial = Data(name: "endometrial", terms: ["NV", "PI", "EH"], outcome: 3)
    static let separated = Data(name: "separated", terms: ["x"], outcome: 0)
    static let birthWeights = Data(
      name: "birthwt",
      terms: ["age", "lwt", "race_black", "race_other", "smoke", "ptl1", "ht", "ui"],
      outcome: 0
    )

    func read() throws -> (design: Matrix, outcomes: [Double]) {
      let rows = try Oracle.data(name)
      let columns = terms.indices.map { $0 + (outcome == 0 ? 1 : 0) }
      return (
        Matrix(
          rows: rows.count,
          columns: columns.count,
          elements: rows.flatMap { row in columns.map { row[$0] } }
        ),
        rows.map { $0[outcome] }
      )
    }

    func expected() throws -> Fit {
      if name == "birthwt" {
        return try Oracle.expected("firth_endometrial", as: Endometrial.self).birthwt
      }
      return try Oracle.expected("firth_\(name)", as: Fit.self)
    }
  }

  @Test(
    "estimates, errors and penalised likelihood as in brglm2",
    arguments: [Data.endometrial, .separated, .birthWeights]
  )
  func estimates(data: Data) throws {
    let (design, outcomes) = try data.read()
    let expected = try data.expected()
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    let order = ["(Intercept)"] + data.terms
    let table = model.estimates.coefficientTable(terms: data.terms)
    let (coefficients, errors) = (
      order.compactMap { expected.coef[$0] }, order.compactMap { expected.se[$0] }
    )
    #expect(model.convergence == .reached)
    #expect(
      isClose(
        penalizedLogLikelihood(coefficients, design, outcomes),
        expected.penalised_logLik,
        1e-10
      )
    )
    #expect(areClose(table.map(\.estimate), coefficients, 1e-8))
    #expect(areClose(table.compactMap(\.standardError), errors, 1e-8))
    #expect(isClose(model.penalizedLogLikelihood, expected.penalised_logLik, 1e-10))
    #expect(model.penalizedLogLikelihood >= expected.penalised_logLik - 1e-9)
    if let logLikelihood = expected.logLik {
      #expect(isClose(model.estimates.logLikelihood, logLikelihood, 1e-8))
    }
  }

  @Test(
    "FLIC: the intercept, and the mean of the predictions before and after",
    arguments: [Data.endometrial, .birthWeights]
  )
  func intercept(data: Data) throws {
    let (design, outcomes) = try data.read()
    let cases = try Oracle.expected("firth_flic", as: FLIC.self)
    let expected = data.name == "birthwt" ? cases.birthwt : cases.endometrial
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    func mean(_ model: LogisticModel) -> Double {
      model.probabilities(of: design).reduce(0, +) / Double(outcomes.count)
    }
    #expect(isClose(model.predictor.intercept, expected.intercept, 1e-8))
    #expect(isClose(mean(model.estimates), expected.firth_mean_fitted, 1e-8))
    #expect(isClose(mean(model.predictor), expected.mean_y, 1e-12))
  }

  private struct Profile: Decodable {
    var intercept: Double
    var coef: [Double]
    var penalised_loglik: Double
    var profile_penalised_ci95: [[Double]]
    var penalised_lrt_p: [Double]
  }

  @Test("profile intervals and likelihood-ratio tests as in firthmodels")
  func profile() throws {
    let (design, outcomes) = try Data.endometrial.read()
    let expected = try Oracle.expected("firth_endometrial_profile", as: Profile.self)
    let model = try FirthRegression().fitted(to: design, outcomes: outcomes)
    let rows = try model.coefficientTable(profiling: design, outcomes: outcomes)
    // Theirs has the intercept last.
    let table = rows.dropFirst() + rows.prefix(1)
    #expect(areClose(table.map(\.estimate), expected.coef + [expected.intercept], 1e-5))
    #expect(
      areClose(table.compactMap(\.lower), expected.profile_penalised_ci95.map { $0[0] }, 1e-5)
    )
    #expect(
      areClose(table.compactMap(\.upper), expected.profile_penalised_ci95.map { $0[1] }, 1e-5)
    )
    #expect(areClose(table.compactMap(\.pValue), expected.penalised_lrt_p, 1e-5))
    #expect(model.penalizedLogLikelihood >= expected.penalised_loglik - 1e-9)
  }
}
