import BatchRun
import Evaluation
import Foundation
import TestSupport
import Testing

@Suite("The evaluation of a plain table")
struct EvaluationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A table of 300 rows whose outcome is `score` above 5 in about three rows of four.
  private func table(
    header: String,
    flippedFrom flipped: Int = 300,
    _ cells: (_ row: Int, _ won: Bool) -> String
  ) throws -> String {
    let rows = (0..<300).map { row in
      let score = row * 7 % 10
      let won = ((score > 5) != (row / 10 % 4 == 0)) != (row >= flipped)
      return "\(score),\(cells(row, won)),\(won ? 1 : 0)"
    }
    return try folder.write(
      (["score,\(header),won"] + rows).joined(separator: "\n") + "\n",
      to: "table.csv"
    )
  }

  private func evaluated(
    _ file: String,
    without excluded: [String] = [],
    by validation: EvaluationRun.Validation = .crossFitting,
    threads: Int = 1
  ) throws -> EvaluationRun.Result {
    try EvaluationRun(
      RunOptions(inputs: [file], outputFolder: "\(folder.path)/out", threads: threads)
    )
    .evaluate(
      label: .init(column: "won", value: nil, idColumn: nil, excluded: excluded),
      by: validation
    )
  }

  @Test("a column that is filled for successes only is a leak, in numbers and in one line")
  func filledForSuccesses() throws {
    let file = try table(header: "signed on") { row, won in won ? "2025-03-\(row % 28 + 1)" : "" }
    let finding = try #require(try evaluated(file).leakage?.first)
    #expect(finding.column == "signed on")
    #expect(finding.verdict == .leak)
    let reason = try #require(finding.reasons.first { $0.kind == .filledForOneOutcome })
    #expect(reason.numbers == ["eventShare": 1, "nonEventShare": 0, "outcome": 1])
    #expect(finding.text.hasPrefix("leak: the column 'signed on' "))
    #expect(finding.text.hasSuffix("leave it out with --without 'signed on'"))
    #expect(!finding.text.contains("\n"))
  }

  @Test("a level that almost every row has for itself is no leak")
  func identifiers() throws {
    let file = try table(header: "code") { row, _ in "C\(row)" }
    #expect(try evaluated(file).leakage?.contains { $0.column == "code" } == false)
  }

  @Test(
    "a comma in a list parts names, unless it belongs to one",
    arguments: [
      (["a,b"], ["a", "b"]), (["a", "b"], ["a", "b"]), (["a", "b, c"], ["a", "b, c"]),
      (["a,b, c"], ["a", "b, c"]), (["b, c,a"], ["b, c", "a"]), (["a,,b,"], ["a", "b"]), ([""], []),
    ]
  )
  func lists(excluded: [String], names: [String]) throws {
    let file = try table(header: "a,b,\"b, c\"") { row, _ in "\(row % 3),\(row % 5),\(row % 7)" }
    #expect(try evaluated(file, without: excluded).excludedAttributes == names)
  }

  @Test("a name in a list that is no column is told by itself")
  func unknownName() throws {
    let file = try table(header: "a") { row, _ in "\(row % 3)" }
    let error = #expect(throws: BatchRunError.self) {
      try evaluated(file, without: ["a,scor"])
    }
    #expect(error?.code == .unknownColumn)
    #expect(error?.hint == "did you mean 'score'?")
  }

  @Test("the last share is judged by the rows before it, with the same bits on all threads")
  func lastShare() throws {
    let file = try table(header: "half") { row, _ in row < 150 ? "first" : "second" }
    let result = try evaluated(file, by: .last(share: 0.5))
    #expect(result.trainingRows == 150)
    #expect(result.total.sampleSize == 150)
    #expect(result.folds.isEmpty)
    // The first half knows one level only, so that the score is the only column.
    #expect(result.features == 1)
    let predictions = try folder.read("out/predictions.csv")
    #expect(predictions.split(separator: "\n").count == 151)
    _ = try evaluated(file, by: .last(share: 0.5), threads: 2)
    #expect(try folder.read("out/predictions.csv") == predictions)
  }

  @Test("the outcomes of the judged rows move none of their predictions")
  func unseenOutcomes() throws {
    let probabilities = try [300, 200].map { flipped in
      let file = try table(header: "extra", flippedFrom: flipped) { row, _ in "\(row % 3)" }
      _ = try evaluated(file, by: .last(share: 1 / 3))
      let lines = try folder.read("out/predictions.csv").split(separator: "\n")
      return lines.map { $0.split(separator: ",")[1] }
    }
    #expect(probabilities[0].count == 101)
    #expect(probabilities[0] == probabilities[1])
  }

  @Test("too few outcomes on either side of the cut are an error", arguments: [0.02, 0.98])
  func fewOutcomes(share: Double) throws {
    let file = try table(header: "a") { row, _ in "\(row % 3)" }
    let error = #expect(throws: BatchRunError.self) {
      try evaluated(file, by: .last(share: share))
    }
    #expect(error?.code == .tooFewOutcomes)
  }
}
