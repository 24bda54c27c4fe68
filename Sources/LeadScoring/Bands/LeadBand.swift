/// Leads of one kind together: how many converted, and how long that took.
public struct LeadBand: Hashable, Sendable {
  /// How many of them converted.
  public var rate: ConversionRate
  /// Days from the instant of scoring to the deal; nil where deals are too few.
  public var cycleFromReference: TimeToDeal?
  /// Days from the contact's creation to the deal; nil where deals are too few.
  public var cycleFromCreation: TimeToDeal?
}

/// The leads whose score lies in one range, from the highest score down.
public struct ScoreBand: Hashable, Sendable {
  /// The share of the list that lies above the band, and that which ends with it, as intended.
  public var above, through: Double
  /// The lowest score that belongs to the band.
  public var lowestScore: Double
  /// What became of its leads.
  public var band: LeadBand
}

extension PastLeads {
  /// Groups leads by a code, such as a grade's rank.
  ///
  /// - Parameters:
  ///   - codes: one code for each lead, from 0 to below `count`.
  ///   - count: how many codes there are.
  /// - Returns: One band for each code, also where no lead has it.
  public func bands(by codes: [Int], count: Int) -> [LeadBand] {
    precondition(codes.count == leads.count, "every lead needs a code")
    var rows = [[Int]](repeating: [], count: count)
    for (row, code) in codes.enumerated() { rows[code].append(row) }
    return rows.map { band(of: $0) }
  }

  func band(of rows: some Sequence<Int>) -> LeadBand {
    let deals = rows.filter { leads[$0].isConverted }
    return LeadBand(
      rate: rate(of: rows),
      cycleFromReference: TimeToDeal(days: deals.compactMap { leads[$0].daysFromReference }),
      cycleFromCreation: TimeToDeal(days: deals.compactMap { leads[$0].daysFromCreation })
    )
  }
}
