import CRMData
import CivilTime
import Features
import LeadScoring
import Tables

/// The rules that a person wrote, ready for the contacts of one night.
struct LeadRules: Sendable {
  let fit: FitScorer
  let engagement: EngagementRules
  /// The share of the engagement rules whose event type the data have.
  let engagementCoverage: Double
  /// The grades, with thresholds in points.
  let grades: GradeScheme
  let segmentation: Segmentation
  /// For each contact the number of its segment the night before, or -1.
  private let previousSegments: [Int16]
  private let isHandedOver: [Bool]
  private let snapshot: CRMSnapshot
  private let asOf: Instant

  /// Prepares the rules; where a threshold depends on all contacts, those are judged first.
  init(
    _ population: Population,
    _ conversion: ConversionScorer,
    _ configuration: RunConfiguration,
    history: IssueHistory,
    threads: Int
  ) throws {
    snapshot = population.snapshot
    asOf = population.asOf
    fit = try FitScorer(configuration.fit, for: snapshot)
    engagement = configuration.engagement
    engagementCoverage = engagement.coverage(population.census.records(in: snapshot))
    var survey = LeadSurvey(population, fit, engagement, conversion, threads: threads)
    grades = configuration.grades.resolved(
      fits: survey.values(of: .fit),
      engagements: survey.values(of: .engagement)
    )
    var values: [SegmentMeasure: [Double]] = [:]
    for measure in configuration.segments.measuresOfAllContacts {
      values[measure] = survey.values(of: measure)
    }
    segmentation = try Segmentation(
      configuration.segments,
      scheme: grades,
      for: snapshot,
      values: values
    )
    previousSegments = Self.previousSegments(history, snapshot, segmentation.names)
    isHandedOver = Self.handedOver(history, snapshot, againAfter: configuration.handOff.againAfter)
  }

  private static func previousSegments(
    _ history: IssueHistory,
    _ snapshot: CRMSnapshot,
    _ names: [String]
  ) -> [Int16] {
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices.map(Int16.init)))
    var segments = [Int16](repeating: -1, count: snapshot.contacts.ids.count)
    for row in history.earlier(.segment) {
      guard let contact = snapshot.contacts.ids.find(row.id) else { continue }
      segments[contact] = numbers[row.value] ?? -1
    }
    return segments
  }

  private static func handedOver(
    _ history: IssueHistory,
    _ snapshot: CRMSnapshot,
    againAfter: TimeSpan?
  ) -> [Bool] {
    var isHandedOver = [Bool](repeating: false, count: snapshot.contacts.ids.count)
    for row in history.earlier(.handOff) {
      if let againAfter, history.asOf - row.asOf >= againAfter { continue }
      if let contact = snapshot.contacts.ids.find(row.id) { isHandedOver[contact] = true }
    }
    return isHandedOver
  }

  func previousSegment(of contact: Int) -> Int? {
    let segment = previousSegments[contact]
    return segment < 0 ? nil : Int(segment)
  }

  /// Notes the segment of a contact where it is another than the night before.
  func noteSegment(of advice: ContactAdvice, id: String, in history: inout IssueHistory) {
    let segment = advice.judgement.segment
    if previousSegment(of: advice.contact) != segment {
      history.issue(.segment, id: id, value: segmentation.names[segment])
    }
  }

  /// Whether sales has the lead already.
  func isHandedOver(_ contact: Int) -> Bool { isHandedOver[contact] }

  func isConverted(_ contact: Int) -> Bool {
    snapshot.firstConversions[contact].map { $0 <= asOf } ?? false
  }

  /// What the rules say of one contact.
  struct Judgement: Sendable {
    var fit: FitScorer.Score
    var engagement: EngagementScorer.Score
    var grade: Grade
    var segment: Int
    /// The segment without regard to the night before.
    var plainSegment: Int

    var isVetoed: Bool { fit.isVetoed || engagement.isVetoed }
  }

  /// The contact as one that may be handed over.
  func candidate(for score: ContactScore, position: Int) -> HandOffRule.Candidate {
    let judgement = score.judgement
    return HandOffRule.Candidate(
      position: position,
      probability: score.conversion.probability,
      points: judgement.fit.points + judgement.engagement.points,
      grade: judgement.grade,
      isFitKnown: judgement.fit.coverage > 0,
      isVetoed: judgement.isVetoed,
      isConverted: isConverted(score.contact),
      isHandedOver: isHandedOver(score.contact)
    )
  }

  /// The grade as it is printed.
  func gradeText(of judgement: Judgement) -> String {
    grades.style == .matrix ? "\(judgement.grade)" : "\(judgement.fit.letter)"
  }

  func judgement(
    on contact: Int,
    _ engagement: EngagementScorer.Score,
    probability: Double
  ) -> Judgement {
    let fit = fit.score(for: contact)
    let lead = Segmentation.Lead(
      contact: contact,
      fit: fit.points,
      engagement: engagement.points,
      probability: probability,
      isVetoed: fit.isVetoed || engagement.isVetoed,
      isConverted: isConverted(contact)
    )
    let plain = segmentation.segment(of: lead, previous: nil)
    let previous = previousSegment(of: contact)
    return Judgement(
      fit: fit,
      engagement: engagement,
      grade: grades.grade(fit: fit.points, engagement: engagement.points),
      segment: previous == nil || previous == plain
        ? plain : segmentation.segment(of: lead, previous: previous),
      plainSegment: plain
    )
  }
}

/// The measures of all contacts, each computed when somebody asks.
private struct LeadSurvey {
  private let population: Population
  private let fit: FitScorer
  private let engagement: EngagementRules
  private let conversion: ConversionScorer
  private let threads: Int
  private var known: [SegmentMeasure: [Double]] = [:]

  init(
    _ population: Population,
    _ fit: FitScorer,
    _ engagement: EngagementRules,
    _ conversion: ConversionScorer,
    threads: Int
  ) {
    self.population = population
    self.fit = fit
    self.engagement = engagement
    self.conversion = conversion
    self.threads = threads
  }

  mutating func values(of measure: SegmentMeasure) -> [Double] {
    if let values = known[measure] { return values }
    let (population, fit, engagement) = (population, fit, engagement)
    let conversion = conversion
    let contacts = population.contacts
    let values = mapBlocks(of: contacts.count, blockSize: 1024, threads: threads) { items in
      let asOf = population.asOf
      switch measure {
      case .fit: return contacts[items].map { fit.score(for: $0).points }
      case .engagement:
        var scorer = EngagementScorer(engagement, for: population.snapshot)
        return contacts[items].map { contact in
          population.snapshot.events.withEvents(of: contact) {
            scorer.result($0, asOf: asOf).points
          }
        }
      case .probability:
        return conversion.results(for: contacts[items], asOf: asOf).map(\.probability)
      }
    }.flatMap(\.self)
    known[measure] = values
    return values
  }
}

extension EventCensus {
  /// Tells whether there are events of the type with a name.
  func records(in snapshot: CRMSnapshot) -> (String) -> Bool {
    { name in
      snapshot.eventTypeNames.firstIndex(of: name)
        .map { has(EventType(rawValue: UInt8($0))) } ?? false
    }
  }
}
