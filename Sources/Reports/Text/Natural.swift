/// A rate as people say it: about 9 of 100 leads, 7 to 12.
struct Natural {
  /// Of how many: 100, or more where the rate is small.
  let base: Int
  /// About how many.
  let count: String
  /// The interval of how many; empty where there is none.
  let range: String

  /// A rate of small counts of 100, of a hundredth of 1,000, and so on.
  init(shareOf part: Int, among whole: Int, from lower: Double, to upper: Double) {
    let rate = whole > 0 ? Double(part) / Double(whole) : 0
    base = rate >= 0.02 ? 100 : rate >= 0.002 ? 1_000 : 10_000
    count = Self.number(rate, of: base)
    range = "\(Self.number(lower, of: base)) to \(Self.number(upper, of: base))"
  }

  /// A rate of a given number.
  init(_ part: Int, of whole: Int, base: Int) {
    self.base = base
    count = Self.number(whole > 0 ? Double(part) / Double(whole) : 0, of: base)
    range = ""
  }

  /// `100 leads`.
  var leads: String { NumberText.count(base, "lead") }

  private static func number(_ share: Double, of base: Int) -> String {
    let number = share * Double(base)
    return number > 0 && number < 0.5 ? "less than 1" : NumberText.decimal(number, decimals: 0)
  }
}
