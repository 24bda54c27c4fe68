import Diagnostics
import Testing

@Suite("Words that were probably meant")
struct SpellingTests {
  @Test(
    "the nearest candidate wins",
    arguments: [
      ("contcts", "contacts"), ("evnts", "events"), ("CONTACTS", "contacts"), ("send", "sends"),
      ("convresions", "conversions"), ("contacts", "contacts"),
    ]
  )
  func nearest(word: String, candidate: String) {
    let tables = ["companies", "contacts", "events", "sends", "conversions"]
    #expect(Spelling.nearest(to: word, among: tables) == candidate)
  }

  @Test("a third of the letters may differ, rounded down, but at least one")
  func limit() {
    #expect(Spelling.nearest(to: "abcdef", among: ["abcdXY"]) == "abcdXY")
    #expect(Spelling.nearest(to: "abcdef", among: ["abcXYZ"]) == nil)
    #expect(Spelling.nearest(to: "ab", among: ["aX"]) == "aX")
    #expect(Spelling.nearest(to: "abcde", among: ["abcXY"]) == nil)
  }

  @Test("letters may be changed, missing or added")
  func editOperations() {
    #expect(Spelling.nearest(to: "abc", among: ["abd"]) == "abd")
    #expect(Spelling.nearest(to: "abc", among: ["ab"]) == "ab")
    #expect(Spelling.nearest(to: "abc", among: ["abcd"]) == "abcd")
    // A swap is two changes, one too many for three letters.
    #expect(Spelling.nearest(to: "abc", among: ["acb"]) == nil)
  }

  @Test("of equally near candidates the first is taken")
  func ties() {
    #expect(Spelling.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
    #expect(Spelling.nearest(to: "cat", among: ["hat", "bat"]) == "hat")
    #expect(Spelling.nearest(to: "cat", among: ["hat", "cat"]) == "cat")
  }

  @Test("without candidates there is no suggestion")
  func nothingToSuggest() {
    #expect(Spelling.nearest(to: "cat", among: []) == nil)
    #expect(Spelling.nearest(to: "", among: ["catalogue"]) == nil)
  }
}
