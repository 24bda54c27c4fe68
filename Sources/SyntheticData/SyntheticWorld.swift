// SyntheticData: worlds with known truth. Comes in: how many contacts, how many weeks, a seed.
// Goes out: the files of a made-up company in the canonical format, and the truth behind them.
// This room must not know what is done with the files: no features, no models, no plans.

import CSV
public import CivilTime
import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A made-up company and what its contacts do, by a known law.
///
///     try SyntheticWorld.write(to: "world", options: WorldOptions(contacts: 2_000))
///
/// writes `companies.csv`, `contacts.csv`, `events.csv` (grouped by contact, then by time),
/// `conversions.csv` and `truth.csv`. Equal options give equal bytes.
///
/// **People.** A contact is known before the first day (45 %) or becomes known during the window.
/// He has a habit: early bird, lunch, evening, weekend or none; the habit gives his preferred hour
/// of the week. He has a preferred channel, an engagement (log-normal, for messages) and an
/// interest (log-normal, for visits), and a mailbox that may fetch images (30 %) or follow links
/// (4 %) by itself.
///
/// **Responses.** A message that is sent at local hour h of the week and is delivered gets a human
/// response with probability `rate(channel) × attention(h)`, see ``attention(at:preferred:)``;
/// `rate` is in the truth file. The response is an open (and a click, 40 %) for e-mail, or the
/// click alone where the mailbox fetches images, because then nobody sees a human open; a reply for
/// SMS; an answer for calls; a reply days later for post. Messages go only to channels with
/// consent, at hours that marketing and sales departments like, not at the preferred ones.
///
/// **Visits** are a Poisson process. Three in four come near the preferred hour, or at that hour
/// of another day; the others when everybody comes.
///
/// **Conversions.** At the start of each week a contact who has not converted does so during the
/// week with probability h, where
///
///     logit h = −6.0 + industry + seniority + 0.60·(log₁₀ employees − 2)
///       + 0.35·L(page views) + 0.60·L(clicks) + 1.30·L(forms and downloads)
///       + 1.00·L(webinars) + 0.50·L(answered calls) + 1.70·L(meetings) − 0.8·(left e-mail)
///
/// L(x) is log(1 + x) of the human events before that instant, decayed with a half-life of 14
/// days. The 30-day probability of the truth file is the mean over 16 futures, drawn by the same
/// law, in which nothing comes of the last messages any more; it is 0 for those who have converted.
///
/// **Causes.** With ``WorldOptions/causes`` conversions follow a law that says why. Months of 30 days
/// end on the last day; whoever is known and has not converted at the beginning of one converts in
/// it with a probability whose logit is
///
///     −3.6 + industry + seniority + department + lead source
///       + 0.6·tanh(ln((1 + employees) / 101) / 3)
///       + 0.30·L₁₄(page views) + 0.50·L₁₄(clicks) + 0.40·L₁₄(answered calls)
///       + 1.30·L₁₄(meetings booked) + 0.80·L₃₀(webinars) + 0.90·L₆₀(forms)
///       + 0.40·L₆₀(downloads) − 0.90·L₆₀(unsubscribes)
///       − 0.12·ln(1 + days since the last activity) − 0.10·ln(1 + days since creation)
///       + account
///
/// with half-lives of 14, 30 and 60 days and an effect of the company, N(0, 0.3²), that no file
/// tells. What is missing has an effect of its own, as if that were known: so the truth is what can
/// be known from the files. Small companies tell their size less often, and the lowest ranks their
/// department; titles are in six languages; there are 60 lead sources, most of them rare. With
/// drift d the logit is lower by d for each month before the last day, and the factor of page views
/// is smaller by 2·d of itself. The truth file has the probability in the 30 days after the last
/// day, the mean over all effects that the account may have; the log-odds where that effect is 0;
/// for each cause what it adds less its mean over all months in which somebody could convert; and
/// which of them is the largest either way. These cells are empty for who has converted.
///
/// Rows are as untidy as exports are: names and titles with commas and quotes, missing zones,
/// addresses, seniorities and sizes. `lifecycle` and the consents are those of the last day.
public enum SyntheticWorld {
  /// How much of a contact's response rate is left at an hour: 1 at the preferred one, never less
  /// than a quarter, and a half at all hours for contacts without a preferred one.
  ///
  /// A bump around the same hour of all days and a bump around the hour of the week, both of the
  /// von Mises shape: `0.25 + 0.45·exp(4 cos(2πd/24) − 4) + 0.30·exp(60 cos(2πd/168) − 60)`.
  public static func attention(at hour: HourOfWeek, preferred: HourOfWeek?) -> Double {
    guard let preferred else { return 0.5 }
    let distance = 2 * Double.pi * Double(Int(hour.rawValue) - Int(preferred.rawValue))
    let daily = exp(4 * cos(distance / 24) - 4)
    let weekly = exp(60 * cos(distance / 168) - 60)
    return 0.25 + 0.45 * daily + 0.30 * weekly
  }

  /// How many rows the files have.
  public struct Summary: Hashable, Sendable {
    /// Rows of `companies.csv`.
    public var companies = 0
    /// Rows of `contacts.csv` and of `truth.csv`.
    public var contacts = 0
    /// Rows of `events.csv`.
    public var events = 0
    /// Rows of `conversions.csv`.
    public var conversions = 0
  }

  /// Writes the files of a world into a folder, which is made if only it is missing.
  ///
  /// - Returns: How many rows were written.
  /// - Throws: `SyntheticDataError` for impossible options, `CivilTimeError` where the system has
  ///   no zone files, and `CSVError` where the files cannot be written.
  /// - Complexity: O(contacts × weeks) in time; memory does not grow with the number of contacts,
  ///   but for 200 bytes for each where conversions come from causes.
  @discardableResult
  public static func write(to folder: String, options: WorldOptions) throws -> Summary {
    try options.check()
    let zones = try Place.all.map { place in try Zone.named(place.zone) }
    mkdir(folder, 0o777)
    let writer = try WorldWriter(folder: folder, options: options)
    for number in 0..<options.companies {
      try writer.write(Company(number: number, seed: options.seed))
    }
    for number in 0..<options.contacts {
      let contact = Contact(number: number, options: options)
      var life = ContactLife(of: contact, options: options, zone: zones[contact.place])
      life.live()
      try writer.write(life)
    }
    return try writer.finish()
  }
}
