extension FitRules {
  /// Sensible rules for business customers; `leadtime init` writes them out to be changed.
  ///
  /// They speak of attributes on a common scale (`adoptFirmographics`).
  public static let standard = FitRules(
    rules: [
      FitRule("seniority_level", .oneOf(["owner", "c_level", "vp"]), points: 40, group: "role"),
      FitRule("seniority_level", .oneOf(["director"]), points: 32, group: "role"),
      FitRule("seniority_level", .oneOf(["manager", "senior"]), points: 20, group: "role"),
      FitRule("seniority_level", .oneOf(["individual"]), points: 8, group: "role"),
      FitRule("seniority_level", .oneOf(["intern"]), points: -20, group: "role"),
      FitRule("employee_band", .oneOf(["1000-4999", "5000+"]), points: 30, group: "size"),
      FitRule("employee_band", .oneOf(["200-999"]), points: 26, group: "size"),
      FitRule("employee_band", .oneOf(["50-199"]), points: 18, group: "size"),
      FitRule("employee_band", .oneOf(["10-49"]), points: 8, group: "size"),
      FitRule(
        "industry_group",
        .oneOf(["software", "financial_services", "professional_services"]),
        points: 20,
        group: "industry"
      ),
      FitRule("industry_group", .present, points: 8, group: "industry"),
      FitRule("country", .present, points: 10, group: "place"),
    ],
    groupLimits: ["role": 40, "size": 30, "industry": 20, "place": 10]
  )
}

extension EngagementRules {
  /// Sensible rules; `leadtime init` writes them out to be changed.
  public static let standard = EngagementRules(
    rules: [
      EngagementRule("open", points: 1, halfLifeDays: 14, cap: 8, group: "messages"),
      EngagementRule("click", points: 5, halfLifeDays: 14, cap: 20, group: "messages"),
      EngagementRule("reply", points: 10, halfLifeDays: 30, cap: 25, group: "messages"),
      EngagementRule("page_view", points: 1.5, halfLifeDays: 7, cap: 12, group: "website"),
      EngagementRule("product_use", points: 3, halfLifeDays: 14, cap: 25, group: "website"),
      EngagementRule("login", points: 2, halfLifeDays: 14, cap: 15, group: "website"),
      EngagementRule("download", points: 6, halfLifeDays: 30, cap: 18, group: "website"),
      EngagementRule("form_submit", points: 12, halfLifeDays: 30, cap: 30, group: "website"),
      EngagementRule("cart_add", points: 5, halfLifeDays: 14, cap: 20, group: "website"),
      EngagementRule("webinar_register", points: 5, halfLifeDays: 30, cap: 15, group: "meetings"),
      EngagementRule("webinar_attend", points: 12, halfLifeDays: 30, cap: 25, group: "meetings"),
      EngagementRule("call", points: 8, halfLifeDays: 30, cap: 20, group: "meetings"),
      EngagementRule("meeting_booked", points: 25, halfLifeDays: 60, cap: 35, group: "meetings"),
      EngagementRule("meeting", points: 25, halfLifeDays: 60, cap: 35, group: "meetings"),
      EngagementRule(
        "unsubscribe",
        points: -30,
        halfLifeDays: .infinity,
        cap: .infinity,
        group: "negative"
      ),
      EngagementRule(
        "complaint",
        points: -50,
        halfLifeDays: .infinity,
        cap: .infinity,
        group: "negative"
      ),
      EngagementRule("bounce", points: -5, halfLifeDays: 30, cap: .infinity, group: "negative"),
      EngagementRule(
        "hard_bounce",
        points: -30,
        halfLifeDays: .infinity,
        cap: .infinity,
        group: "negative"
      ),
    ],
    groupLimits: ["messages": 30, "website": 40, "meetings": 40, "negative": 0]
  )
}

extension GradeScheme {
  /// A from 65 and B from 40 fit points; 1 from 30 and 2 from 10 engagement points.
  public static let standard = GradeScheme(
    fitThresholds: [65, 40],
    engagementThresholds: [30, 10],
    segments: [
      "A1": "ready", "A2": "ready", "B1": "ready", "A3": "nurture", "B2": "nurture",
      "B3": "nurture", "C1": "watch", "C2": "watch", "C3": "quiet",
    ]
  )
}
