#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import Features
import Statistics

/// The sends with known hours of a sample of contacts, ready to be predicted again and again.
///
/// Every likelihood here predicts each send from everything but itself, so that a response never
/// counts as evidence for itself.
struct TimingSample {
  /// Where each contact's sends begin, and the end.
  private var starts = [0]
  private var hours: [Int] = []
  private var responses: [Double] = []
  /// The segment's rate in the send's channel.
  private var rates: [Double] = []
  /// The segment's curve at the send's hour.
  private var common: [Double] = []
  /// How the prior changes per unit of weight on visits by hour of week, and of day.
  private var week: [Double] = []
  private var day: [Double] = []

  /// How many sends there are.
  var count: Int { hours.count }
  private var contacts: Int { starts.count - 1 }

  init(_ sample: [SendTimeEstimator.SampledContact], model: SendTimeModel) {
    var scratch = SendTimeScratch()
    for contact in sample {
      scratch.load(contact.history)
      let visits = model.smoothVisits(in: &scratch)
      for bits in scratch.sends {
        let send = PackedSend(bits: bits)
        guard send.hour < 168 else { continue }
        append(send, segment: contact.segment, visits: visits, model: model, scratch: scratch)
      }
      starts.append(hours.count)
    }
  }

  private mutating func append(
    _ send: PackedSend,
    segment: Int,
    visits: Double,
    model: SendTimeModel,
    scratch: SendTimeScratch
  ) {
    typealias Region = SendTimeScratch.Region
    let curve = model.segmentCurves[segment][send.hour]
    let weight = visits + model.options.pseudoVisits
    let withdrawn = weight > 0 ? curve * visits / weight : 0
    let scale = weight > 0 ? model.segmentMeans[segment] / weight : 0
    let nearWeek =
      scratch.slab[Region.visitedWeek + model.visitKernel.radius + send.hour]
    let nearDay = scratch.slab[Region.visitedDay + send.hour % 24]
    hours.append(send.hour)
    responses.append(send.response)
    rates.append(model.baseRate(channel: send.channel, segment: segment))
    common.append(curve)
    week.append(168 * scale * nearWeek - withdrawn)
    day.append(24 * scale * nearDay - withdrawn)
  }

  /// Learns everything that depends on single contacts.
  func tune(_ model: inout SendTimeModel) {
    let options = model.options
    var priors = priors(.none)
    var concentration = concentration(priors: priors, among: options.contactConcentrations)
    let common = logLikelihood(priors: priors, levels: levels(priors, concentration))
    let weight = visitWeight(concentration: concentration)
    let visited = self.priors(weight)
    let visitGain =
      logLikelihood(priors: visited, levels: levels(visited, concentration)) - common
    if visitGain > options.proof {
      model.visitWeight = weight
      priors = visited
      concentration = self.concentration(priors: priors, among: options.contactConcentrations)
    }
    let levels = levels(priors, concentration)
    let gains = hourGains(
      priors: priors,
      levels: levels,
      kernel: model.responseKernel,
      options: options
    )
    let best = gains.firstIndexOfMaximum
    if !gains.isEmpty, gains[best] > options.proof {
      model.hourConcentration = options.hourConcentrations[best]
      model.summary.responseGain = gains[best]
    }
    model.contactConcentration = concentration
    model.summary.sampleSends = count
    model.summary.commonLogLikelihood = common
    model.summary.visitGain = model.visitWeight == .none ? 0 : visitGain
  }

  /// The expected response of each send before the contact's own responses.
  private func priors(_ weight: VisitWeight) -> [Double] {
    (0..<count).map { send in
      let relative =
        common[send] + weight.hourOfWeek * week[send] + weight.hourOfDay * day[send]
      return min(rates[send] * relative, rateBounds.upperBound)
    }
  }

  /// The Beta-Binomial concentration of contacts around their priors, by marginal likelihood.
  private func concentration(priors: [Double], among candidates: [Double]) -> Double {
    let cells = (0..<contacts).compactMap { contact -> (n: Double, y: Double, mean: Double)? in
      let sends = starts[contact]..<starts[contact + 1]
      guard !sends.isEmpty else { return nil }
      let n = Double(sends.count)
      return (n, sends.reduce(0) { $0 + responses[$1] }, sends.reduce(0) { $0 + priors[$1] } / n)
    }
    let logLikelihoods = candidates.map { concentration in
      cells.reduce(0) { sum, cell in
        let (a, b) = (concentration * cell.mean, concentration * (1 - cell.mean))
        return sum + logRisingFactorial(a, cell.y) + logRisingFactorial(b, cell.n - cell.y)
          - logRisingFactorial(concentration, cell.n)
      }
    }
    return candidates[logLikelihoods.firstIndexOfMaximum]
  }

  /// For each send, the contact's level as his other sends tell it.
  private func levels(_ priors: [Double], _ concentration: Double) -> [Double] {
    var levels: [Double] = []
    levels.reserveCapacity(count)
    for contact in 0..<contacts {
      let sends = starts[contact]..<starts[contact + 1]
      let expected = sends.reduce(0) { $0 + priors[$1] }
      let responded = sends.reduce(0) { $0 + responses[$1] }
      let weight = concentration * expected / Double(max(1, sends.count))
      for send in sends {
        levels.append(
          (weight + responded - responses[send]) / (weight + expected - priors[send])
        )
      }
    }
    return levels
  }

  private func logLikelihood(priors: [Double], levels: [Double]) -> Double {
    (0..<count).reduce(0) { sum, send in
      sum + logProbability(of: send, rate: priors[send] * levels[send])
    }
  }

  @inline(__always)
  private func logProbability(of send: Int, rate: Double) -> Double {
    let rate = rate.clamped(to: rateBounds)
    return log(responses[send] > 0 ? rate : 1 - rate)
  }
}

extension TimingSample {
  /// The weights of visits with the highest likelihood, by Fisher scoring inside their bounds.
  ///
  /// The likelihood is concave in the weights as long as the levels stand still.
  private func visitWeight(concentration: Double) -> VisitWeight {
    var weight = VisitWeight.none
    for _ in 0..<20 {
      let priors = priors(weight)
      let next = improved(weight, priors: priors, levels: levels(priors, concentration))
      let move = max(
        abs(next.hourOfWeek - weight.hourOfWeek),
        abs(next.hourOfDay - weight.hourOfDay)
      )
      weight = next
      if move < 1e-6 { break }
    }
    return weight
  }

  private func improved(
    _ weight: VisitWeight,
    priors: [Double],
    levels: [Double]
  ) -> VisitWeight {
    var gradient = (week: 0.0, day: 0.0)
    var information = (week: 0.0, both: 0.0, day: 0.0)
    for send in 0..<count {
      let rate = (priors[send] * levels[send]).clamped(to: rateBounds)
      let scale = levels[send] * rates[send]
      let (byWeek, byDay) = (scale * week[send], scale * day[send])
      let inverse = 1 / (rate * (1 - rate))
      let residual = (responses[send] - rate) * inverse
      gradient.week += residual * byWeek
      gradient.day += residual * byDay
      information.week += byWeek * byWeek * inverse
      information.both += byWeek * byDay * inverse
      information.day += byDay * byDay * inverse
    }
    guard information.week > 0, information.day > 0 else { return weight }
    // The quadratic model is maximised one weight at a time: bounds need no case distinction.
    var next = weight
    for _ in 0..<40 {
      let (byWeek, byDay) = (
        next.hourOfWeek - weight.hourOfWeek, next.hourOfDay - weight.hourOfDay
      )
      let weekStep = (gradient.week - information.both * byDay) / information.week
      next.hourOfWeek = (weight.hourOfWeek + weekStep).clamped(to: 0...(0.95 - next.hourOfDay))
      let moved = next.hourOfWeek - weight.hourOfWeek
      let dayStep = (gradient.day - information.both * moved) / information.day
      next.hourOfDay = (weight.hourOfDay + dayStep).clamped(to: 0...(0.95 - next.hourOfWeek))
      if next.hourOfWeek - weight.hourOfWeek == byWeek, next.hourOfDay - weight.hourOfDay == byDay {
        break
      }
    }
    return next
  }

  /// What own responses near the hour add to the log-likelihood, per candidate concentration.
  private func hourGains(
    priors: [Double],
    levels: [Double],
    kernel: HourKernel,
    options: SendTimeOptions
  ) -> [Double] {
    var gains = Array(repeating: 0.0, count: options.hourConcentrations.count)
    for contact in 0..<contacts {
      let sends = starts[contact]..<starts[contact + 1]
      guard sends.count > 1 else { continue }
      let near = nearby(sends, priors: priors, kernel: kernel, dailyShare: options.dailyShare)
      for (index, send) in sends.enumerated() {
        let rate = (priors[send] * levels[send]).clamped(to: rateBounds)
        let without = logProbability(of: send, rate: rate)
        let expected = levels[send] * near[index].expected
        for (candidate, concentration) in options.hourConcentrations.enumerated() {
          let weight = concentration * rate
          let ratio = (weight + near[index].responses) / (weight + expected)
          gains[candidate] += logProbability(of: send, rate: rate * ratio) - without
        }
      }
    }
    return gains
  }

  /// For each send of a contact, his other responses and priors near its hour.
  private func nearby(
    _ sends: Range<Int>,
    priors: [Double],
    kernel: HourKernel,
    dailyShare: Double
  ) -> [(responses: Double, expected: Double)] {
    // Sends are in order of their hours, so sums per occupied hour come first: a contact with
    // thousands of sends costs no more than 168² weights.
    var occupied: [(hour: Int, responses: Double, expected: Double)] = []
    for send in sends {
      if let last = occupied.last, last.hour == hours[send] {
        occupied[occupied.count - 1].responses += responses[send]
        occupied[occupied.count - 1].expected += priors[send]
      } else {
        occupied.append((hours[send], responses[send], priors[send]))
      }
    }
    var sums: [(responses: Double, expected: Double)] = []
    var slot = 0
    var here = (responses: 0.0, expected: 0.0)
    for send in sends {
      if send == sends.lowerBound || hours[send] != hours[send - 1] {
        if send != sends.lowerBound { slot += 1 }
        here = (0, 0)
        for other in occupied {
          let weight = kernel.weight(
            from: occupied[slot].hour,
            to: other.hour,
            dailyShare: dailyShare
          )
          here.responses += weight * other.responses
          here.expected += weight * other.expected
        }
      }
      sums.append((here.responses - responses[send], here.expected - priors[send]))
    }
    return sums
  }
}
