public import CRMData
import CivilTime
import Features
import Statistics
import Tables

extension AccountHistory {
  /// The past of the accounts of a training set.
  ///
  /// An account converts in a period when a contact of it, at risk at the reference, converts
  /// within the horizon. Deals without a contact are not known to the snapshot and do not count.
  ///
  /// - Parameters:
  ///   - training: who was at risk, and what became of him.
  ///   - probabilities: one for each example, cross-fitted by account.
  ///   - roles: who plays which role.
  ///   - snapshot: the data that the examples refer to.
  public init(
    of training: TrainingSet,
    probabilities: [Double],
    roles: BuyingRoleReader,
    in snapshot: CRMSnapshot
  ) {
    precondition(
      probabilities.count == training.examples.count,
      "every example needs a probability"
    )
    let companies = snapshot.companies
    let free = FreeMail.companies(of: companies)
    let last = training.references.count - 1
    let periods = Dictionary(
      uniqueKeysWithValues: training.references.enumerated().map { ($1, last - $0) }
    )
    let rows = training.examples.indices.map { index in
      let example = training.examples[index]
      let company = Int(snapshot.contacts.companies[example.contact])
      return Row(
        account: free.contains(company) ? -1 : company,
        period: periods[example.reference] ?? 0,
        probability: probabilities[index],
        weightClass: roles.weightClass(of: roles.roles(of: example.contact)),
        isConverted: training.outcomes[index] == 1
      )
    }
    self.init(
      rows: rows,
      weights: roles.weights,
      hashes: (0..<companies.ids.count).map { company in
        companies.ids.withBytes(of: company) { StableHash.value(of: $0) }
      }
    )
  }
}
