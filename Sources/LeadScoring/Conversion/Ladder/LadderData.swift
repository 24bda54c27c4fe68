public import Features
import LinearAlgebra

/// The rows on which a ladder climbs: what was known, and what became of it.
public struct LadderData: Sendable {
  /// What a model may look at, without the rules.
  public let table: FeatureTable
  /// What the user's rules say of every row, standardised; all 0 without rules.
  public let rulesIndex: [Double]
  /// 1 where the contact converted within the horizon, else 0.
  public let outcomes: [Double]
  /// The number of the account of every row, from 0 in the order of first appearance.
  let accounts: [Int]
  /// How many accounts there are.
  let accountCount: Int
  /// A hash of the account of every row.
  let accountHashes: [UInt64]

  /// Gathers rows.
  ///
  /// - Parameters:
  ///   - table: what a model may look at, without the rules.
  ///   - rulesIndex: what the rules say, standardised.
  ///   - outcomes: 0 or 1 for every row.
  ///   - accounts: a hash of the account of every row; rows of one account stay together.
  public init(
    table: FeatureTable,
    rulesIndex: [Double],
    outcomes: [Double],
    accounts: [UInt64]
  ) {
    precondition(rulesIndex.count == table.rowCount, "every row needs what the rules say")
    precondition(outcomes.count == table.rowCount, "every row needs an outcome")
    precondition(accounts.count == table.rowCount, "every row needs an account")
    self.table = table
    self.rulesIndex = rulesIndex
    self.outcomes = outcomes
    var numbers: [UInt64: Int] = [:]
    self.accounts = accounts.map { hash in
      if let number = numbers[hash] { return number }
      numbers[hash] = numbers.count
      return numbers.count - 1
    }
    accountCount = numbers.count
    accountHashes = accounts
  }

  /// How many rows converted.
  var conversionCount: Int { outcomes.count { $0 == 1 } }

  /// Whether some rows may resemble each other because they are of one account.
  var isClustered: Bool { accountCount < outcomes.count }

  /// Whether the rules tell any two rows apart.
  var hasRules: Bool { rulesIndex.contains { $0 != rulesIndex[0] } }
}

extension Matrix {
  /// The matrix with what the rules say as one column more.
  func appending(_ values: [Double]) -> Matrix {
    let width = columns + 1
    var elements = [Double](repeating: 0, count: rows * width)
    withUnsafeBufferPointer { old in
      for row in 0..<rows {
        for column in 0..<columns { elements[row * width + column] = old[row * columns + column] }
        elements[row * width + columns] = values[row]
      }
    }
    return Matrix(rows: rows, columns: width, elements: elements)
  }
}
