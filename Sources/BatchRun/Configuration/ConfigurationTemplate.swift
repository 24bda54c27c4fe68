import Foundation
import LeadScoring

/// The configuration that `leadtime init` writes: every default with a comment.
public enum ConfigurationTemplate {
  /// Writes the template to a new file.
  ///
  /// - Throws: ``BatchRunError`` when the file exists already or cannot be written.
  public static func write(to path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw BatchRunError(
        .outputExists,
        "'\(path)' exists already",
        hint: "choose another name, or remove it first"
      )
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw BatchRunError(
        .outputFolder,
        "cannot write '\(path)'",
        hint: "check that its folder may be written to"
      )
    }
  }

  /// The template; reading it gives the defaults.
  public static var text: String {
    """
    # Configuration of Leadtime. Every value below is the default: delete what you don't change.

    # Your own profiles, relative to this file (leadtime explain profiles).
    profiles: []

    # What exports don't print, by profile: the zone of the account, and whether dates such as
    # 03/04/2025 begin with the day. For example: hubspot: {zone: Europe/Madrid, dates: day-first}
    tools: {}

    consent:
      unknown: refuse            # or allow: take unknown consent as consent
      scoring:                   # who may be scored: the field consent_scoring of a profile, and
        column:                  # this column of your contacts; empty for none
        unknown: refuse          # or allow; asked only where there is such a field or column

    time:
      default_zone: UTC          # for contacts whose zone is unknown

    limits:                      # what an input file may not exceed
      columns: 10000
      record_bytes: 16777216
      cell_bytes: 4194304

    rejects:
      maximum_share: 0.2         # stop when more of a file's rows cannot be used

    # The conversion model: learned from past snapshots and what became of them.
    learning:
      horizon: 30d               # a conversion counts within this time
      references: 12             # the most past instants to learn from
      minimum_conversions: 20    # with fewer, the rules speak alone
      half_lives: auto           # or days by type: {page_view: 7d, unsubscribe: never}
      ridge: auto                # or a number: penalty on columns of unit standard deviation
      steps: [rules, scorecard, ridge, elastic_net]   # the models that may be chosen
      retrain: nightly           # or weekly (Mondays), monthly (the first), at 00:00 UTC
      stable: []                 # attributes that never change, beside those of the profile

    # Who a good lead is: points by rule, limited by group, 0 to 100 in total.
    # Conditions: in: [words], range: [low, high or any], matches: regular expression,
    # is: missing or known. name: what people read instead of the condition. veto: true keeps a
    # lead away from sales, whatever else holds; such as
    #   - {name: competitor, attribute: domain, in: [rival.example], veto: true}
    # A limit is the most that a group adds; {cap: 20, floor: -30} also the most it takes away.
    fit:
      limits: \(limits(FitRules.standard.groupLimits))
      rules:
    \(FitRules.standard.rules.map(line).joined(separator: "\n"))

    # What activity is worth: points halve every half_life; a type whose points sum to S adds
    # cap · (1 − e^(−S/cap)), which never passes its cap; saturation: hard adds the lesser of S
    # and cap. veto: true keeps a lead away from sales once the event has happened, veto: 90d for
    # as long after it. name: what people read instead of the type.
    engagement:
      limits: \(limits(EngagementRules.standard.groupLimits))
      events:
    \(EngagementRules.standard.rules.map(line).joined(separator: "\n"))

    # A1 to C3: least points for A and B, and for 1 and 2; and what the grades are called. Instead
    # of points, {quantile: [0.9, 0.6]}: the best tenth, and the three tenths below it.
    # scheme: letters shows A+ to F: all begin at D; each fit rule that holds moves a contact by a
    # third of a letter, down for negative points, or by so many thirds as it says (thirds: 2).
    grades:
      scheme: matrix
      fit: \(list(GradeScheme.standard.fitThresholds))
      engagement: \(list(GradeScheme.standard.engagementThresholds))
      segments: \(segments)

    # How contacts are divided: the first rule that holds; without rules, by the names above.
    # grade: [A1, A2]; fit, engagement or probability: {at_least: 50}, {below: 20}, {quantile: 0.9}
    # (above nine tenths), {top: 500}, for a probability also {value: 900, cost: 12} (worth a call);
    # an attribute as in fit rules; vetoed or converted: true. Such as
    #   - {name: hot, when: {grade: [A1, A2, B1], probability: {top: 500}, industry: [Software]}}
    segments:
      slack: 0.1                 # leave a segment this far below the limit that one enters at
      rules: []
      otherwise: other           # where no rule holds

    # Who goes to sales tonight, each lead once: never a known C (fit below the limit of B), never
    # vetoed, never converted.
    handoff:
      capacity: 50               # the most leads of one night
      per_owner:                 # the most of them for one owner; empty for no limit
      minimum_probability: 0
      value_per_conversion:      # what working a lead adds to a conversion's worth: with it, only
      cost_per_lead: 0           # leads go whose probability times value passes the cost
      owners: {}                 # who takes leads without owner, and how many: {Ann: 1, Ben: 0.5}
      again_after: never         # or 180d: a lead may come back to sales after that
      inquiries: [\(SpeedToLead.standardInquiries.joined(separator: ", "))]

    \(AccountConfiguration.template)
    send_time:
      segment_by: industry       # contacts that share this attribute share habits
      response_window: 24h       # a response counts for the send this long
      margin: 0.05               # a personal hour must promise this much more

    channels:
      values: {}                 # what a response is worth; 1 where not named
      costs: {}                  # what a message costs; 0 where not named

    plan:
      minimum_gap: 7d            # between two messages to one contact
      quiet_hours: {phone: [21, 8], push: [21, 8], sms: [21, 8]}
      lead_time: {post: 3d}

    """
  }

  private static func line(_ rule: FitRule) -> String {
    let condition =
      switch rule.condition {
      case .oneOf(let words): "in: [\(words.joined(separator: ", "))]"
      case .range(let range):
        "range: [\(number(range.lowerBound)), \(range.upperBound == .infinity ? "any" : number(range.upperBound))]"
      case .matches(let pattern): "matches: '\(pattern)'"
      case .missing: "is: missing"
      case .present: "is: known"
      }
    return "    - {attribute: \(rule.attribute), \(condition), points: \(number(rule.points)),"
      + " group: \(rule.group)}"
  }

  private static func line(_ rule: EngagementRule) -> String {
    let halfLife = rule.halfLifeDays.isFinite ? "\(number(rule.halfLifeDays))d" : "never"
    let cap = rule.cap.isFinite ? ", cap: \(number(rule.cap))" : ""
    return "    \(rule.type): {points: \(number(rule.points)), half_life: \(halfLife)\(cap),"
      + " group: \(rule.group)}"
  }

  private static func limits(_ limits: [String: Double]) -> String {
    "{\(limits.sorted { $0.key < $1.key }.map { "\($0.key): \(number($0.value))" }.joined(separator: ", "))}"
  }

  private static func list(_ values: [Double]) -> String {
    "[\(values.map(number).joined(separator: ", "))]"
  }

  private static var segments: String {
    let names = Grade.all.map { "\($0): \(GradeScheme.standard.segment(of: $0))" }
    return "{\(names.joined(separator: ", "))}"
  }

  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
