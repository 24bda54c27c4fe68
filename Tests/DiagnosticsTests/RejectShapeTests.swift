import Diagnostics
import TestSupport
import Testing

@Suite("The shape of a cell")
struct RejectShapeTests {
  @Test(
    "letters become A or a, digits 9, the rest stays",
    arguments: [
      ("Ann.Lee7@x.org", "Aaa.Aaa9@a.aaa"), ("", ""), ("2025-06-30 22:00", "9999-99-99 99:99"),
      ("Zoë Öz", "Aaa Aa"), ("e\u{301}\u{327}", "a"), ("日本 ٣½", "aa 99"), ("a\nb\r\nc", "a⏎a⏎a"),
      ("+49 (0)30\t€", "+99 (9)99\t€"),
    ]
  )
  func knownShapes(text: String, shape: String) {
    #expect(Reject.shape(of: text) == shape)
  }

  @Test("forty characters are shown, a longer cell is cut")
  func longCells() {
    #expect(Reject.shape(of: String(repeating: "x", count: 40)).count == 40)
    let cut = Reject.shape(of: String(repeating: "x", count: 41))
    #expect(cut == String(repeating: "a", count: 40) + "…")
  }

  /// Letters of several scripts, digits, marks and signs, one Unicode scalar each.
  private static let alphabet: [Unicode.Scalar] = [
    "a", "z", "A", "Q", "0", "7", "é", "ß", "Ω", "я", "ж", "中", "한", "٣", "½", "Ⅷ", "ª", "ˀ", " ",
    "@",
    ".", "-", "\"", "\n", "\r", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{FFFD}", "🙂", "🇩", "€",
  ]

  @Test("never shows a letter or digit of the cell", arguments: 1...20)
  func hidesContent(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<random.integer(below: 60) {
        text.unicodeScalars.append(random.element(of: Self.alphabet))
      }
      let shape = Reject.shape(of: text)
      let shown = shape.unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      let isOnlyPlaceholders = shown.allSatisfy { "Aa9".unicodeScalars.contains($0) || $0 == "🇩" }
      #expect(isOnlyPlaceholders, "seed \(seed): \(text.unicodeScalars.map(\.value))")
      #expect(shape.count <= 41)
    }
  }

  @Test("a digit behind an Arabic number sign is hidden as well")
  func prependedMarks() {
    // U+0600 and what follows it are one character, whose first scalar is no digit.
    #expect(!Reject.shape(of: "\u{600}5").unicodeScalars.contains("5"))
  }
}
