import LinearAlgebra
import Statistics

/// The same rows with τ = 0: plain logistic regression.
struct NullModel: NewtonProblem {
  let likelihood: RandomInterceptLikelihood

  func solution(
    _ options: RandomIntercept
  ) -> (free: [Int], found: NewtonSearch<NullModel>.Solution?) {
    let rows = likelihood.rows
    var start = Array(repeating: 0.0, count: rows.design.columns + 1)
    start[0] = logit(rows.successSum / rows.trialSum) - meanOffset
    let varying = rows.scaling.varyingCoordinates
    let look = look(at: start)
    let free = Cholesky.independentColumns(ofGram: look.hessian.selecting(square: varying))
      .map { varying[$0] }
    guard free.first == 0 else { return (free, nil) }
    let search = NewtonSearch(
      problem: self,
      maximumIterations: options.maximumIterations,
      scoreLimit: 1e-10 * rows.trialSum,
      free: free
    )
    return (free, search.solution(from: start, look: look))
  }

  private var meanOffset: Double {
    let rows = likelihood.rows
    guard let offset = rows.offset else { return 0 }
    return zip(offset, rows.trials).reduce(0) { $0 + $1.0 * $1.1 } / rows.trialSum
  }

  func look(at position: [Double]) -> NewtonLook {
    let pass = likelihood.pass(position, deviation: 0)
    let sums = WeightedGram(
      of: likelihood.rows.design,
      scaling: .identity(columns: likelihood.rows.design.columns),
      weights: pass.curvatures,
      residuals: pass.residuals,
      threads: likelihood.threads
    )
    return NewtonLook(
      objective: -pass.logLikelihood,
      logLikelihood: pass.logLikelihood,
      score: sums.score,
      hessian: sums.gram
    )
  }

  func largestChange(along step: [Double]) -> Double {
    changes(along: step).reduce(0) { max($0, abs($1)) }
  }

  func largestRetreat(along step: [Double]) -> Double {
    let (rows, changes) = (likelihood.rows, changes(along: step))
    return changes.indices.reduce(0) { largest, row in
      let byEvents = rows.successes[row] > 0 ? -changes[row] : 0
      let byOthers = rows.successes[row] < rows.trials[row] ? changes[row] : 0
      return max(largest, byEvents, byOthers)
    }
  }

  private func changes(along step: [Double]) -> [Double] {
    likelihood.rows.design
      .multiplied(by: Array(step.dropFirst()), plus: step[0], threads: likelihood.threads)
  }
}
