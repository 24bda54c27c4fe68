import CSV
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  // Digits as Python 3.11 prints them with "%.6g" % x; only the layout is our own.
  @Test(
    "six significant digits",
    arguments: [
      (0.1, "0.1"), (0.123456789, "0.123457"), (12, "12"), (1e-5, "0.00001"), (-0.0, "0"),
      (0, "0"), (1.0 / 3, "0.333333"), (2.0 / 3, "0.666667"), (123_456.5, "123456"),
      (123_457.5, "123458"), (1_234_567, "1234570"), (999_999.5, "1000000"),
      (0.999_999_5, "1"), (-2.5, "-2.5"), (1e15, "1000000000000000"),
      (1.5e15, "1500000000000000"), (1e16, "1e+16"), (1.234_567e20, "1.23457e+20"),
      (1e-9, "0.000000001"), (1.5e-9, "0.0000000015"), (1e-10, "1e-10"), (1.5e-10, "1.5e-10"),
      (.leastNonzeroMagnitude, "4.94066e-324"), (1.797_693_134_862_315_7e308, "1.79769e+308"),
      (100, "100"),
      (0.1 + 0.2, "0.3"), (99_999.95, "99999.9"), (1e-5 * 9.999_999_9, "0.0001"),
      (0.000_123_456_5, "0.000123457"), (2.675, "2.675"), (1e22, "1e+22"), (-1e-300, "-1e-300"),
    ] as [(Double, String)]
  )
  func sixDigits(value: Double, expected: String) {
    #expect(text(value, 6) == expected)
  }

  @Test(
    "other numbers of digits",
    arguments: [
      (0.15, 1, "0.1"), (0.25, 1, "0.2"), (0.35, 1, "0.3"), (2.5, 1, "2"), (3.5, 1, "4"),
      (9.5, 1, "10"), (1.0 / 3, 17, "0.33333333333333331"), (0.1, 17, "0.10000000000000001"),
      (123_456_789, 3, "123000000"), (0.1, 9, "0.1"), (1.0 / 7, 10, "0.1428571429"),
    ] as [(Double, Int, String)]
  )
  func otherDigits(value: Double, digits: Int, expected: String) {
    #expect(text(value, digits) == expected)
  }

  @Test(
    "without a limit a number is as short as it can be",
    arguments: [
      (0.1, "0.1"), (12, "12.0"), (1.0 / 3, "0.3333333333333333"), (-0.0, "0.0"), (1e-5, "1e-05"),
    ]
  )
  func shortest(value: Double, expected: String) {
    #expect(text(value, nil) == expected)
  }

  @Test("a missing number is no text")
  func missing() {
    #expect(text(.nan, 6) == "" && text(.nan, nil) == "")
  }

  @Test("an infinite number stops the program")
  func infinite() async {
    await #expect(processExitsWith: .failure) {
      var bytes: [UInt8] = []
      NumberText.append(Double.infinity, significantDigits: 6, to: &bytes)
    }
  }

  @Test("whole numbers", arguments: [(0, "0"), (-7, "-7"), (Int.min, "-9223372036854775808")])
  func wholeNumbers(value: Int, expected: String) {
    var bytes: [UInt8] = []
    NumberText.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test(
    "the text is the number rounded, and rounding it again changes nothing",
    arguments: 0..<20 as Range<UInt64>
  )
  func idempotent(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let digits = Int.random(in: 1...17, using: &random)
      let exponent = Double.random(in: -40...40, using: &random)
      let value = Double.random(in: -1...1, using: &random) * tenTo(exponent)
      let rounded = text(value, digits)
      let back = try #require(Double(rounded), "\(rounded)")
      let unit = abs(value) * tenTo(1 - Double(digits))
      #expect(abs(back - value) <= unit * 0.500_001 + abs(value) * 2e-16, "\(value) \(digits)")
      #expect(text(back, digits) == rounded, "\(value) \(digits)")
    }
  }

  private func text(_ value: Double, _ digits: Int?) -> String {
    var bytes: [UInt8] = []
    NumberText.append(value, significantDigits: digits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func tenTo(_ exponent: Double) -> Double {
    (0..<Int(abs(exponent))).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
  }
}
