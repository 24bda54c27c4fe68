import Evaluation
import Testing

/// What the detector says about tables whose leaks are known.
struct RealLeaks: Sendable, CustomTestStringConvertible {
  var name: String
  /// What has to be found, and how strongly.
  var leaks: Set<String> = []
  /// What has to be found at least as a suspicion.
  var suspects: Set<String> = []
  /// What is suspected although it is known in time, as far as anybody can tell.
  var falseAlarms: Set<String> = []

  var testDescription: String { name }

  func table() throws -> (columns: [FeatureColumn], outcomes: [Double]) {
    var table: RealTable
    var left: Set<String> = []
    var levels: Set<String> = []
    let outcome: (String, String)
    switch name {
    case "bank-full", "bank-additional-full":
      table = try RealTable("bank_marketing/\(name)", delimiter: ";")
      outcome = ("y", "yes")
    case "x-education":
      table = try RealTable("x_education_leads/Leads")
      outcome = ("Converted", "1")
      left = ["Prospect ID", "Lead Number"]
    case "shoppers":
      table = try RealTable("online_shoppers/online_shoppers_intention")
      outcome = ("Revenue", "True")
      levels = ["OperatingSystems", "Browser", "Region", "TrafficType"]
    case "ifood":
      table = try RealTable("ifood_campaign/marketing_campaign", delimiter: ";")
      outcome = ("Response", "1")
      left = ["ID", "Dt_Customer"]
    case "ibm":
      table = try RealTable("ibm_marketing_value/WA_Fn-UseC_-Marketing-Customer-Value-Analysis")
      outcome = ("Response", "Yes")
      left = ["Customer"]
    case "olist":
      table = try RealTable("olist_funnel/olist_marketing_qualified_leads_dataset")
      table.join(try RealTable("olist_funnel/olist_closed_deals_dataset"), on: "mql_id")
      return (
        table.features(without: ["mql_id", "seller_id"]),
        table["seller_id"].map { $0.isEmpty ? 0 : 1 }
      )
    case "opportunities":
      table = try RealTable("crm_sales_opportunities/sales_pipeline")
      table.keep(where: { $0 == "Won" || $0 == "Lost" }, of: "deal_stage")
      outcome = ("deal_stage", "Won")
      left = ["opportunity_id"]
    default:
      table = try RealTable("hillstrom/hillstrom")
      outcome = ("visit", "1")
    }
    return (
      table.features(without: left.union([outcome.0]), levels: levels),
      table[outcome.0].map { $0 == outcome.1 ? 1 : 0 }
    )
  }

  static let all = [
    RealLeaks(name: "bank-full", leaks: ["duration"]),
    // The five economic indices stand for the quarter of the call; they were known then.
    RealLeaks(
      name: "bank-additional-full",
      leaks: ["duration"],
      falseAlarms: [
        "pdays", "poutcome", "emp.var.rate", "cons.price.idx", "cons.conf.idx", "euribor3m",
        "nr.employed",
      ]
    ),
    RealLeaks(
      name: "x-education",
      leaks: ["Tags"],
      suspects: [
        "Lead Quality", "Lead Profile", "Asymmetrique Activity Index",
        "Asymmetrique Activity Score", "Last Activity", "Last Notable Activity",
      ],
      falseAlarms: [
        "Total Time Spent on Website", "Lead Origin", "Lead Source",
        "What is your current occupation", "What matters most to you in choosing a course",
      ]
    ),
    RealLeaks(name: "shoppers", leaks: ["PageValues"], falseAlarms: ["ExitRates"]),
    RealLeaks(name: "ifood"),
    // One of four offers was never accepted by anybody.
    RealLeaks(name: "ibm", falseAlarms: ["Renew Offer Type"]),
    // Everything that is known of closed deals only.
    RealLeaks(
      name: "olist",
      leaks: [
        "sdr_id", "sr_id", "won_date", "business_segment", "lead_type", "lead_behaviour_profile",
        "has_company", "has_gtin", "average_stock", "business_type",
        "declared_product_catalog_size", "declared_monthly_revenue",
      ]
    ),
    RealLeaks(name: "opportunities", leaks: ["close_value"]),
    // Nobody converts or spends without a visit.
    RealLeaks(name: "hillstrom", leaks: ["conversion", "spend"]),
  ]
}

@Suite(.enabled(if: RealTable.isPresent, "the real tables lie in ../shared/data"))
struct LeakageRealDataTests {
  @Test(
    "known leaks are found, and what else is suspected stays as it is",
    arguments: RealLeaks.all
  )
  func known(expected: RealLeaks) throws {
    let (columns, outcomes) = try expected.table()
    let report = try LeakageDetector(seed: 42).report(on: columns, outcomes: outcomes)
    let leaks = report.findings.filter { $0.verdict == .leak }.map(\.feature)
    let suspects = report.findings.filter { $0.verdict == .suspect }.map(\.feature)
    #expect(Set(leaks) == expected.leaks)
    #expect(Set(suspects) == expected.suspects.union(expected.falseAlarms))
  }
}
