import CRMData
import CivilTime
import Features
import LeadScoring
import Statistics

/// What is said of one contact as a lead.
struct ContactScore: Sendable {
  var contact: Int
  var conversion: ConversionScorer.Result
  var judgement: LeadRules.Judgement
}

/// Scores contacts by a model that is there already and by the rules; `run`, `score` and `explain`
/// all score with it.
struct ContactScorer: Sendable {
  let snapshot: CRMSnapshot
  let asOf: Instant
  let conversion: ConversionScorer
  let rules: LeadRules

  init(_ population: Population, _ conversion: ConversionScorer, _ rules: LeadRules) {
    snapshot = population.snapshot
    asOf = population.asOf
    self.conversion = conversion
    self.rules = rules
  }

  /// The scores of some contacts, in their order.
  func scores(for contacts: ArraySlice<Int>) -> [ContactScore] {
    var engagementScorer = EngagementScorer(rules.engagement, for: snapshot)
    let results = conversion.results(for: contacts, asOf: asOf)
    return zip(contacts, results).map { contact, result in
      let engagement = snapshot.events.withEvents(of: contact) {
        engagementScorer.result($0, asOf: asOf)
      }
      return ContactScore(
        contact: contact,
        conversion: result,
        judgement: rules.judgement(on: contact, engagement, probability: result.probability)
      )
    }
  }
}

extension Population {
  /// Works through all contacts in blocks on several threads, and hands over what was made in the
  /// bytewise order of their identifiers.
  ///
  /// - Complexity: memory for 4,096 contacts for each thread.
  func forEachContact<Made: Sendable>(
    threads: Int,
    make: @escaping @Sendable (ArraySlice<Int>) -> [Made],
    use: (Made) throws -> Void
  ) rethrows {
    let window = LeadNight.blockSize * 4 * max(1, threads)
    var start = 0
    while start < contacts.count {
      let first = start
      let slice = contacts[first..<min(first + window, contacts.count)]
      let blocks = mapBlocks(
        of: slice.count,
        blockSize: LeadNight.blockSize,
        threads: threads
      ) { items in
        make(slice[first + items.lowerBound..<first + items.upperBound])
      }
      for made in blocks.joined() { try use(made) }
      start += window
    }
  }
}
