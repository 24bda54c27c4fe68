public import CRMData
import CivilTime
import Features

/// Leads as they were at past instants, and what became of them: what bands are judged by.
///
/// Scores of these leads must come from models that did not see them (``CrossFit``), or from rules.
///
///     let past = PastLeads(training, in: snapshot)
///     for band in past.ranked(by: crossFit.probabilities).bands() { print(band.lowestScore) }
public struct PastLeads: Sendable {
  /// One lead at one instant.
  public struct Lead: Hashable, Sendable {
    /// A number of the lead's company; a lead without one is an account of its own.
    public var account: Int
    /// Whether it converted within the horizon.
    public var isConverted: Bool
    /// Days from the instant to the conversion, where it converted.
    public var daysFromReference: Double?
    /// Days from the contact's creation to the conversion, where both are known.
    public var daysFromCreation: Double?

    /// Creates a lead.
    public init(
      account: Int,
      isConverted: Bool,
      daysFromReference: Double? = nil,
      daysFromCreation: Double? = nil
    ) {
      self.account = account
      self.isConverted = isConverted
      self.daysFromReference = daysFromReference
      self.daysFromCreation = daysFromCreation
    }
  }

  /// With fewer conversions bands are not compared.
  public static let minimumConversions = 10

  /// The leads.
  public let leads: [Lead]
  /// Each lead's account, counted from 0.
  private let accounts: [Int]
  private let accountCount: Int
  /// The rate of all leads together.
  public let total: ConversionRate

  /// Takes leads as they are.
  public init(_ leads: [Lead]) {
    self.leads = leads
    var places: [Int: Int] = [:]
    var accounts: [Int] = []
    accounts.reserveCapacity(leads.count)
    for lead in leads {
      let place = places[lead.account] ?? places.count
      places[lead.account] = place
      accounts.append(place)
    }
    self.accounts = accounts
    accountCount = places.count
    total = ConversionRate(
      accounts: Self.counts(leads.indices, leads, accounts, of: places.count)
    )
  }

  /// Takes the examples of a training set.
  public init(_ training: TrainingSet, in snapshot: CRMSnapshot) {
    self.init(
      zip(training.examples, training.outcomes).map { example, outcome in
        let conversion = outcome == 1 ? snapshot.firstConversions[example.contact] : nil
        let created = snapshot.contacts.createdAt[example.contact]
        let company = Int(snapshot.contacts.companies[example.contact])
        return Lead(
          account: company >= 0 ? company : snapshot.companies.count + example.contact,
          isConverted: outcome == 1,
          daysFromReference: conversion.map { Self.days(from: example.reference, to: $0) },
          daysFromCreation: conversion.flatMap { end in
            created.map { Self.days(from: $0, to: end) }
          }
        )
      }
    )
  }

  /// Whether enough leads converted, and enough did not, to compare bands.
  public var isEnough: Bool {
    let others = total.leads - total.conversions
    return min(total.conversions, others) >= Self.minimumConversions
  }

  /// The rate of some leads.
  func rate(of rows: some Sequence<Int>) -> ConversionRate {
    ConversionRate(
      accounts: Self.counts(rows, leads, accounts, of: accountCount),
      fallback: total.designEffect
    )
  }

  /// The share of some leads that lies in a part of them, such as the conversions that are found
  /// at the top of a list.
  func share(of part: some Sequence<Int>, among rows: some Sequence<Int>) -> ConversionRate {
    var counts = [(leads: Int, conversions: Int)](repeating: (0, 0), count: accountCount)
    for row in rows { counts[accounts[row]].leads += 1 }
    for row in part { counts[accounts[row]].conversions += 1 }
    return ConversionRate(accounts: counts, fallback: total.designEffect)
  }

  private static func counts(
    _ rows: some Sequence<Int>,
    _ leads: [Lead],
    _ accounts: [Int],
    of count: Int
  ) -> [(leads: Int, conversions: Int)] {
    var counts = [(leads: Int, conversions: Int)](repeating: (0, 0), count: count)
    for row in rows {
      counts[accounts[row]].leads += 1
      if leads[row].isConverted { counts[accounts[row]].conversions += 1 }
    }
    return counts
  }

  private static func days(from start: Instant, to end: Instant) -> Double {
    Double(end.microseconds - start.microseconds) / 86_400_000_000
  }
}
