import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Walks down a sequence of penalties, several at a time.
///
/// Along a path the curvature changes slowly and smoothly. It is computed at both ends of a short
/// stretch and interpolated between them; with it each penalty takes chord steps. Its slope is
/// exact at every look, and the looks of all penalties of the stretch share one pass over the rows.
/// Where chords bring little, Newton steps take over.
struct PathWalk {
  let solver: ElasticNetSolver
  /// Whether columns that the strong rule discards are left out of the curvature.
  let screens: Bool
  /// The end of the stretch before.
  private(set) var look: MeanLook
  private var strength: Double
  private var working: [Int] = []
  /// The curvature near `look`, among `working`.
  private var curvature: Matrix?

  /// How many columns the curvature may have without being screened.
  private static let unscreened = 256

  /// Starts at the model in which every coefficient that costs anything is 0, which is optimal from
  /// the largest strength on.
  init(solver: ElasticNetSolver, start: MeanLook, largestStrength: Double, screens: Bool) {
    self.solver = solver
    self.screens = screens
    look = start
    strength = largestStrength
  }

  /// Fits the first penalties of a falling sequence; at least one.
  mutating func next(_ strengths: ArraySlice<Double>) -> [PenaltySearch] {
    let stretch = strengths.prefix(chooseWorking(strengths))
    var searches = stretch.map {
      PenaltySearch(strength: $0, penalty: solver.penalty(strength: $0), from: look)
    }
    walkTogether(&searches)
    for index in searches.indices where searches[index].convergence == nil {
      solver.refine(&searches[index], among: &working)
    }
    if let last = searches.last { (look, strength) = (last.look, last.strength) }
    return searches
  }

  /// Decides how many penalties to fit together, and which coordinates may move.
  ///
  /// The sequential strong rule (Tibshirani et al. 2012, Strong rules for discarding predictors in
  /// lasso-type problems) keeps a column when its slope at the penalty before is at least the
  /// cost of twice the new strength minus the old. What it leaves out by mistake shows up as a
  /// violation and is added.
  private mutating func chooseWorking(_ strengths: ArraySlice<Double>) -> Int {
    let varying = solver.problem.scaling.varyingCoordinates
    var (count, kept) = (min(LogisticScores.lanes, strengths.count), varying)
    if screens, varying.count > Self.unscreened {
      // Long stretches share looks and a curvature; short ones let the rule discard more.
      let candidates = [8, 4, 2, 1].filter { $0 <= count }.map { count in
        (count, strongSet(varying, strengths[strengths.startIndex + count - 1]))
      }
      func price(_ candidate: (Int, [Int])) -> Double {
        let square = Double(candidate.1.count * candidate.1.count)
        let pass = square + Self.priceOfLooks * Double(varying.count)
        return pass * Double(solver.problem.design.rows) / Double(candidate.0)
          + Self.sweeps * square
      }
      (count, kept) = candidates.min { price($0) < price($1) } ?? (count, kept)
      // A few columns too many are cheaper than a new curvature.
      let isKnown = Set(kept).isSubset(of: working) && working.count <= kept.count * 5 / 4
      if isKnown { kept = working }
    }
    if kept != working { (working, curvature) = (kept, nil) }
    return count
  }

  /// What a few looks cost per column, in multiplications per row; a curvature costs the square of
  /// its columns.
  private static let priceOfLooks = 80.0
  /// About how many times one penalty reads its whole curvature.
  private static let sweeps = 200.0

  private func strongSet(_ coordinates: [Int], _ next: Double) -> [Int] {
    let bound = solver.penalty(strength: max(0, 2 * next - strength)).absolute
    return coordinates.filter { index in
      index == 0 || look.position[index] != 0 || abs(look.slope[index]) >= bound[index]
    }
  }

  /// Takes chord steps with all searches at once, while that helps.
  private mutating func walkTogether(_ searches: inout [PenaltySearch]) {
    endReached(&searches)
    let before = largestViolation(searches)
    guard before > 0 else { return }
    var from = curvature ?? solver.curvature(at: look.position, among: working)
    var to = from
    step(&searches, from: from, to: to)
    if isWorthACurvature(before: before, after: largestViolation(searches)) {
      to = endCurvature(searches)
    }
    for _ in 0..<Self.maximumRounds {
      endReached(&searches)
      guard searches.contains(where: isWalking) else { break }
      let known = working
      step(&searches, from: from, to: to)
      for search in searches { solver.addViolators(of: search, to: &working) }
      guard working != known else { continue }
      to = endCurvature(searches)
      from = to
    }
    curvature = to
  }

  private func endCurvature(_ searches: [PenaltySearch]) -> Matrix {
    solver.curvature(at: searches[searches.count - 1].look.position, among: working)
  }

  private func largestViolation(_ searches: [PenaltySearch]) -> Double {
    searches.filter(isWalking).reduce(0) { max($0, $1.violation) }
  }

  /// Whether a curvature at the end of the stretch saves more looks than it costs.
  ///
  /// Every look with the old curvature shrinks the violation as the first one did, with a new one
  /// about ten times as much. A curvature takes as long as a look for each forty columns.
  private func isWorthACurvature(before: Double, after: Double) -> Bool {
    let share = after / before
    guard after > solver.tolerance else { return false }
    guard share < 0.5 else { return true }
    let distance = log(after / solver.tolerance)
    let saved = (distance / -log(share)).rounded(.up) - (distance / -log(share / 10)).rounded(.up)
    return saved > max(1, Double(working.count) / 40)
  }

  private static let maximumRounds = 12

  private func isWalking(_ search: PenaltySearch) -> Bool {
    search.convergence == nil && search.disappointments < 2 && search.strength > 1e-6
  }

  private func endReached(_ searches: inout [PenaltySearch]) {
    for index in searches.indices
    where searches[index].violation <= solver.tolerance && searches[index].strength > 1e-6 {
      searches[index].convergence = .reached
    }
  }

  /// One chord step of every search that goes on, in one pass over the rows.
  private func step(_ searches: inout [PenaltySearch], from: Matrix, to: Matrix) {
    let walking = searches.indices.filter { isWalking(searches[$0]) }
    guard !walking.isEmpty else { return }
    let candidates = walking.map { index in
      let search = searches[index]
      let share = Double(index + 1) / Double(searches.count)
      var curvature = from.mixed(with: to, share: share)
      // The first move is the long one from the stretch before.
      for move in search.moves.dropFirst() {
        curvature.correct(
          step: working.map { move.step[$0] },
          change: working.map { move.change[$0] }
        )
      }
      return QuadraticModel(working: working, curvature: curvature, penalty: search.penalty)
        .minimum(
          from: search.look.position,
          slope: search.look.slope,
          tolerance: solver.innerTolerance(search)
        )
    }
    for (index, look) in zip(walking, solver.looks(at: candidates)) {
      _ = searches[index].accept(look)
    }
  }
}

extension Matrix {
  /// Makes a curvature tell the change of slope that a step really brought, and stay positive
  /// (Broyden, Fletcher, Goldfarb and Shanno 1970).
  fileprivate mutating func correct(step: [Double], change: [Double]) {
    let guess = (0..<rows).map { row in
      zip(self.row(row), step).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let found = zip(step, change).reduce(0) { $0 + $1.0 * $1.1 }
    let expected = zip(step, guess).reduce(0) { $0 + $1.0 * $1.1 }
    // Far below this the change of slope is rounding.
    guard expected > 1e-24, found > 0.1 * expected, found < 10 * expected else { return }
    withUnsafeMutableBufferPointer { elements in
      for row in step.indices {
        let (gain, loss) = (change[row] / found, guess[row] / expected)
        for column in step.indices {
          elements[row * step.count + column] += gain * change[column] - loss * guess[column]
        }
      }
    }
  }

  /// `(1 − share) · self + share · other`.
  func mixed(with other: Matrix, share: Double) -> Matrix {
    var mixed = self
    mixed.withUnsafeMutableBufferPointer { mixed in
      other.withUnsafeBufferPointer { other in
        for index in mixed.indices { mixed[index] += share * (other[index] - mixed[index]) }
      }
    }
    return mixed
  }
}
