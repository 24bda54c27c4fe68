/// What the words of the output files mean, for lines that come without a note of their own.
enum Glossary {
  /// What a grade's letter means, A first.
  static let fits = ["strong fit", "fair fit", "weak fit"]
  /// What a grade's digit means, 1 first.
  static let engagements = ["very active", "some activity", "little activity"]
  /// The days of the week, Monday first.
  static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// What chose an hour.
  static let timeBases = [
    "personal": "The contact’s own responses or visits chose the hour.",
    "segment": "Too little is known of the contact; similar contacts chose the hour.",
    "population": "Nothing better is known; it is the hour that suits the whole list.",
    "default": "There is no evidence at all; the hour is a custom, not a finding.",
  ]

  /// Why nothing is sent.
  static let causes = [
    "vetoed": "A person or a rule said no.",
    "unsubscribed": "The contact withdrew consent.",
    "bounced": "Messages to the address came back.",
    "no-consent": "The contact never gave consent.",
    "consent-unknown": "Nobody knows whether the contact gave consent.",
    "no-address": "There is no address to send to.",
    "frequency-cap": "The contact was written to too recently.",
    "not-worthwhile": "Every allowed channel costs more than it brings.",
  ]

  /// Gives each count without a note the meaning of its name.
  static func explained(
    _ counts: [ReportContent.Count],
    by meanings: [String: String]
  ) -> [ReportContent.Count] {
    counts.map { count in
      guard count.note.isEmpty, let meaning = meanings[count.name] else { return count }
      return ReportContent.Count(count.name, count.count, note: meaning)
    }
  }
}
