import CRMData
import ChannelPreference
import Features
import Foundation
import Statistics
import Testing

/// SplitMix64, so that a Python script can draw the same lists.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64 = 5

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

private func history(_ sends: (Channel, sends: Int, responses: Int)...) -> ResponseHistory {
  var history = ResponseHistory()
  for (channel, count, responses) in sends {
    for index in 0..<count {
      history.sends.append(
        ObservedSend(hour: nil, channel: channel, responded: index < responses)
      )
    }
  }
  return history
}

/// 300 contacts in two segments with e-mail and phone rates of their own.
private let contacts: [(history: ResponseHistory, segment: Int)] = {
  var random = SplitMix()
  return (0..<300).map { index in
    let email = [100, 400, 250][random.next(below: 3)] + (index % 2 == 1 ? 100 : 0)
    let phone = [300, 600][random.next(below: 2)]
    let sends = [random.next(below: 12), random.next(below: 5)]
    let rates = [email, phone]
    let responses = (0..<2).map { channel in
      (0..<sends[channel]).count { _ in random.next(below: 1000) < rates[channel] }
    }
    return (
      history((.email, sends[0], responses[0]), (.phone, sends[1], responses[1])), index % 2
    )
  }
}()

private let counts = contacts.reduce(into: ChannelCounts(segments: 2)) {
  $0.add($1.history, segment: $1.segment)
}

private let model = ChannelPreferenceEstimator().fitted(to: counts, sample: contacts)
private let both = ChannelSet(channels: [.email, .phone])

struct ChannelPreferenceTests {
  /// Expected values from Python 3.11 with scipy 1.17.1: `betabinom.logpmf` summed over contacts
  /// (or segments) for each candidate concentration, `beta.ppf` for intervals.
  @Test("priors and concentrations agree with the reference")
  func hyperParameters() {
    #expect(model.sends == 2326 && model.responses == 751)
    #expect(abs(model.overallRate - 0.3227761065749893) < 1e-12)
    #expect(model.contactConcentration(of: .email) == 16)
    #expect(model.contactConcentration(of: .phone) == 12)
    for (channel, segment, rate) in [
      (Channel.email, 0, 0.25233569899739294), (.email, 1, 0.32585106073466186),
      (.phone, 0, 0.4255032864664639), (.phone, 1, 0.4228625160549801),
    ] {
      #expect(abs(model.priorRate(of: channel, segment: segment) - rate) < 1e-12)
    }
  }

  @Test(
    "rates and intervals agree with the reference",
    arguments: [
      (0, Channel.email, 0.22360634014660322, 0.09068107, 0.39514258),
      (0, .phone, 0.31912746484984794, 0.1228137, 0.55813433),
      (1, .email, 0.2671709989538737, 0.12149075, 0.44544298),
      (10, .phone, 0.34040262917317116, 0.1325576, 0.58844591),
    ]
  )
  func rates(contact: Int, channel: Channel, rate: Double, lower: Double, upper: Double) throws {
    let (history, segment) = contacts[contact]
    let advice = model.advice(for: history, segment: segment, allowed: both)
    let option = try #require(advice.ranked.first { $0.channel == channel })
    #expect(abs(option.expectedRate - rate) < 1e-12)
    #expect(abs(option.interval.lower - lower) < 1e-7)
    #expect(abs(option.interval.upper - upper) < 1e-7)
    #expect(option.basis == .personal)
  }

  @Test("Jane prefers a call")
  func jane() {
    let jane = history((.email, 24, 0), (.phone, 4, 4))
    let advice = model.advice(for: jane, segment: 0, allowed: both)
    #expect(advice.recommended == .phone)
    #expect(advice.reason == .prefers(.phone, over: .email))
    #expect(advice.sentence() == "answers phone calls (57 %) more than e-mail (10 %)")
    #expect(advice.best?.channel == .phone)
  }

  @Test("without history the segment decides, and the sentence does not claim to know the contact")
  func noHistory() {
    let advice = model.advice(for: ResponseHistory(), segment: 0, allowed: both)
    #expect(advice.recommended == .phone)
    #expect(advice.ranked.map(\.basis) == [.segment, .segment])
    #expect(
      advice.sentence()
        == "contacts like this one answer phone calls (43 %) more than e-mail (25 %)"
    )
  }

  @Test("only allowed channels are ranked, and web is never a way to send")
  func allowed() {
    let jane = history((.email, 24, 0), (.phone, 4, 4))
    let email = model.advice(
      for: jane,
      segment: 0,
      allowed: [ChannelSet(.email), ChannelSet(.web)]
    )
    #expect(email.recommended == .email)
    #expect(email.ranked.map(\.channel) == [.email])
    #expect(email.sentence() == "only e-mail (10 %) is allowed")
    for set in [ChannelSet([]), ChannelSet(.web)] {
      let none = model.advice(for: jane, segment: 0, allowed: set)
      #expect(none.recommended == nil && none.best == nil && none.ranked.isEmpty)
      #expect(none.reason == .noConsent)
    }
  }

  @Test("a channel nobody was ever sent anything in has the rate of all channels")
  func untried() {
    let advice = model.advice(for: ResponseHistory(), segment: 0, allowed: [ChannelSet(.push)])
    #expect(advice.ranked[0].basis == .default)
    #expect(advice.ranked[0].expectedRate == model.overallRate)
  }

  @Test("values and costs change the ranking, and what costs more than it brings is left")
  func terms() {
    var options = ChannelPreferenceOptions()
    options.terms = [ChannelTerms(channel: .phone, value: 1, cost: 0.3)]
    let costly = ChannelPreferenceEstimator(options: options).fitted(to: counts, sample: contacts)
    let advice = costly.advice(for: ResponseHistory(), segment: 0, allowed: both)
    #expect(advice.recommended == .email)
    #expect(abs(advice.ranked[1].expectedValue - (advice.ranked[1].expectedRate - 0.3)) < 1e-15)
    #expect(
      advice.sentence()
        == "e-mail (25 %) is worth more after value and cost than phone calls (43 %)"
    )
    options.terms = [ChannelTerms(channel: .phone, value: 2, cost: 5)]
    let absurd = ChannelPreferenceEstimator(options: options).fitted(to: counts, sample: contacts)
    let none = absurd.advice(for: ResponseHistory(), segment: 0, allowed: [ChannelSet(.phone)])
    #expect(none.recommended == nil)
    #expect(none.reason == .nothingWorthwhile(.phone))
    #expect(none.ranked.count == 1)
  }

  @Test("custom channels are called by their names")
  func customNames() {
    let fax = Channel(rawValue: Channel.firstCustomCode)
    let fan = history((fax, 10, 9))
    let advice = model.advice(for: fan, segment: 1, allowed: [ChannelSet(fax), ChannelSet(.email)])
    #expect(advice.recommended == fax)
    #expect(advice.sentence(customNames: ["fax"]).hasPrefix("answers fax ("))
    #expect(advice.sentence().hasPrefix("answers channel 7 ("))
  }

  @Test("an empty list still ranks, by custom, e-mail first")
  func emptyList() {
    let empty = ChannelPreferenceEstimator().fitted(to: ChannelCounts(segments: 1), sample: [])
    let advice = empty.advice(for: ResponseHistory(), segment: 0, allowed: both)
    #expect(advice.recommended == .email)
    #expect(advice.ranked.map(\.basis) == [.default, .default])
  }

  @Test("with one segment, rates without own sends are the population's")
  func population() {
    var single = ChannelCounts(segments: 1)
    for contact in contacts { single.add(contact.history, segment: 0) }
    let sample = contacts.map { (history: $0.history, segment: 0) }
    let fitted = ChannelPreferenceEstimator().fitted(to: single, sample: sample)
    let advice = fitted.advice(for: ResponseHistory(), segment: 0, allowed: both)
    #expect(advice.ranked.map(\.basis) == [.population, .population])
  }

  @Test("order of sends, order of merging and saving change no bit")
  func sameBits() throws {
    var random = SplitMix(state: 9)
    var parts = [ChannelCounts(segments: 2), ChannelCounts(segments: 2)]
    for contact in contacts {
      var shuffled = contact.history
      shuffled.sends.shuffle(using: &random)
      parts[random.next(below: 2)].add(shuffled, segment: contact.segment)
      #expect(
        model.advice(for: shuffled, segment: contact.segment, allowed: both)
          == model.advice(for: contact.history, segment: contact.segment, allowed: both)
      )
    }
    parts[1].merge(parts[0])
    #expect(parts[1] == counts)
    let data = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(ChannelPreferenceModel.self, from: data) == model)
  }

  @Test("ties go to the lower channel code")
  func ties() {
    let advice = model.advice(
      for: ResponseHistory(),
      segment: 0,
      allowed: ChannelSet(channels: [.post, .push, .chat])
    )
    #expect(advice.ranked.map(\.channel) == [.push, .chat, .post])
  }
}
