import Reports
import Testing

@Suite("report")
struct HTMLReportTests {
  private let page = HTMLReport(.example).html()

  @Test(
    "an ordinary night shows each number where it belongs",
    arguments: [
      "Leadtime · as of 2025-07-02 00:00 UTC",
      "Among 12,482 contacts, 50 leads are ready for sales, 4,050 messages are planned, "
        + "and 2,424 are kept back.",
      "1,934 companies, 318,240 events", "on 2 dates", "mainly no-consent", "0.14 % of 12,530",
      "The events end two days before the run.",
      "A logistic model learnt from 812 conversions.", "B21,204", "C35,735",
      "strong fit", "little activity", "readyA1, A2 and B1", "50 leads go to sales",
      "Puts a converting contact above a non-converting one in 79 of 100 pairs (76 to 82).",
      "0.791 (0.763 to 0.819)", "Log-loss 0.0812 against 0.0954", "15 % less surprise",
      "2 %3.0 % (1.0 to 5.0)4,120",
      "responds best on Tuesday 10:00", "Tuesday 10:006,210", "6,210 of 7,379",
      "The contact’s own responses or visits chose the hour.",
      "email8,744 responses to 148,220 sends", "5.9 %5.8 to 6.07,804", "no sends yet",
      "The contact never gave consent.", "1,82075 %", "2025-07-03", "2,21055 %",
      "contacts.csvcontactshubspot12,53012,48231170", "12,530 rows from 1 file.",
      "crm.duplicate-idTwo rows have the same identifier.17", "Leadtime 0.1.0",
      "Nothing left this machine",
    ]
  )
  func numbers(text: String) {
    #expect(page.unstyled.words.contains(text))
  }

  @Test("sections come in the order in which a morning asks")
  func order() {
    let marks = [
      "<h1>", "class=\"tiles\"", "Worth knowing first", "id=\"who\"", "id=\"worth\"",
      "id=\"trust\"",
      "id=\"why\"", "id=\"accounts\"", "id=\"speed\"", "id=\"when\"", "id=\"channel\"",
      "id=\"plan\"", "id=\"read\"", "<footer>",
    ]
    let places = marks.compactMap { page.firstRange(of: $0)?.lowerBound }
    #expect(places.count == marks.count)
    #expect(places == places.sorted())
  }

  @Test("the same content gives the same bytes")
  func determinism() {
    #expect(HTMLReport(.example).html() == page)
  }

  @Test("a page is well formed and loads nothing", arguments: Night.allCases)
  func wellFormed(night: Night) {
    let page = HTMLReport(night.content).html()
    #expect(TagBalance(page.unstyled).problems == [])
    for word in ["<script", "<link", "<img", "src=", "url(", "@import", "http:", "https:"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("charts and tables can be heard", arguments: Night.allCases)
  func accessible(night: Night) {
    let page = HTMLReport(night.content).html()
    #expect(page.contains("<html lang=\"en\">"))
    #expect(page.occurrences(of: "<h1>") == 1)
    #expect(page.occurrences(of: "<svg") == page.occurrences(of: "<svg role=\"img\""))
    #expect(page.occurrences(of: "<th ") == page.occurrences(of: "<th scope="))
    #expect(page.occurrences(of: "<th>") == 0)
    #expect(page.occurrences(of: "<table") == page.occurrences(of: "<caption>"))
    for chart in page.split(separator: "<svg ").dropFirst() {
      #expect(chart.contains("<title"), "\(chart.prefix(80))")
    }
  }

  @Test("every link leads somewhere")
  func links() {
    for link in page.split(separator: "href=\"#").dropFirst() {
      #expect(page.contains("id=\"\(link.prefix { $0 != "\"" })\""))
    }
    #expect(page.occurrences(of: "href=\"#") == 10)
  }

  @Test("no text of the content is ever markup")
  func attack() {
    let (content, count) = ReportContent.hostile
    let page = HTMLReport(content).html()
    #expect(!page.lowercased().contains("<script"))
    for number in 0..<count {
      let escaped = "&lt;script&gt;\(number)&lt;/script&gt;&quot;&#39;&amp;"
      #expect(page.contains(escaped), "text \(number)")
    }
  }

  @Test("a long name can be read in full where a pointer rests")
  func longNames() {
    var content = ReportContent.example
    let name = String(repeating: "long-", count: 60)
    content.files[0].file = name
    #expect(HTMLReport(content).html().contains("title=\"\(name)\""))
  }

  @Test("many lines are cut and their rest is counted")
  func manyLines() {
    var content = ReportContent.example
    content.segments = (1...50).map { ReportContent.Count("segment \($0)", 10) }
    let page = HTMLReport(content).html()
    #expect(page.contains("title=\"segment 20\""))
    #expect(!page.contains("title=\"segment 21\""))
    #expect(page.words.contains("30 more300"))
  }

  @Test("huge counts stay readable")
  func hugeCounts() {
    var content = ReportContent.example
    content.contacts = 1_234_567_890
    content.gradeCounts[0][0] = 1_234_567_890
    let page = HTMLReport(content).html()
    #expect(page.contains("<b class=\"long\">1,234,567,890</b>"))
    #expect(page.contains("<b title=\"1,234,567,890\">1.2bn</b>"))
  }
}

extension HTMLReportTests {
  /// Contents of all kinds.
  enum Night: CaseIterable {
    case ordinary, empty, withoutModel, hostile

    var content: ReportContent {
      switch self {
      case .ordinary: .example
      case .empty: ReportContent()
      case .withoutModel: .withoutModel
      case .hostile: ReportContent.hostile.content
      }
    }
  }
}
