import Evaluation
import Statistics
import Testing

@Suite struct TimeBlocksTests {
  private let times: [Int64] = {
    var stream = RandomStream(seed: 6)
    return (0..<500).map { _ in Int64(stream.integer(below: 200)) }
  }()

  @Test("every training row is known before the first test row happens", arguments: [0, 1, 30])
  func strictlyBefore(gap: Int64) throws {
    let blocks = TimeBlocks(times: times, count: 4, gap: gap)
    for split in 0..<4 {
      let first = try #require(blocks.testRows(of: split).map { times[$0] }.min())
      let training = blocks.trainingRows(of: split)
      #expect(!training.isEmpty)
      #expect(training.allSatisfy { times[$0] < first && times[$0] + gap <= first })
      #expect(blocks.testStarts[split] == first)
      // Nothing that was known is left out.
      #expect(training.count == times.count { $0 < first && $0 + gap <= first })
    }
  }

  @Test("every row after the first block is tested once, in blocks of about equal size")
  func partition() {
    let blocks = TimeBlocks(times: times, count: 4)
    let tested = (0..<4).flatMap { blocks.testRows(of: $0) }
    #expect(Set(tested).count == tested.count)
    #expect(tested.count + blocks.assignment.count { $0 == 0 } == 500)
    #expect((0..<4).allSatisfy { abs(blocks.testRows(of: $0).count - 100) < 10 })
  }

  @Test("rows of one instant are never parted")
  func ties() {
    let blocks = TimeBlocks(times: times, count: 7)
    for instant in Set(times) {
      #expect(
        Set(times.indices.filter { times[$0] == instant }.map { blocks.assignment[$0] }).count == 1
      )
    }
  }

  @Test("the order of rows moves rows, not blocks")
  func rowOrder() {
    let reversed = TimeBlocks(times: times.reversed(), count: 4)
    #expect(
      TimeBlocks(times: times, count: 4).assignment == Array(reversed.assignment.reversed())
    )
  }

  @Test("one instant, few rows, no rows and the ends of time give empty parts, not errors")
  func degenerate() {
    let one = TimeBlocks(times: [5, 5, 5], count: 2)
    #expect(one.testStarts == [nil, nil])
    #expect(one.trainingRows(of: 0).isEmpty)
    #expect(TimeBlocks(times: [], count: 3).testRows(of: 2).isEmpty)
    let ends = TimeBlocks(times: [.min, 0, .max], count: 2, gap: .max)
    #expect(ends.trainingRows(of: 0) == [0])
    #expect(ends.trainingRows(of: 1) == [0, 1])
    #expect(TimeBlocks(times: [.min, .min + 1], count: 1, gap: 5).trainingRows(of: 0).isEmpty)
  }
}
