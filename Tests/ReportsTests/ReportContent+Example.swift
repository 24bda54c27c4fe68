import Reports

extension ReportContent {
  /// An ordinary night.
  static var example: ReportContent {
    var content = ReportContent()
    content.asOf = "2025-07-02 00:00 UTC"
    content.version = "0.1.0"
    (content.contacts, content.companies, content.events) = (12_482, 1_934, 318_240)
    content.conversions = 812
    content.hasModel = true
    content.modelSummary = "A logistic model learnt from 812 conversions."
    content.horizon = "30 days"
    content.probabilityHistogram = (0..<20).map { 2_000 - $0 * 100 }
    content.histogramMaximum = 0.4
    content.gradeCounts = [[142, 388, 702], [311, 1_204, 2_410], [188, 1_402, 5_735]]
    content.segments = [Count("ready", 841, note: "A1, A2 and B1"), Count("quiet", 5_735)]
    content.handedOver = 50
    content.auc = Estimate(value: 0.7913, lower: 0.7634, upper: 0.8187)
    (content.logLoss, content.baseRateLogLoss) = (0.0812, 0.0954)
    content.calibration = [
      CalibrationPoint(predicted: 0.02, observed: 0.03, lower: 0.01, upper: 0.05, count: 4_120)
    ]
    content.fillWorth()
    content.hourCounts = (0..<168).map { $0 == 34 ? 6_210 : 7 }
    content.commonHour = "Tuesday 10:00"
    content.timeBasis = [Count("personal", 2_140), Count("population", 6_080)]
    content.channels = [
      ChannelLine(
        name: "email",
        recommended: 7_804,
        sends: 148_220,
        responses: 8_744,
        lower: 0.0578,
        upper: 0.0602
      ),
      ChannelLine(name: "post", recommended: 0, sends: 0, responses: 0, lower: 0, upper: 0),
    ]
    content.noChannel = [Count("no-consent", 1_820)]
    content.plannedByDate = [Count("2025-07-02", 1_840), Count("2025-07-03", 2_210)]
    content.suppressions = [Count("no-consent", 1_820), Count("frequency-cap", 604)]
    content.files = [
      FileLine(
        file: "contacts.csv",
        profile: "hubspot",
        table: "contacts",
        rows: 12_530,
        used: 12_482,
        duplicates: 31,
        rejected: 17,
        other: 0
      )
    ]
    content.rejects = [Count("crm.duplicate-id", 17, note: "Two rows have the same identifier.")]
    content.warnings = ["The events end two days before the run."]
    return content
  }
}

extension String {
  /// How often a text occurs.
  func occurrences(of text: String) -> Int { ranges(of: text).count }

  /// The page as words: without tags, entities resolved, non-breaking spaces as spaces.
  var words: String {
    var words = ""
    var isTag = false
    for character in self {
      if character == "<" { isTag = true }
      if !isTag { words.append(character == "\u{A0}" ? " " : character) }
      if character == ">" { isTag = false }
    }
    return words
  }
}

extension ReportContent {
  /// A night with too few conversions for a model.
  static var withoutModel: ReportContent {
    var content = ReportContent()
    (content.contacts, content.companies, content.conversions) = (214, 1, 3)
    content.gradeCounts = [[0, 0, 0], [0, 0, 0], [0, 0, 214]]
    content.segments = [Count("quiet", 214)]
    content.handedOver = 1
    content.hourCounts = (0..<168).map { $0 == 34 ? 214 : 0 }
    content.commonHour = "Tuesday 10:00"
    content.timeBasis = [Count("personal", 0), Count("default", 214)]
    content.suppressions = [Count("consent-unknown", 214)]
    content.noChannel = [Count("consent-unknown", 214)]
    return content
  }

  /// Every text is an attack that ends with its own number; how many there are.
  static var hostile: (content: ReportContent, texts: Int) {
    var content = example
    var texts = 0
    func attack(_ paths: WritableKeyPath<ReportContent, String>...) {
      for path in paths {
        content[keyPath: path] = "<script>\(texts)</script>\"'&"
        texts += 1
      }
    }
    attack(\.asOf, \.version, \.modelSummary, \.horizon, \.commonHour, \.warnings[0])
    attack(\.segments[0].name, \.segments[0].note, \.timeBasis[0].name, \.timeBasis[0].note)
    attack(\.noChannel[0].name, \.noChannel[0].note, \.plannedByDate[0].name)
    attack(\.plannedByDate[0].note, \.suppressions[0].name, \.suppressions[0].note)
    attack(\.rejects[0].name, \.rejects[0].note, \.channels[0].name)
    attack(\.bands[0].name, \.bands[0].note, \.gradeBands[0].name, \.pastReferences)
    attack(\.reasons[0].name, \.reasons[0].note, \.coverageInputs[0].name, \.coverage[0].name)
    attack(\.modelCard[0].name, \.modelCard[0].text, \.responseDelays[0].name)
    attack(\.accounts[0].name, \.accounts[0].covered[0], \.accounts[0].missing[0])
    attack(\.files[0].file, \.files[0].profile, \.files[0].table)
    return (content, texts)
  }
}

extension String {
  /// The page without its style sheet, which is not markup.
  var unstyled: String {
    guard let start = firstRange(of: "<style>"), let end = firstRange(of: "</style>") else {
      return self
    }
    return String(self[..<start.lowerBound] + self[end.upperBound...])
  }
}
