import CRMData
import CivilTime
import Features
import SendTime
import Statistics
import Testing

/// Expected values from a second implementation in Python 3.11 with scipy 1.17.1: the formulae of
/// `SendTimeModel` over plain lists and all pairs, `betabinom.logpmf` for the contacts'
/// concentration, L-BFGS-B for the weights of visits, `beta.ppf` for intervals; the same worlds
/// drawn with SplitMix64.
struct SendTimeReferenceTests {
  private static let world = World.withHabits(seed: 7, contacts: 400)
  private static let model = world.model

  @Test("curves agree with the reference")
  func curves() {
    let model = Self.model
    #expect(model.commonHour == hour(8))
    for (index, value) in [
      (10, 1.0029236203076934), (58, 0.9980716680176129), (100, 0.9927861749541879),
    ] {
      #expect(abs(model.commonCurve[index] - value) < 1e-10)
    }
    for (index, value) in [
      (10, 1.0055406278080405), (58, 0.9967197297113854), (100, 0.9893342126822918),
    ] {
      #expect(abs(model.segmentCurve(1)[index] - value) < 1e-10)
    }
  }

  @Test("hyper-parameters agree with the reference")
  func hyperParameters() {
    let model = Self.model
    #expect(model.contactConcentration == 128)
    #expect(model.hourConcentration == nil)
    #expect(abs(model.summary.commonLogLikelihood - -2373.847960882033) < 1e-6)
    // Newton steps here, a quasi-Newton search there: the weights agree to its tolerance.
    #expect(abs(model.summary.visitGain - 184.38454361105914) < 1e-5)
    #expect(abs(model.visitWeight.hourOfWeek - 0.11076628626528019) < 1e-5)
    #expect(abs(model.visitWeight.hourOfDay - 0.7845770927144887) < 1e-5)
  }

  @Test(
    "advice agrees with the reference",
    arguments: [
      (0, 136, 0.7517958924791004, 0.4464793494542566, 0.67725813, 0.81952201),
      (7, 112, 0.47561340631820864, 0.32067065159389474, 0.3936387, 0.5582483),
      (21, 125, 0.5034469521361173, 0.1659964727544154, 0.42099891, 0.58580168),
    ]
  )
  func advice(
    contact: Int,
    best: Int,
    rate: Double,
    rateAt40: Double,
    lower: Double,
    upper: Double
  ) {
    let (history, segment) = Self.world.contacts[contact]
    let advice = Self.model.advice(for: history, segment: segment)
    #expect(advice.hour == hour(best))
    #expect(advice.basis == .personal)
    #expect(abs(advice.expectedRate - rate) < 1e-5)
    #expect(abs(Self.model.rates(for: history, segment: segment)[40] - rateAt40) < 1e-5)
    #expect(advice.evidence == 140)
    #expect(abs(advice.interval.lower - lower) < 1e-5)
    #expect(abs(advice.interval.upper - upper) < 1e-5)
  }

  @Test("own responses by hour agree with the reference where there are no visits")
  func withoutVisits() {
    let world = World.withHabits(seed: 8, contacts: 400, visits: false)
    let model = world.model
    #expect(model.visitWeight == .none)
    #expect(model.contactConcentration == 96)
    #expect(model.hourConcentration == 4)
    #expect(abs(model.summary.commonLogLikelihood - -2312.568122354451) < 1e-6)
    #expect(abs(model.summary.responseGain - 31.071184215933666) < 1e-6)
    let rates = model.rates(for: world.contacts[3].history, segment: world.contacts[3].segment)
    #expect(abs((rates.max() ?? 0) - 0.2630880338942001) < 1e-8)
    #expect(rates.firstIndex(of: rates.max() ?? 0) == 78)
  }
}
