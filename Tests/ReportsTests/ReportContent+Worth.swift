import Reports

extension ReportContent {
  /// Fills in what leads turned out to be worth.
  mutating func fillWorth() {
    (pastLeads, pastConversions) = (20_000, 600)
    pastReferences = "7 dates from 2024-12-02 to 2025-06-02"
    let slow = Cycle(
      deals: 240,
      median: Estimate(value: 34, lower: 30.4, upper: 41.2),
      quarter: 20,
      threeQuarters: 61
    )
    bands = [
      Band(
        "top 5 %",
        note: "from 12 % up",
        leads: 1_000,
        conversions: 91,
        lower: 0.071,
        upper: 0.118,
        tonight: 624,
        cycle: slow
      ),
      Band("lower half", leads: 10_000, conversions: 0, lower: 0, upper: 0.0004),
    ]
    gradeBands = ["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3"].map {
      Band($0, leads: $0 == "A3" ? 0 : 500, conversions: 10, lower: 0.011, upper: 0.036)
    }
    fitBands = ["A", "B", "C"].map {
      Band($0, leads: 1_000, conversions: 20, lower: 0.013, upper: 0.031)
    }
    engagementBands = ["1", "2", "3"].map {
      Band($0, leads: 1_000, conversions: 30, lower: 0.021, upper: 0.043)
    }
    gain = [
      GainPoint(worked: 0.05, found: 0.15, lower: 0.12, upper: 0.18),
      GainPoint(worked: 0.2, found: 0.5, lower: 0.45, upper: 0.55),
      GainPoint(worked: 1, found: 1, lower: 0.99, upper: 1),
    ]
    cycle = slow
    reasons = [
      Reason(name: "form_submit", logOdds: 0.62, raised: 0.31),
      Reason(name: "industry", note: "most: Software", logOdds: 0.2, raised: 0.5),
    ]
    reasonContacts = 5_000
    coverageInputs = [Count("title", 3_120), Count("seniority", 12_000)]
    coverage = [Count("both", 3_000), Count("one", 9_482)]
    drift = Drift(
      verdict: "Learn anew soon: visits have moved.",
      lines: [.init(name: "page_view", index: 0.31, isAlarming: true)]
    )
    modelCard = [Fact("Step", "ridge, since 812 conversions are enough for 40 columns")]
    responseDelays = [
      Band("within an hour", leads: 200, conversions: 40, lower: 0.15, upper: 0.26),
      Band("after a week", leads: 200, conversions: 10, lower: 0.027, upper: 0.09),
    ]
    accounts = [
      Account(
        name: "Harbour Ltd",
        probability: Estimate(value: 0.41, lower: 0.3, upper: 0.55),
        contacts: 9,
        engaged: 4,
        covered: ["buyer", "user"],
        missing: ["finance"]
      )
    ]
  }
}
