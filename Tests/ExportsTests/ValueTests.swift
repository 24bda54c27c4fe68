import CivilTime
import CRMData
import Exports
import Testing

@Suite("Single values")
struct ValueTests {
  private func value(_ field: ResultField, _ change: (inout TargetValue) -> Void) -> TargetValue {
    var value = TargetValue(field)
    change(&value)
    return value
  }

  @Test(
    "Numbers are rounded to the digits that a field has",
    arguments: [
      ("0.0128354", 4, "0.0128"), ("0.01285", 4, "0.0128"), ("58", 0, "58"), ("58.5", 0, "58"),
      ("59.5", 0, "60"), ("1e-10", 4, "0.0000"), ("1", 4, "1.0000"), ("-0.00001", 4, "0.0000"),
      ("-2.25", 1, "-2.2"), ("0.99996", 4, "1.0000"), ("9.96", 1, "10.0"), ("n/a", 2, "n/a"),
    ]
  )
  func decimals(text: String, decimals: Int, expected: String) {
    #expect(ValueText.number(text, value(.probability) { $0.decimals = decimals }) == expected)
  }

  @Test("Numbers are scaled before they are rounded, and left alone without either")
  func scale() {
    let percent = value(.probability) {
      $0.scale = 100
      $0.decimals = 0
    }
    #expect(ValueText.number("0.4312", percent) == "43")
    #expect(ValueText.number("0.0128354", TargetValue(.probability)) == "0.0128354")
    #expect(ValueText.number("9", value(.hour) { $0.width = 2 }) == "09")
    #expect(ValueText.number("16", value(.hour) { $0.width = 2 }) == "16")
  }

  /// `date -u -d 2025-06-02T07:00:00Z +%s` gives the seconds.
  @Test(
    "Instants are written in the tool's form",
    arguments: [
      (TimeForm.date, "2025-06-02"), (.monthFirst, "06/02/2025"),
      (.dateTime, "2025-06-02 07:00:00"), (.iso8601, "2025-06-02T07:00:00Z"),
      (.iso8601Milliseconds, "2025-06-02T07:00:00.000Z"),
      (.iso8601Offset, "2025-06-02T07:00:00+00:00"), (.epochSeconds, "1748847600"),
      (.epochMilliseconds, "1748847600000"),
    ]
  )
  func timeForms(form: TimeForm, expected: String) throws {
    let instant = try #require(Instant.parse("2025-06-02T07:00:00Z"))
    #expect(ValueText.instant(instant, value(.sendAt) { $0.time = form }) == expected)
  }

  @Test(
    "Instants are never moved to an earlier time",
    arguments: [
      ("2025-06-02T07:00:00Z", "07:00:00"), ("2025-06-02T07:00:01Z", "07:15:00"),
      ("2025-06-02T07:14:59Z", "07:15:00"), ("2025-06-02T07:45:00Z", "07:45:00"),
      ("2025-06-02T07:52:00Z", "08:00:00"), ("1969-12-31T23:50:00Z", "00:00:00"),
    ]
  )
  func quarters(text: String, expected: String) throws {
    let instant = try #require(Instant.parse(text))
    let rounded = ValueText.instant(instant, value(.sendAt) { $0.minutes = 15 })
    #expect(rounded.contains("T\(expected)Z"))
  }

  /// Made by a separate Python script of the published algorithm.
  @Test(
    "Ids with 15 characters are widened",
    arguments: [
      ("00Q000000000aAa", "00Q000000000aAaEAI"), ("00Q000000000AAA", "00Q000000000AAAEA2"),
      ("003000000000AbC", "003000000000AbCAAU"), ("0012b00000XyZaB", "0012b00000XyZaBAAV"),
      ("ABCDEABCDEABCDE", "ABCDEABCDEABCDE555"), ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaAAA"),
      ("Zaaaaabaaaaaaaz", "ZaaaaabaaaaaaazBAA"),
    ]
  )
  func salesforceID(short: String, long: String) {
    #expect(SalesforceID.widened(short) == long)
    #expect(SalesforceID.widened(long) == long)
  }

  @Test(
    "What is no id of Salesforce is none",
    arguments: ["", "00Q", "00Q000000000aA-", "00Q000000000aAaEA", "00Q000000000aAé"]
  )
  func noSalesforceID(text: String) { #expect(SalesforceID.widened(text) == nil) }

  // MARK: - Texts

  private func rules(_ change: (inout TextRules) -> Void) -> TextRules {
    var rules = TextRules()
    change(&rules)
    return rules
  }

  @Test("Texts are cut between characters, by characters or by bytes")
  func cut() {
    #expect(rules { $0.maximumCharacters = 3 }.applied(to: "añoz") == "año")
    #expect(rules { $0.maximumBytes = 4 }.applied(to: "añoz") == "año")
    #expect(rules { $0.maximumBytes = 5 }.applied(to: "ab👩‍👧x") == "ab")
    #expect(rules { $0.maximumBytes = 4 }.applied(to: "abc def") == "abc")
    #expect(TextRules().applied(to: "  a b\t") == "a b")
  }

  @Test("What a tool cannot read is replaced")
  func forbidden() {
    let text = "a\r\nb\tc \\ 🚀👩‍👧☎️ d"
    let strict = rules { $0.forbidden = [.lineBreaks, .emoji, .backslashes] }.applied(to: text)
    #expect(strict == "a  b c / ☎ d")
    #expect(rules { $0.forbidden = [.emoji] }.applied(to: "🚀").isEmpty)
    #expect(TextRules().applied(to: text) == text)
  }

  @Test("Formulas are guarded on request", arguments: ["=A1", "+1", "-1", "@x"])
  func guarded(text: String) {
    #expect(rules { $0.guardsFormulas = true }.applied(to: text) == "'" + text)
    #expect(rules { $0.guardsFormulas = true }.applied(to: "a" + text) == "a" + text)
    #expect(TextRules().applied(to: text) == text)
  }

  /// exp(0.6651) = 1.9447 and exp(1.1) = 3.0042.
  @Test(
    "The top reason is told in words",
    arguments: [
      (
        #"{"up":{"webinar_attend":0.6651,"b":0.2},"down":{"c":-0.5}}"#,
        "odds 1.9 times higher for webinar attend"
      ),
      (
        #"{"up":{"a":0.2},"down":{"country = BR":-1.1}}"#,
        "odds 3.0 times lower for country = BR"
      ),
      (#"{"up":{"a":0.5},"down":{"b":-0.5}}"#, "odds 1.6 times higher for a"),
      (#"{"up":{"say \"hi\"":0.5},"down":{}}"#, "odds 1.6 times higher for say \"hi\""),
      (#"{"up":{},"down":{}}"#, "no single reason stands out"),
      ("", "no single reason stands out"), ("{", "no single reason stands out"),
    ]
  )
  func topReason(json: String, words: String) { #expect(TopReason.words(of: json) == words) }
}
