public import CivilTime

/// How a contact's zone was found.
public enum ZoneSource: String, Hashable, Sendable, Codable, CaseIterable {
  /// A field of the contact says it.
  case explicit
  /// The contact's country has one clock, or all but a few people there use one.
  case country
  /// The state, province, postal code or city says it.
  case region
  /// The prefix of the telephone number says it.
  case phone
  /// Colleagues at the same company, or the company's address, say it.
  case account
  /// The hours at which the contact is active say it.
  case activity
  /// Nothing says it with enough certainty.
  case none
}

/// A zone that a contact may be in, with its probability.
public struct ZoneCandidate: Hashable, Sendable {
  /// The position of the zone in the table's zones.
  public let zoneCode: Int16
  /// The probability.
  public let weight: Double
}

/// The zones of all contacts, known and inferred.
public struct InferredZones: Sendable {
  /// The zones in use: those of the snapshot first, then those that were inferred.
  public let zones: [Zone]
  /// For each contact the position of its zone in ``zones``, or -1.
  public let zoneCodes: [Int16]
  /// For each contact how its zone was found.
  public let sources: [ZoneSource]
  /// The likeliest zones of contacts whose zone stays open, likeliest first; the weights of the
  /// zones that are not listed are missing from the sum.
  public let candidates: [Int: [ZoneCandidate]]

  /// How many contacts' zones were found in each way.
  public var counts: [ZoneSource: Int] {
    sources.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

extension ContactTable {
  /// Takes over the zones that were inferred.
  public mutating func adopt(_ inferred: InferredZones) {
    zones = inferred.zones
    zoneCodes = inferred.zoneCodes
    zoneSources = inferred.sources
    zoneCandidates = inferred.candidates
  }
}
