import Evaluation
import Testing

@Suite struct DataSplitTests {
  @Test("blocks of time without training rows or without test rows give no split")
  func timeBlocks() {
    #expect(TimeBlocks(times: [5, 5, 5], count: 2).splits.isEmpty)
    #expect(TimeBlocks(times: [], count: 2).splits.isEmpty)
    #expect(TimeBlocks(times: [1, 2, 3], count: 2, gap: 9).splits.isEmpty)
    #expect(TimeBlocks(times: [.min, -5, 0], count: 2, gap: .max).splits.count == 1)
    #expect(
      TimeBlocks(times: [2, 1, 1], count: 2).splits
        == [DataSplit(trainingRows: [1, 2], testRows: [0])]
    )
  }

  @Test("folds give one split each, without empty ones")
  func folds() {
    let folds = Folds(groupedBy: ["a", "a", "b", "c"], count: 30, seed: 2)
    #expect(folds.splits.count == Set(folds.assignment).count)
    for split in folds.splits {
      #expect((split.trainingRows + split.testRows).sorted() == [0, 1, 2, 3])
    }
  }
}
