/// Shown lines, in which a line `…` stands for any lines.
struct Elision {
  /// The runs of lines between the elisions, each with its place among the shown lines.
  private let runs: [(offset: Int, lines: [String])]
  private let isToBeRecorded: Bool

  init(_ shown: some Sequence<String>) {
    let shown = Array(shown)
    isToBeRecorded = shown == ["?"]
    var runs: [(offset: Int, lines: [String])] = [(0, [])]
    for (offset, line) in shown.enumerated() {
      if line == "…" {
        runs.append((offset + 1, []))
      } else {
        runs[runs.count - 1].lines.append(line)
      }
    }
    self.runs = runs
  }

  /// Where an output first differs from the shown lines.
  struct Miss: Equatable {
    /// The place among the shown lines.
    var offset: Int
    /// The shown line and the printed one; nil behind the last.
    var expected, found: String?
  }

  /// The first difference; nil where the output is as shown.
  func firstMiss(in output: [String]) -> Miss? {
    var rest = output[...]
    for (index, run) in runs.enumerated() {
      let (isFirst, isLast) = (index == 0, index == runs.count - 1)
      if isFirst {
        if let miss = miss(run, in: rest, isWhole: isLast) { return miss }
        rest = rest.dropFirst(run.lines.count)
      } else if isLast {
        let end = rest.suffix(run.lines.count)
        if let miss = miss(run, in: end, isWhole: true) { return miss }
      } else {
        guard let start = place(of: run.lines, in: rest, score: { $0 == $1 }, isExact: true) else {
          return Miss(offset: run.offset, expected: run.lines.first, found: nil)
        }
        rest = rest[(start + run.lines.count)...]
      }
    }
    return nil
  }

  private func miss(
    _ run: (offset: Int, lines: [String]),
    in output: ArraySlice<String>,
    isWhole: Bool
  ) -> Miss? {
    for (offset, line) in run.lines.enumerated() {
      let found = offset < output.count ? output[output.startIndex + offset] : nil
      if found != line { return Miss(offset: run.offset + offset, expected: line, found: found) }
    }
    guard isWhole, output.count > run.lines.count else { return nil }
    return Miss(
      offset: run.offset + run.lines.count,
      expected: nil,
      found: output[output.startIndex + run.lines.count]
    )
  }

  /// The lines to show for a new output, with the same parts left out.
  ///
  /// The first run is taken from the beginning, the last from the end, those between from where
  /// most of their lines look alike but for numbers.
  func recorded(_ output: [String]) -> [String] {
    if isToBeRecorded { return output }
    guard runs.count > 1 else { return runs[0].lines.isEmpty ? [] : output }
    var shown: [String] = []
    var rest = output[...]
    for (index, run) in runs.enumerated() {
      if index > 0 { shown.append("…") }
      let count = min(run.lines.count, rest.count)
      if index == 0 {
        shown += rest.prefix(count)
        rest = rest.dropFirst(count)
      } else if index == runs.count - 1 {
        shown += rest.suffix(count)
      } else if let start = place(of: run.lines, in: rest, score: Self.looksAlike, isExact: false) {
        shown += rest[start..<start + count]
        rest = rest[(start + count)...]
      }
    }
    return shown
  }

  /// The first place where most lines of a run are found, or, if `isExact`, all of them.
  private func place(
    of run: [String],
    in output: ArraySlice<String>,
    score: (String, String) -> Bool,
    isExact: Bool
  ) -> Int? {
    guard run.count <= output.count else { return isExact ? nil : output.startIndex }
    let scored = (output.startIndex...output.endIndex - run.count).map { start in
      (start: start, score: zip(run, output[start...]).count { score($0, $1) })
    }
    guard let best = scored.max(by: { ($0.score, $1.start) < ($1.score, $0.start) }) else {
      return nil
    }
    return isExact && best.score < run.count ? nil : best.start
  }

  private static func looksAlike(_ left: String, _ right: String) -> Bool {
    left.filter { !$0.isNumber } == right.filter { !$0.isNumber }
  }
}
