import Reports
import Testing

@Suite("a report of little")
struct MissingContentTests {
  @Test(
    "a night without contacts says so",
    arguments: [
      "No contacts were read, so there is nothing to score and nothing to plan.",
      "There are no contacts to score yet.", "No contact has a grade yet.",
      "No contact is in a segment yet.", "Nobody is handed to sales tonight.",
      "There is nothing to check", "No contact was advised an hour yet.",
      "No sends were found", "There is nothing to send.", "Nothing is kept back.",
      "Nothing was read.", "No files were read.", "No row was rejected.", "no rows read",
    ]
  )
  func empty(text: String) {
    #expect(HTMLReport(ReportContent()).html().words.contains(text))
  }

  @Test("a night without warnings has no place for them")
  func noWarnings() {
    #expect(!HTMLReport(ReportContent()).html().contains("<aside"))
  }

  @Test(
    "a night without a model ranks by fit and engagement",
    arguments: [
      "Not enough conversions to learn from: 3 conversions among 214 contacts.",
      "ranked by fit and engagement", "Probabilities come from the base rate alone.",
      "1 lead is ready for sales, no message is planned, and 214 are kept back.",
      "1 lead goes to sales", "Nothing is sent; “Kept back” says why.",
      "Tuesday 10:00, on each contact’s own clock, is a custom, not a finding.",
    ]
  )
  func withoutModel(text: String) {
    #expect(HTMLReport(.withoutModel).html().words.contains(text))
  }

  @Test("a night without a model has no charts of one")
  func withoutCharts() {
    let page = HTMLReport(.withoutModel).html()
    #expect(!page.contains("id=\"histogram-title\""))
    #expect(!page.contains("id=\"calibration-title\""))
  }

  @Test("a model that was not checked does not claim to be good")
  func unchecked() {
    var content = ReportContent.example
    (content.auc, content.logLoss, content.calibration) = (nil, nil, [])
    let words = HTMLReport(content).html().words
    #expect(words.contains("The ranking was not checked on unseen contacts."))
    #expect(words.contains("Too few unseen contacts"))
    #expect(!words.contains("Log-loss"))
  }

  @Test("a model no better than chance is called so")
  func worthless() {
    var content = ReportContent.example
    content.auc = .init(value: 0.52, lower: 0.44, upper: 0.6)
    content.logLoss = 0.11
    let words = HTMLReport(content).html().words
    #expect(words.contains("52 of 100"))
    #expect(words.contains("which the interval does not exclude"))
    #expect(words.contains("do not rely on single probabilities"))
  }

  @Test("grades of another shape than three by three do not stop the page")
  func oddGrades() {
    var content = ReportContent.example
    content.gradeCounts = [[5]]
    #expect(HTMLReport(content).html().words.contains("A15A20A30"))
  }

  @Test("a note of the content wins over the glossary")
  func notes() {
    var content = ReportContent.example
    content.suppressions = [.init("no-consent", 3, note: "asked for, not answered")]
    content.noChannel = []
    let words = HTMLReport(content).html().words
    #expect(words.contains("asked for, not answered"))
    #expect(!words.contains("The contact never gave consent."))
  }
}
