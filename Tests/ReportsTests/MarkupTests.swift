import Reports
import Testing

@Suite("markup")
struct MarkupTests {
  @Test(
    "interpolated text is escaped",
    arguments: [
      ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"), ("\"'", "&quot;&#39;"),
      ("Zürich — 東京", "Zürich — 東京"), ("a\u{0}b\u{1B}", "a\u{FFFD}b\u{FFFD}"),
      ("\u{85}", "\u{FFFD}"), ("a\tb\nc", "a\tb\nc"), ("", ""),
    ]
  )
  func escaping(text: String, expected: String) {
    let markup: Markup = "<i>\(text)</i>"
    #expect(markup.html == "<i>\(expected)</i>")
  }

  @Test("noncharacters are replaced", arguments: [0xFDD0, 0xFFFE, 0x10_FFFF] as [UInt32])
  func noncharacters(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(Markup(escaping: "a\(scalar)").html == "a\u{FFFD}")
  }

  @Test("markup inside markup stays as it is")
  func nesting() {
    let inner: Markup = "<b>\("&")</b>"
    let outer: Markup = "<p>\(inner)\([inner, inner])</p>"
    #expect(outer.html == "<p><b>&amp;</b><b>&amp;</b><b>&amp;</b></p>")
    #expect((inner + inner).html == "<b>&amp;</b><b>&amp;</b>")
  }
}
