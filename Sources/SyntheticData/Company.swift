import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a stream of random numbers is for.
///
/// Streams of weeks begin at `firstWeek`, one for each week and future.
enum Purpose {
  static let company: UInt64 = 1
  static let traits: UInt64 = 2
  static let conversion: UInt64 = 3
  static let causes: UInt64 = 4
  static let account: UInt64 = 5
  static let firstWeek: UInt64 = 1 << 16

  /// The stream of one week; future 0 is what really happens.
  static func week(_ week: Int, future: Int) -> UInt64 {
    firstWeek + UInt64(future) << 16 + UInt64(week)
  }
}

/// A company; a function of the seed and its number, so that none needs to be kept.
struct Company {
  let number: Int
  let name: String
  let domain: String
  let industry: Trait
  let employees: Int
  let annualRevenue: Int
  let place: Int
  /// Whether the file leaves out the employees, and the revenue.
  let missing: (employees: Bool, revenue: Bool)

  var id: String { "A" + padded(number, width: 5) }

  init(number: Int, seed: UInt64) {
    var stream = RandomStream(seed: seed, key: UInt64(number), purpose: Purpose.company)
    self.number = number
    industry = Trait.industries[stream.categorical(Trait.industryWeights)]
    place = stream.categorical(Place.weights)
    employees = max(1, Int(exp(stream.normal(mean: 4.6, standardDeviation: 1.6))))
    let revenuePerHead = exp(stream.normal(mean: 11.7, standardDeviation: 0.5))
    annualRevenue = Int((Double(employees) * revenuePerHead / 1_000).rounded()) * 1_000
    missing = (stream.bernoulli(0.05), stream.bernoulli(0.10))
    let word = stream.element(of: Vocabulary.companyWords)
    let noun = stream.element(of: Vocabulary.companyNouns)
    domain = "\(word)-\(noun)-\(number).example".lowercased()
    name =
      switch stream.integer(below: 20) {
      case 0...3: "\(word) \(noun), Inc."
      case 4: "The \"\(word)\" Group"
      default: "\(word) \(noun)"
      }
  }
}

/// A number with leading zeros.
func padded(_ number: Int, width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension RandomStream {
  /// One of the elements, all equally likely.
  mutating func element<Element>(of elements: [Element]) -> Element {
    elements[integer(below: elements.count)]
  }

  /// A whole number of a range, all equally likely.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + integer(below: range.count)
  }
}
