/// The best way to merge neighbouring groups into bins: an exact dynamic programme.
///
/// For every number of bins K the information value is a sum over bins, so the best partition of
/// groups 0…j into k bins whose last bin is i…j extends the best partition of groups 0…i−1 into
/// k − 1 bins. The last bin belongs to the state because the trend compares neighbours. The
/// programme runs once for every K, without and with the ½ added to each count: how much is added
/// to the totals depends on K, and whether it is added on the bins themselves.
struct BinMerge {
  let prebins: Prebins
  let options: OptimalBinning
  /// The directions that the odds take one after the other.
  let directions: [Direction]

  /// How the odds go from one bin to the next.
  enum Direction {
    case up, down, anywhere

    func allows(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .up: left <= right
      case .down: left >= right
      case .anywhere: true
      }
    }
  }

  /// Where bins begin, and their information value.
  struct Partition {
    var starts: [Int]
    var informationValue: Double
  }

  /// The best partition; a single bin when nothing is admissible and better.
  ///
  /// More bins have to gain more than rounding could.
  func best() -> Partition {
    var best = Partition(starts: [0], informationValue: singleBinValue)
    let limit = min(options.maximumBins, prebins.groups.count)
    guard limit >= 2 else { return best }
    for binCount in 2...limit {
      for isSmoothed in [false, true] {
        guard isSmoothed || !prebins.missing.isOneSided,
          let candidate = self.best(binCount: binCount, isSmoothed: isSmoothed)
        else { continue }
        let gain = candidate.informationValue - best.informationValue
        if gain > 1e-12 * (1 + best.informationValue) { best = candidate }
      }
    }
    return best
  }

  private var singleBinValue: Double {
    let cells = [EvidenceCell.sum(prebins.groups), prebins.missing]
    return EvidenceTable(cells: cells).informationValue
  }
}

extension BinMerge {
  /// A partition of the groups up to some group, known by its last bin.
  private struct State {
    var value: Double
    /// The place of the state before, of which the bin before the last is the last.
    var previous: Int
  }

  /// What a merged bin would be worth.
  private struct Candidate {
    var first: Int
    var last: Int
    var odds: Double
    var value: Double
    var isOneSided: Bool
  }

  /// The best partition into exactly so many bins; nil when none is admissible.
  ///
  /// Smoothed partitions are those with a one-sided bin, the others have none.
  private func best(binCount: Int, isSmoothed: Bool) -> Partition? {
    let scale = EvidenceScale(
      total: prebins.total,
      binCount: binCount + (prebins.missing.count > 0 ? 1 : 0),
      isSmoothed: isSmoothed
    )
    let candidates = candidates(scale)
      .filter { isSmoothed || !$0.isOneSided }
    let layers = layers(candidates, binCount: binCount)
    let missing = scale.informationValue(of: prebins.missing)
    var best: (state: Int, value: Double)?
    for (place, state) in layers[binCount - 1].enumerated() {
      guard let state, isEnd(place, candidates, isSmoothed: isSmoothed) else { continue }
      if best.map({ state.value > $0.value }) ?? true { best = (place, state.value) }
    }
    guard let best else { return nil }
    return Partition(
      starts: starts(from: best.state, layers, candidates),
      informationValue: best.value + missing
    )
  }

  /// The merged bins that hold enough, ordered by their last group.
  private func candidates(_ scale: EvidenceScale) -> [Candidate] {
    let groups = prebins.groups
    let total = prebins.total.count
    return groups.indices.flatMap { last in
      (0...last).compactMap { first in
        let cell = EvidenceCell.sum(groups[first...last])
        guard options.admits(cell, total: total) else { return nil }
        return Candidate(
          first: first,
          last: last,
          odds: scale.odds(of: cell),
          value: scale.informationValue(of: cell),
          isOneSided: cell.isOneSided
        )
      }
    }
  }

  /// How many states share a last bin: one for each phase of the trend, without and with a
  /// one-sided bin so far.
  private var variants: Int { 2 * directions.count }

  private func isEnd(_ place: Int, _ candidates: [Candidate], isSmoothed: Bool) -> Bool {
    let candidate = candidates[place / variants]
    guard candidate.last == prebins.groups.count - 1 else { return false }
    return !isSmoothed || place % 2 == 1 || prebins.missing.isOneSided
  }

  /// The best states with 1, 2 … bins; the place of a state is
  /// `candidate · variants + 2 · phase + (1 with a one-sided bin)`.
  private func layers(_ candidates: [Candidate], binCount: Int) -> [[State?]] {
    let empty = [State?](repeating: nil, count: candidates.count * variants)
    var first = empty
    for (index, candidate) in candidates.enumerated() where candidate.first == 0 {
      first[index * variants + (candidate.isOneSided ? 1 : 0)] =
        State(value: candidate.value, previous: -1)
    }
    let ending = Dictionary(grouping: candidates.indices) { candidates[$0].last }
    var layers = [first]
    while layers.count < binCount {
      var layer = empty
      for (index, candidate) in candidates.enumerated() where candidate.first > 0 {
        for previous in ending[candidate.first - 1] ?? [] {
          extend(layers[layers.count - 1], from: previous, to: index, candidates, into: &layer)
        }
      }
      layers.append(layer)
    }
    return layers
  }

  /// Appends one bin to the states that end with another.
  private func extend(
    _ states: [State?],
    from previous: Int,
    to index: Int,
    _ candidates: [Candidate],
    into layer: inout [State?]
  ) {
    let (left, right) = (candidates[previous], candidates[index])
    for variant in 0..<variants {
      guard let state = states[previous * variants + variant] else { continue }
      let value = state.value + right.value
      let isOneSided = variant % 2 == 1 || right.isOneSided
      for phase in variant / 2..<min(directions.count, variant / 2 + 2)
      where directions[phase].allows(left.odds, right.odds) {
        let place = index * variants + 2 * phase + (isOneSided ? 1 : 0)
        if layer[place].map({ value > $0.value }) ?? true {
          layer[place] = State(value: value, previous: previous * variants + variant)
        }
      }
    }
  }

  private func starts(from last: Int, _ layers: [[State?]], _ candidates: [Candidate]) -> [Int] {
    var starts: [Int] = []
    var place = last
    for layer in layers.reversed() {
      starts.append(candidates[place / variants].first)
      place = layer[place]?.previous ?? -1
    }
    return starts.reversed()
  }
}
