import CSV
import Testing

@Suite("Values of cells")
struct CellTests {
  @Test(
    "whole numbers",
    arguments: [
      ("0", 0), ("-0", 0), ("+7", 7), (" 42\t", 42), ("007", 7), ("-9223372036854775808", .min),
      ("9223372036854775807", .max), ("9223372036854775808", nil), ("-9223372036854775809", nil),
      ("", nil), (" ", nil), ("-", nil), ("1.0", nil), ("1e3", nil), ("1 2", nil), ("٣", nil),
      ("--1", nil), ("0x10", nil), ("99999999999999999999", nil),
    ] as [(String, Int64?)]
  )
  func int64(text: String, expected: Int64?) {
    #expect(withBytes(text, Cell.int64) == expected)
  }

  @Test(
    "numbers that are read",
    arguments: [
      ("0", 0), ("12", 12), ("-3", -3), ("+2", 2), (".5", 0.5), ("5.", 5), ("1e5", 1e5),
      ("1E-5", 1e-5), ("1e+5", 1e5), (" 0.1 ", 0.1), ("3.14159265358979", 3.14159265358979),
      ("9007199254740993", 9_007_199_254_740_992),
      ("1.7976931348623157e308", 1.7976931348623157e308),
      ("5e-324", .leastNonzeroMagnitude), ("1e-400", 0),
      ("123456789012345678901234567890", 1.2345678901234568e29),
      ("0.000000000000000000000000000012", 1.2e-29), ("1e23", 1e23), ("8.5e22", 8.5e22),
      (".12345678901234567890123", 0.12345678901234568),
      ("1234567890123456789012.", 1.2345678901234568e21),
      ("0000000000000000000000000000001.5", 1.5),
      ("2.2250738585072011e-308", .leastNormalMagnitude.nextDown),
      ("0e999999999999999999999", 0),
    ] as [(String, Double)]
  )
  func doubles(text: String, expected: Double) {
    #expect(withBytes(text, Cell.double)?.bitPattern == expected.bitPattern)
  }

  @Test(
    "texts that are no numbers",
    arguments: [
      "", " ", ".", "-", "+.", "e5", ".e5", "1e", "1e+", "nan", "NaN", "inf", "-Infinity", "0x1p3",
      "1,5", "1 2", "1.2.3", "--1", "1e5.0", "12a", "1e400", "-1e999999999999", "１",
    ]
  )
  func noDoubles(text: String) {
    #expect(withBytes(text, Cell.double) == nil)
  }

  @Test("minus zero keeps its sign")
  func minusZero() {
    #expect(withBytes("-0.0", Cell.double)?.sign == .minus)
  }

  @Test("random doubles survive their shortest text", arguments: 0..<20 as Range<UInt64>)
  func shortestText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let bits = Double(bitPattern: random.next())
      let short = Double(Int.random(in: -99_999...99_999, using: &random)) / 1000
      for value in [bits, short] where value.isFinite {
        #expect(withBytes(value.description, Cell.double) == value, "seed \(seed)")
      }
    }
  }

  @Test(
    "random decimals are read as the standard library reads them",
    arguments: 0..<20 as Range<UInt64>
  )
  func randomDecimals(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let digits = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
      let point = Int.random(in: 0...digits.count, using: &random)
      let exponent = Int.random(in: -30...30, using: &random)
      let text = "\(digits.prefix(point)).\(digits.dropFirst(point))e\(exponent)"
      #expect(withBytes(text, Cell.double) == Double(text), "\(text)")
    }
  }

  @Test(
    "truth values in any case",
    arguments: [
      ("true", true), ("YES", true), ("t", true), ("Y", true), ("1", true), (" True ", true),
      ("false", false), ("No", false), ("F", false), ("n", false), ("0", false), ("", nil),
      ("2", nil), ("yess", nil), ("on", nil), ("truer", nil), ("tru", nil), ("00001", nil),
    ] as [(String, Bool?)]
  )
  func bool(text: String, expected: Bool?) {
    #expect(withBytes(text, Cell.bool) == expected)
  }

  @Test("trimming takes spaces and tabs away, nothing else")
  func trimming() {
    #expect(withBytes(" \t a b\n ") { Cell.string(Cell.trimmed($0)) } == "a b\n")
    #expect(withBytes("  ") { Cell.trimmed($0).count } == 0)
  }

  private func withBytes<R>(_ text: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    var copy = text
    return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
