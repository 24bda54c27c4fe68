import Reports
import Testing

@Suite("numbers as text")
struct NumberTextTests {
  @Test(
    "counts have thousands separators",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (12_482, "12,482"), (1_234_567, "1,234,567"),
      (-1_000, "−1,000"), (Int.max, "9,223,372,036,854,775,807"),
      (Int.min, "−9,223,372,036,854,775,808"),
    ]
  )
  func counts(value: Int, text: String) {
    #expect(NumberText.count(value) == text)
  }

  @Test("counts agree with their nouns")
  func nouns() {
    #expect(NumberText.count(1, "lead") == "1 lead")
    #expect(NumberText.count(0, "lead") == "0 leads")
    #expect(NumberText.count(2_000, "company", "companies") == "2,000 companies")
  }

  @Test(
    "axes have short counts",
    arguments: [
      (9_999, "9,999"), (10_000, "10k"), (12_480, "12.5k"), (99_960, "100k"), (308_641, "309k"),
      (999_499, "999k"), (999_500, "1M"), (1_250_000, "1.3M"), (1_000_000_000, "1bn"),
      (-12_480, "−12.5k"),
    ]
  )
  func compact(value: Int, text: String) {
    #expect(NumberText.compact(value) == text)
  }

  @Test(
    "percentages have sensible digits",
    arguments: [
      (0, "0"), (0.31, "31"), (0.105, "11"), (0.0812, "8.1"), (0.08, "8"), (0.0994, "9.9"),
      (0.0996, "10"), (0.0034, "0.34"), (0.00996, "1"), (0.00001, "< 0.01"), (1, "100"),
      (0.994, "99"), (0.997, "99.7"), (0.9999, "> 99.9"), (1.5, "150"), (-0.021, "−2.1"),
    ]
  )
  func percentages(share: Double, text: String) {
    let spaced = NumberText.percent(share).replacing("\u{A0}", with: " ")
    #expect(spaced == text + " %")
  }

  @Test("intervals keep the same decimals at both ends")
  func intervals() {
    #expect(NumberText.percent(0.08, from: 0.07, to: 0.0912) == "8.0\u{A0}% (7.0 to 9.1)")
    #expect(NumberText.percents(from: 0.2, to: 0.238) == "20 to 24")
    #expect(NumberText.percents(from: 0, to: 1) == "0 to 100")
  }

  @Test(
    "what is not finite is a dash",
    arguments: [Double.nan, .infinity, -.infinity]
  )
  func notFinite(value: Double) {
    #expect(NumberText.percent(value) == "–")
    #expect(NumberText.decimal(value, decimals: 2) == "–")
    #expect(NumberText.coordinate(value) == "0")
  }

  @Test(
    "decimals are padded and rounded",
    arguments: [
      (0.79134, 3, "0.791"), (1.005, 1, "1.0"), (-0.38, 2, "−0.38"), (-0.001, 2, "0.00"),
      (1_234.5, 1, "1,234.5"), (2.5, 0, "3"), (0.05, 2, "0.05"), (1e300, 2, "1e+300"),
    ]
  )
  func decimals(value: Double, decimals: Int, text: String) {
    #expect(NumberText.decimal(value, decimals: decimals) == text)
  }

  @Test(
    "coordinates are short",
    arguments: [
      (0, "0"), (4.5, "4.5"), (4.05, "4.05"), (12.345, "12.35"), (-0.25, "-0.25"), (100, "100"),
      (-0.001, "0"),
    ]
  )
  func coordinates(value: Double, text: String) {
    #expect(NumberText.coordinate(value) == text)
  }
}
