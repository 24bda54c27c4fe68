import CRMData
import ChannelPreference
import CivilTime
import Features
import LeadScoring
import SendPlanning
import SendTime
import Statistics

/// Everything that is said of one contact.
struct ContactAdvice: Sendable {
  var score: ContactScore
  var zone: Zone
  var time: SendTimeAdvice
  var timeInterval: Interval
  var sendAt: Instant
  var channels: ChannelAdvice
  var channelInterval: Interval?
  var blocked: [(channel: Channel, cause: SuppressionCause)]
  var decision: PlanDecision

  var contact: Int { score.contact }
  var conversion: ConversionScorer.Result { score.conversion }
  var judgement: LeadRules.Judgement { score.judgement }
}

/// Says everything about contacts, from models that are already fitted.
struct ContactAdvisor: Sendable {
  let population: Population
  let scorer: ContactScorer
  let sendTime: SendTimeModel
  let channels: ChannelPreferenceModel
  let planner: SendPlanner

  /// The advice for some contacts, in their order.
  func advice(for contacts: ArraySlice<Int>) -> [ContactAdvice] {
    let asOf = population.asOf
    var reader = population.historyReader()
    var history = ResponseHistory()
    var scratch = SendTimeScratch()
    return scorer.scores(for: contacts).map { score in
      let contact = score.contact
      let zone = population.zone(of: contact)
      let segment = population.segment(of: contact)
      return population.snapshot.events.withEvents(of: contact) { events in
        reader.read(events, zone: zone, asOf: asOf, into: &history)
        let blocked = blocked(contact, events)
        let allowed = population.consent.channels.filter { channel in
          !blocked.contains { $0.channel == channel }
        }
        let channelAdvice = channels.advice(
          for: history,
          segment: segment,
          allowed: ChannelSet(channels: allowed)
        )
        let habits = population.isRole(contact) ? ResponseHistory() : history
        let time = sendTime.advice(for: habits, segment: segment, using: &scratch)
        let input = PlanningInput(
          asOf: asOf,
          zone: zone,
          channels: channelAdvice,
          blocked: Dictionary(uniqueKeysWithValues: blocked.map { ($0.channel, $0.cause) }),
          time: time,
          rates: scratch.rates,
          lastSend: lastSend(events)
        )
        return ContactAdvice(
          score: score,
          zone: zone,
          time: time,
          timeInterval: time.interval,
          sendAt: zone.nextInstant(of: time.hour, after: asOf),
          channels: channelAdvice,
          channelInterval: channelAdvice.best?.interval,
          blocked: blocked,
          decision: planner.plan(for: input)
        )
      }
    }
  }

  private func blocked(
    _ contact: Int,
    _ events: UnsafeBufferPointer<Event>
  ) -> [(channel: Channel, cause: SuppressionCause)] {
    let causes = population.consent.causes(of: contact, events: events, asOf: population.asOf)
    return zip(population.consent.channels, causes).compactMap { channel, cause in
      cause.map { (channel, $0) }
    }
  }

  /// The newest attempt to reach the contact.
  private func lastSend(_ events: UnsafeBufferPointer<Event>) -> Instant? {
    events.last { event in
      event.instant <= population.asOf && population.sendTypes.isAttempt(event)
    }?.instant
  }
}
