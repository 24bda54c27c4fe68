import Reports
import Testing

@Suite("what a lead is worth")
struct WorthTests {
  private let words = HTMLReport(.example).html().unstyled.words

  @Test(
    "sections say what to do, then show, then explain",
    arguments: [
      "Call the 50 leads of handoff.csv, from the top",
      "Of 100 leads in the top band about 9 (7 to 12) convert within 30 days, of 100 leads at "
        + "random about 3: call the top band first.",
      "top 5 %from 12 % up; 624 contacts tonight9.1 %",
      "Astrong fit2.0 % (1.3 to 3.1)", "1very active3.0 % (2.1 to 4.3)",
      "9.1 %7.1 to 1291 of 1,000118.5 to 14", "no dealmore than 2,500",
      "judged on 20,000 past leads (7 dates from 2024-12-02 to 2025-06-02)",
      "Working the best 20 % of the leads finds 50 % (45 to 55) of the deals, 2.5 times (2.3 to "
        + "2.8) as many",
      "Half of the deals came within 34 days of the contact’s creation (95 % interval 30 to 41 "
        + "days)",
      "all deals240 deals", "lower half–not enough data", "34 days30 to 41",
      "A12 %(1.1 to 3.6)", "A3–nobody",
      "form_submit tells leads apart more than anything else: look at it first",
      "× 1.86raises 31 %",
      "industrymost: Software", "over 5,000 contacts of tonight",
      "title", "3,12025 %", "both",
      "Learn anew soon: visits have moved.", "page_viewhas moved", "0.310",
      "ridge, since 812 conversions are enough for 40 columns",
      "Respond soon: 20 % of the leads convert that hear from sales within an hour, 5 % of those "
        + "that hear after a week.",
      "begin with Harbour Ltd", "with buyer, user; without finance", "4of 9",
    ]
  )
  func sentences(text: String) {
    #expect(words.contains(text))
  }

  @Test("too few deals are said, not drawn")
  func fewDeals() {
    let page = HTMLReport(.withoutModel).html()
    #expect(page.words.contains("It is too early to say which leads pay: work them by grade."))
    #expect(page.words.contains("0 conversions among 0 past leads are too few"))
    #expect(!page.contains("id=\"gain-title\""))
    for absent in ["why", "accounts", "speed"] { #expect(!page.contains("#\(absent)\"")) }
  }

  @Test("grades are judged where there is no model")
  func gradesOnly() {
    var content = ReportContent.example
    (content.bands, content.gain, content.cycle) = ([], [], nil)
    let words = HTMLReport(content).html().words
    #expect(words.contains("It is too early to say which leads pay"))
    #expect(words.contains("Conversion by grade"))
    #expect(words.contains("Not enough data: too few deals have both dates."))
  }

  @Test("speed is not praised where intervals overlap")
  func unproven() {
    var content = ReportContent.example
    content.responseDelays[1].upper = 0.16
    let words = HTMLReport(content).html().words
    #expect(words.contains("Sooner is not proven to be better here"))
  }

  @Test(
    "rare deals are told of 1,000 or 10,000 leads",
    arguments: [
      (4, "Of 1,000 leads in the top band about 4 "),
      (1, "Of 10,000 leads in the top band about 10"),
    ]
  )
  func rare(conversions: Int, text: String) {
    var content = ReportContent.example
    content.bands[0].conversions = conversions
    #expect(HTMLReport(content).html().words.contains(text))
  }
}

@Suite("figures")
struct ReportFiguresTests {
  @Test("are well-formed pictures that load nothing")
  func wellFormed() {
    let files = ReportFigures(.example).files
    #expect(
      files.map(\.name) == [
        "score-distribution.svg", "conversion-by-band.svg", "gain.svg", "sales-cycle.svg",
        "calibration.svg", "reasons.svg",
      ]
    )
    for file in files {
      #expect(TagBalance(file.svg).problems == [], "\(file.name)")
      #expect(file.svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
      for word in ["href", "url(", "@import", "<script"] { #expect(!file.svg.contains(word)) }
    }
  }

  @Test("that would show nothing are left out", arguments: [ReportContent(), .withoutModel])
  func empty(content: ReportContent) {
    #expect(ReportFigures(content).files.isEmpty)
  }

  @Test("never let a text become markup")
  func attack() {
    for file in ReportFigures(ReportContent.hostile.content).files {
      #expect(!file.svg.contains("<script"))
    }
  }
}

@Suite("gain chart")
struct GainChartTests {
  @Test("begins where nobody is worked and ends where everybody is")
  func places() {
    let chart = GainChart([
      .init(worked: 0.25, found: 0.5, lower: 0.25, upper: 0.75),
      .init(worked: 1, found: 1, lower: 0.9, upper: 1),
    ])
    // The square begins at (46, 24) and is 280 wide.
    #expect(chart.places.map(\.x) == [46, 116, 326])
    #expect(chart.places.map(\.y) == [304, 164, 24])
    let html = chart.markup().html
    #expect(html.contains("points=\"46,304 116,94 326,24 326,52 116,234 \""))
    #expect(html.contains("25\u{A0}% of the leads: 50\u{A0}% (25 to 75) of the deals"))
  }
}
