import CRMData
import CivilTime
import TestSupport

/// The instant of a text that is one.
func instant(_ text: String) -> Instant {
  guard let instant = Instant.parse(text) else { preconditionFailure("'\(text)' is no instant") }
  return instant
}

/// Imports tables that are written down as CSV, with the canonical profile.
func snapshot(_ files: [(name: String, text: String)]) throws -> CRMSnapshot {
  let folder = try TemporaryFolder()
  let library = try ProfileLibrary()
  var inputs: [InputFile] = []
  for (name, text) in files {
    let path = try folder.write(text, to: name)
    guard
      let input = try InputFile.recognised(path, name: name, profile: nil, library: library)
    else { throw CRMDataError(.unknownProfile, "\(name) is not recognised") }
    inputs.append(input)
  }
  return try CRMImporter().snapshot(of: inputs) { _ in }
}

/// Companies with contacts whose conversions follow their opens, visits and trade.
struct LeadWorld {
  var companies: [String] = []
  var contacts: [String] = []
  var events: [String] = []
  var conversions: [String] = []

  /// The newest reference is 2024-05-31, one horizon of 30 days before.
  static let asOf = instant("2024-06-30")

  init(seed: UInt64, contacts count: Int = 400) {
    var random = SplitMix(seed: seed)
    let trades = ["Software", "Retail", "Farming", ""]
    companies = (0..<80).map { "k\($0),Company \($0),\(trades[$0 % 4]),\(10 + $0 * $0)" }
    for index in 0..<count {
      let company = random.integer(below: 90)
      let name = company < 80 ? "k\(company)" : ""
      contacts.append(
        "c\(index),,\(name),2023-0\(1 + index % 9)-01,\(["vp", "manager", ""][index % 3])"
      )
      let eagerness = random.uniform()
      for month in 1...5 {
        for _ in 0..<3 where random.uniform() < eagerness {
          let type = random.element(of: ["open", "click", "page_view"])
          let day = 10 + random.integer(below: 18)
          events.append(
            "c\(index),2024-0\(month)-\(day)T1\(random.integer(below: 10)):00:00Z,\(type)"
          )
        }
      }
      let chance = eagerness * eagerness * (company % 4 == 0 ? 0.6 : 0.25)
      for month in 2...6 where random.uniform() < chance / 2 {
        conversions.append("c\(index),2024-0\(month)-\(10 + random.integer(below: 18)),10")
        break
      }
    }
  }

  /// The snapshot of these rows, perhaps in another order.
  func snapshot(shuffledBy seed: UInt64? = nil) throws -> CRMSnapshot {
    var random = SplitMix(seed: seed ?? 0)
    func text(_ header: String, _ rows: [String]) -> String {
      let rows = seed == nil ? rows : rows.shuffled(using: &random)
      return header + "\n" + rows.map { $0 + "\n" }.joined()
    }
    return try LeadScoringTests.snapshot([
      ("companies.csv", text("company_id,name,industry,employees", companies)),
      ("contacts.csv", text("contact_id,email,company_id,created_at,seniority", contacts)),
      ("events.csv", text("contact_id,occurred_at,type", events)),
      ("deals.csv", text("contact_id,converted_at,value", conversions)),
    ])
  }
}
