extension SendTimeModel {
  /// What a contact's visits make of the common curve: weights of its three parts.
  struct Mixture {
    /// ρ·(v + d): the share that the contact's own visits have.
    var share: Double
    /// The weight of one smoothed visit by hour of week.
    var week: Double
    /// The weight of one smoothed visit by hour of day.
    var day: Double

    static let none = Mixture(share: 0, week: 0, day: 0)
  }

  /// A contact's response level, and what it rests on.
  struct Level {
    /// His responses.
    var responses = 0.0
    /// The responses expected by his prior rates.
    var expected = 0.0
    /// The expected responses that the prior level is worth.
    var weight = 0.0
    /// The mean base rate of his sends, without regard to hours.
    var base = 0.0
    /// His sends.
    var sends = 0.0
    /// His sends with a known hour.
    var timedSends = 0.0

    /// His responses over the expected ones, shrunk to one.
    var ratio: Double { sends > 0 ? (weight + responses) / (weight + expected) : 1 }

    /// The ratio as his other sends tell it.
    func without(response: Double, expected: Double) -> Double {
      (weight + responses - response) / (weight + self.expected - expected)
    }
  }

  /// Smooths the contact's visits into the slab and says how they mix with the common curve.
  func shape(segment: Int, in scratch: inout SendTimeScratch) -> Mixture {
    guard visitWeight.total > 0 else { return .none }
    let count = smoothVisits(in: &scratch)
    guard count > 0 else { return .none }
    let weight = segmentMeans[segment] / (count + options.pseudoVisits)
    return Mixture(
      share: visitWeight.total * count / (count + options.pseudoVisits),
      week: visitWeight.hourOfWeek * 168 * weight,
      day: visitWeight.hourOfDay * 24 * weight
    )
  }

  /// Smooths the contact's visits into the slab; returns how many there are.
  func smoothVisits(in scratch: inout SendTimeScratch) -> Double {
    typealias Region = SendTimeScratch.Region
    let (visits, kernel) = (scratch.visits, visitKernel)
    return scratch.slab.withUnsafeMutableBufferPointer { slab in
      let week = slab.region(at: Region.visitedWeek, count: kernel.paddedCount)
      let day = slab.region(at: Region.visitedDay, count: 24)
      week.update(repeating: 0)
      day.update(repeating: 0)
      var total = 0
      for hour in 0..<168 where visits[hour] > 0 {
        total += visits[hour]
        kernel.spread(Double(visits[hour]), at: hour, into: week)
        kernel.spreadDay(Double(visits[hour]), at: hour % 24, into: day)
      }
      kernel.fold(week)
      return Double(total)
    }
  }

  /// Smooths the contact's sends into the slab and estimates his level.
  func level(segment: Int, mixture: Mixture, in scratch: inout SendTimeScratch) -> Level {
    typealias Region = SendTimeScratch.Region
    let kernel = responseKernel
    let sends = scratch.sends
    guard !sends.isEmpty else { return Level(base: overallRate * segmentLevels[segment]) }
    var level = Level(sends: Double(sends.count))
    scratch.slab.withUnsafeMutableBufferPointer { slab in
      let responsesWeek = slab.region(at: Region.responsesWeek, count: kernel.paddedCount)
      let responsesDay = slab.region(at: Region.responsesDay, count: 24)
      let expectedWeek = slab.region(at: Region.expectedWeek, count: kernel.paddedCount)
      let expectedDay = slab.region(at: Region.expectedDay, count: 24)
      for part in [responsesWeek, responsesDay, expectedWeek, expectedDay] {
        part.update(repeating: 0)
      }
      for bits in sends {
        let send = PackedSend(bits: bits)
        let likely = likely(send, segment: segment, mixture: mixture, slab: slab)
        level.base += baseRate(channel: send.channel, segment: segment)
        level.responses += send.response
        level.expected += likely
        guard send.hour < 168 else { continue }
        level.timedSends += 1
        kernel.spread(likely, at: send.hour, into: expectedWeek)
        kernel.spreadDay(likely, at: send.hour % 24, into: expectedDay)
        guard send.response > 0 else { continue }
        kernel.spread(1, at: send.hour, into: responsesWeek)
        kernel.spreadDay(1, at: send.hour % 24, into: responsesDay)
      }
      kernel.fold(expectedWeek)
      kernel.fold(responsesWeek)
    }
    level.base /= level.sends
    level.weight = contactConcentration * level.expected / level.sends
    return level
  }

  /// The prior response at one hour, relative to the mean of the sends.
  @inline(__always)
  func prior(
    at hour: Int,
    segment: Int,
    mixture: Mixture,
    slab: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    typealias Region = SendTimeScratch.Region
    let visited =
      mixture.week * slab[Region.visitedWeek + visitKernel.radius + hour]
      + mixture.day * slab[Region.visitedDay + hour % 24]
    return (1 - mixture.share) * segmentCurves[segment][hour] + visited
  }

  /// The prior response rate of one send.
  @inline(__always)
  func likely(
    _ send: PackedSend,
    segment: Int,
    mixture: Mixture,
    slab: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let rate = baseRate(channel: send.channel, segment: segment)
    guard send.hour < 168 else { return rate }
    let prior = prior(at: send.hour, segment: segment, mixture: mixture, slab: slab)
    return min(rate * prior, rateBounds.upperBound)
  }

  /// The contact's responses and prior rates near an hour, from the slab.
  @inline(__always)
  func nearby(
    _ hour: Int,
    slab: UnsafeMutableBufferPointer<Double>
  ) -> (responses: Double, expected: Double) {
    typealias Region = SendTimeScratch.Region
    let (own, daily) = (1 - options.dailyShare, options.dailyShare)
    let week = responseKernel.radius + hour
    return (
      own * slab[Region.responsesWeek + week] + daily * slab[Region.responsesDay + hour % 24],
      own * slab[Region.expectedWeek + week] + daily * slab[Region.expectedDay + hour % 24]
    )
  }

  /// The rate of a channel in a segment, without regard to hours.
  @inline(__always)
  func baseRate(channel: Int, segment: Int) -> Double {
    let rate = channel < channelRates.count ? channelRates[channel] : overallRate
    return min(rate * segmentLevels[segment], rateBounds.upperBound)
  }
}
