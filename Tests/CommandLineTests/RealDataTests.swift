import Foundation
import TestSupport
import Testing

/// What a run on a public data set must find.
///
/// The data are not ours, so a clone without them skips.
struct RealRun: CustomTestStringConvertible, Sendable {
  let name: String
  let inputs: [(file: String, profile: String)]
  let rows: [String: [String: Int]]
  let rejects: [String: Int]

  var testDescription: String { name }

  static let data = "\(Repository.shared)/data"
  static let isHere = Repository.exists(data)

  /// Row counts are those of the files (`zcat FILE | wc -l`, less the header); the one reject is a
  /// deal won before its lead's first contact.
  static let all = [
    RealRun(
      name: "Olist funnel",
      inputs: [
        ("olist_funnel/olist_marketing_qualified_leads_dataset.csv.gz", "olist-leads"),
        ("olist_funnel/olist_closed_deals_dataset.csv.gz", "olist-deals"),
      ],
      rows: [
        "contacts": ["rows": 8000, "used": 8000], "conversions": ["rows": 842, "used": 841],
      ],
      rejects: ["crm.outcome-before-creation": 1]
    ),
    RealRun(
      name: "CRM opportunities",
      inputs: [
        ("crm_sales_opportunities/accounts.csv.gz", "crm-accounts"),
        ("crm_sales_opportunities/sales_pipeline.csv.gz", "crm-pipeline"),
      ],
      rows: [
        "companies": ["rows": 85, "used": 85], "contacts": ["rows": 8800, "used": 8800],
        "conversions": ["rows": 8800, "used": 4238, "otherRows": 4562],
      ],
      rejects: [:]
    ),
    RealRun(
      name: "Attribution events",
      inputs: [("attribution_events/attribution_data.csv.gz", "attribution-touches")],
      rows: [
        "events": ["rows": 62483, "used": 60645, "otherRows": 1838],
        "conversions": ["rows": 62483, "used": 1838, "otherRows": 60645],
      ],
      rejects: [:]
    ),
  ]
}

/// How well scikit-learn's logistic regression with C = 1 predicts a public table by the same
/// columns in five parts; `scripts/check-real-data` compares more of them.
struct PlainTable: CustomTestStringConvertible, Sendable {
  let file: String
  let options: String
  let rows: Int
  let events: Int
  let area: Double
  let logLoss: Double

  var testDescription: String { file }

  static let all = [
    PlainTable(
      file: "bank_marketing/bank-full.csv.gz",
      options: "--label y=yes --without duration",
      rows: 45211,
      events: 5289,
      area: 0.7654,
      logLoss: 0.3014
    ),
    PlainTable(
      file: "x_education_leads/Leads.csv.gz",
      options: "--label Converted --id 'Prospect ID' --without 'Lead Number,Tags,Lead Quality,"
        + "Lead Profile,Last Activity,Last Notable Activity,Asymmetrique Activity Index,"
        + "Asymmetrique Profile Index,Asymmetrique Activity Score,Asymmetrique Profile Score'",
      rows: 9240,
      events: 3561,
      area: 0.8647,
      logLoss: 0.4449
    ),
  ]
}

@Suite("Public data sets", .enabled(if: RealRun.isHere, "the data sets are not here"))
struct RealDataTests {
  @Test("Every row is used or rejected for a reason", arguments: RealRun.all)
  func rows(_ real: RealRun) throws {
    let folder = try TemporaryFolder()
    let inputs = real.inputs.map { file, profile in
      "'\(RealRun.data)/\(file):\(Repository.root)/datasets/profiles/\(profile).yaml'"
    }
    let process = try FinishedProcess(
      script: "leadtime run \(inputs.joined(separator: " ")) --output out --quiet",
      in: folder.path
    )
    try #require(process.status == 0, "\(process.standardError)")
    let manifest = try Self.json("\(folder.path)/out/manifest.json")
    let report = try #require(manifest["rows"] as? [String: Any])
    #expect(report["rejectsByCode"] as? [String: Int] == real.rejects)
    let files = try #require(report["files"] as? [[String: Any]])
    for (table, counts) in real.rows {
      let file = try #require(files.first { $0["table"] as? String == table })
      for (name, count) in counts { #expect(file[name] as? Int == count, "\(table) \(name)") }
      let fates = ["used", "duplicates", "rejected", "otherRows"].map { file[$0] as? Int ?? 0 }
      #expect(fates.reduce(0, +) == file["rows"] as? Int, "\(table)")
    }
  }

  @Test("A plain table is predicted as well as scikit-learn does", arguments: PlainTable.all)
  func labels(_ table: PlainTable) throws {
    let folder = try TemporaryFolder()
    let process = try FinishedProcess(
      script: "leadtime evaluate '\(RealRun.data)/\(table.file)' \(table.options) --output out",
      in: folder.path
    )
    try #require(process.status == 0, "\(process.standardError)")
    let total = try #require(
      Self.json("\(folder.path)/out/evaluation.json")["total"] as? [String: Any]
    )
    #expect(total["sampleSize"] as? Int == table.rows)
    #expect(total["eventCount"] as? Int == table.events)
    let curve = try #require(total["discrimination"] as? [String: Any])
    #expect(abs(try #require(curve["area"] as? Double) - table.area) < 0.005)
    #expect(abs(try #require(total["logLoss"] as? Double) - table.logLoss) < 0.002)
    let lines = try folder.read("out/predictions.csv").split(separator: "\n").count
    #expect(lines == table.rows + 1)
  }

  private static func json(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
