import Evaluation
import LinearAlgebra
import Models
import Statistics
import Testing

@Suite struct FoldsTests {
  @Test("all rows of one key lie in one fold, and stay there when keys are added")
  func grouped() {
    let keys = (0..<500).map { "account-\($0 % 60)" }
    let folds = Folds(groupedBy: keys, count: 5, seed: 42)
    for row in 60..<500 { #expect(folds.assignment[row] == folds.assignment[row - 60]) }
    let more = Folds(groupedBy: ["new"] + keys, count: 5, seed: 42)
    #expect(Array(more.assignment.dropFirst()) == folds.assignment)
    #expect(Set(folds.assignment) == Set(0..<5))
  }

  @Test("another seed gives other folds")
  func seeds() {
    let keys = (0..<100).map { "\($0)" }
    #expect(
      Folds(groupedBy: keys, count: 5, seed: 1) != Folds(groupedBy: keys, count: 5, seed: 2)
    )
    let outcomes = (0..<100).map { Double($0 % 2) }
    #expect(
      Folds(stratifying: outcomes, count: 5, seed: 1)
        != Folds(stratifying: outcomes, count: 5, seed: 2)
    )
  }

  @Test("a key and its hash give the same fold")
  func hashes() {
    let keys = ["a", "b", "c"]
    #expect(
      Folds(groupedBy: keys, count: 3, seed: 1)
        == Folds(groupedBy: keys.map { StableHash.value(of: $0) }, count: 3, seed: 1)
    )
  }

  @Test("stratified folds differ by one row and one event at most", arguments: [2, 5, 7])
  func stratified(count: Int) {
    let outcomes = (0..<123).map { $0 % 9 == 0 ? 1.0 : 0 }
    let folds = Folds(stratifying: outcomes, count: count, seed: 3)
    let sizes = (0..<count).map { folds.testRows(of: $0).count }
    let events = (0..<count).map { fold in
      folds.testRows(of: fold).filter { outcomes[$0] == 1 }.count
    }
    for counts in [sizes, events] { #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1) }
    #expect(sizes.reduce(0, +) == 123)
  }

  @Test("training and test rows of a fold share no row and leave none out")
  func partition() {
    let folds = Folds(stratifying: (0..<50).map { Double($0 % 2) }, count: 4, seed: 9)
    for fold in 0..<4 {
      #expect(
        (folds.trainingRows(of: fold) + folds.testRows(of: fold)).sorted() == Array(0..<50)
      )
    }
  }

  @Test("every prediction comes from a model that did not see its row")
  func outOfFold() throws {
    let outcomes = (0..<40).map { $0 % 3 == 0 ? 1.0 : 0 }
    let folds = Folds(stratifying: outcomes, count: 4, seed: 5)
    // The prediction is the rate of the training rows, so it can be checked by hand.
    let crossFit = try folds.crossFitted(outcomes: outcomes) { training, test in
      let rate = training.reduce(0) { $0 + outcomes[$1] } / Double(training.count)
      return test.map { _ in rate }
    }
    for row in 0..<40 {
      let others = folds.assignment.indices.filter {
        folds.assignment[$0] != folds.assignment[row]
      }
      let rate = others.reduce(0) { $0 + outcomes[$1] } / Double(others.count)
      #expect(crossFit.probabilities[row] == rate)
    }
    #expect(crossFit.report.sampleSize == 40)
    #expect(crossFit.foldReports.map { $0?.sampleSize } == [10, 10, 10, 10])
  }

  @Test("an informative column is recognised on rows not seen, noise is not")
  func logisticRegression() throws {
    var stream = RandomStream(seed: 77)
    var design = Matrix(rows: 2000, columns: 1)
    var noise = design
    let outcomes = (0..<2000).map { row in
      design[row, 0] = stream.normal()
      noise[row, 0] = stream.normal()
      return stream.bernoulli(logistic(1.5 * design[row, 0] - 1)) ? 1.0 : 0
    }
    let folds = Folds(stratifying: outcomes, count: 5, seed: 1)
    let regression = LogisticRegression(penalty: .ridge(strength: 1))
    let informed = try folds.crossFitted(regression, on: design, outcomes: outcomes).report
    let guessed = try folds.crossFitted(regression, on: noise, outcomes: outcomes).report
    #expect(try #require(informed.discrimination).area > 0.78)
    #expect(abs(try #require(guessed.discrimination).area - 0.5) < 0.06)
    #expect(abs(try #require(informed.calibrationLine).slope - 1) < 0.2)
  }

  @Test("a fold without rows has no report, and its rows are not missed")
  func emptyFold() throws {
    let folds = Folds(groupedBy: ["a", "a", "b", "b"], count: 40, seed: 1)
    let crossFit = try folds.crossFitted(outcomes: [0, 1, 0, 1]) { _, test in test.map { _ in 0.5 }
    }
    #expect(crossFit.foldReports.compactMap { $0 }.count == Set(folds.assignment).count)
    #expect(crossFit.report.logLoss > 0.69)
  }

  @Test("what the closure throws comes out")
  func throwing() {
    let folds = Folds(stratifying: [0, 1, 0, 0], count: 2, seed: 1)
    let error = #expect(throws: ModelError.self) {
      try folds.crossFitted(
        LogisticRegression(),
        on: Matrix(rows: 4, columns: 0),
        outcomes: [0, 1, 0, 0]
      )
    }
    #expect(error?.code == .singleClass)
  }
}
