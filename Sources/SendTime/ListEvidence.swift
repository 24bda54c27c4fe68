/// Rates and curves of a list and its segments, read from its counts.
struct ListEvidence {
  let counts: SendTimeCounts
  let channelRates: [Double]
  let overallRate: Double
  /// Responses to sends with a known hour.
  let timedResponses: Int

  /// The rate of a list that has never sent: one send's worth of custom.
  private static let customaryRate = 0.1

  init(_ counts: SendTimeCounts) {
    self.counts = counts
    let overall =
      (Double(counts.totalResponses) + Self.customaryRate) / (Double(counts.totalSends) + 1)
    overallRate = overall
    let block = counts.segments * SendTimeCounts.hours
    channelRates = (0..<counts.channels).map { channel in
      let cells = channel * block..<(channel + 1) * block
      return (Double(counts.responses[cells].reduce(0, +)) + overall)
        / (Double(counts.sends[cells].reduce(0, +)) + 1)
    }
    timedResponses = counts.responses.enumerated().reduce(0) { sum, cell in
      cell.offset % SendTimeCounts.hours < 168 ? sum + cell.element : sum
    }
  }

  /// The list's curve, from responses, else from visits, else flat; and what it rests on.
  func commonCurve() -> ([Double], SendTimeAdvice.Basis) {
    if timedResponses > 0 {
      let list = evidence(of: Array(0..<counts.segments), in: \.weighted)
      let curve = HourCurve.curves(of: [list])[0].normalised(by: list.expected)
      return (curve, .population)
    }
    let visits = (0..<168).map { hour in
      (0..<counts.segments).reduce(0.0) { $0 + Double(counts.visits[$1 * 168 + hour]) }
    }
    let total = visits.reduce(0, +)
    guard total > 0 else { return (Array(repeating: 1, count: 168), .default) }
    let flat = Array(repeating: total / 168, count: 168)
    return (
      HourCurve.curves(of: [HourEvidence(responses: visits, expected: flat)])[0]
        .normalised(by: flat), .population
    )
  }

  /// The curves of the segments, shrunk to the list's, and their levels.
  func segments(commonCurve: [Double]) -> [(curve: [Double], level: Double)] {
    let segments = Array(0..<counts.segments)
    let raw = segments.map { evidence(of: [$0], in: \.raw).scaled(by: commonCurve) }
    let untimed = segments.map { untimedTotals(segment: $0) }
    let levels = HourCurve.levels(
      responses: zip(raw, untimed).map { $0.responses.reduce($1.responses, +) },
      expected: zip(raw, untimed).map { $0.expected.reduce($1.expected, +) }
    )
    guard timedResponses > 0, counts.segments > 1 else { return levels.map { (commonCurve, $0) } }
    let groups = segments.map { evidence(of: [$0], in: \.weighted).scaled(by: commonCurve) }
    // A segment's level is no news about its hours, so each is compared with its own total.
    let curves = HourCurve.curves(of: groups.map(\.levelled))
    return segments.map { segment in
      let curve = curves[segment].normalised(by: groups[segment].expected)
      return (zip(curve, commonCurve).map { $0 * $1 }, levels[segment])
    }
  }

  /// How far the list's curve is believed at each hour: half where nobody was ever written to, and
  /// three quarters where one contact was, whose habit may be his own.
  var trust: [Double] {
    guard timedResponses > 0 else { return Array(repeating: 1, count: 168) }
    return (0..<168).map { hour in
      let contacts = (0..<counts.segments).reduce(0) { $0 + counts.contacts[$1 * 168 + hour] }
      return [0.5, 0.75, 1][min(2, contacts)]
    }
  }

  private func evidence(
    of segments: [Int],
    in tally: KeyPath<SendTimeCounts, SendTimeCounts.Tally>
  ) -> HourEvidence {
    let tally = counts[keyPath: tally]
    var evidence = HourEvidence(
      responses: Array(repeating: 0, count: 168),
      expected: Array(repeating: 0, count: 168)
    )
    for channel in 0..<counts.channels {
      for segment in segments {
        let first = counts.firstCell(channel: channel, segment: segment)
        for hour in 0..<168 {
          let sends = Double(tally.sends[first + hour]) / tally.unit
          evidence.responses[hour] += Double(tally.responses[first + hour]) / tally.unit
          evidence.expected[hour] += sends * channelRates[channel]
        }
      }
    }
    return evidence
  }

  private func untimedTotals(segment: Int) -> (responses: Double, expected: Double) {
    (0..<counts.channels).reduce(into: (0, 0)) { sum, channel in
      let cell = counts.firstCell(channel: channel, segment: segment) + 168
      sum.responses += Double(counts.responses[cell])
      sum.expected += Double(counts.sends[cell]) * channelRates[channel]
    }
  }
}

extension HourEvidence {
  /// The evidence with expectations that follow a curve.
  fileprivate func scaled(by curve: [Double]) -> HourEvidence {
    HourEvidence(responses: responses, expected: zip(expected, curve).map { $0 * $1 })
  }

  /// The evidence with expectations that add up to the responses.
  fileprivate var levelled: HourEvidence {
    let total = expected.reduce(0, +)
    let ratio = total > 0 ? responses.reduce(0, +) / total : 1
    return HourEvidence(responses: responses, expected: expected.map { $0 * ratio })
  }
}

extension [Double] {
  /// The curve scaled so that its mean under some weights is one.
  func normalised(by weights: [Double]) -> [Double] {
    let weighted = zip(self, weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard weighted > 0 else { return self }
    let scale = weights.reduce(0, +) / weighted
    return map { $0 * scale }
  }
}
