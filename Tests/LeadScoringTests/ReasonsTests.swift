import CRMData
import CivilTime
import Features
import Foundation
import LeadScoring
import TestSupport
import Testing

@Suite("Reasons")
struct ReasonsTests {
  /// A result of a list without conversions, to be filled with other numbers.
  private let blank: ConversionScorer.Result

  init() throws {
    let crm = try snapshot([("contacts.csv", "contact_id,email\na,\n")])
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let learning = ConversionLearning()
    let set = TrainingSet(of: crm, asOf: instant("2024-01-01"), learning: learning)
    let model = try learning.fitted(
      to: set,
      features: features,
      in: crm,
      threads: 1
    ).model
    let scorer = ConversionScorer(model, features: features)
    blank = try #require(scorer.results(for: [0], asOf: instant("2024-01-01")).first)
  }

  private func json(
    base: Double,
    _ contributions: [(name: String, logOdds: Double)],
    logOdds: Double? = nil
  ) -> String {
    var result = blank
    result.base = base
    result.contributions = contributions
    result.logOdds = logOdds ?? contributions.reduce(base) { $0 + $1.logOdds }
    var bytes: [UInt8] = []
    Reasons(result).appendJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The printed numbers, in ten-thousandths.
  private struct Printed {
    var total, base, other: Int
    var up, down: [String: Int]

    init(_ json: String) throws {
      let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
      let fields = try #require(object as? [String: Any])
      func number(_ value: Any?) throws -> Int {
        Int((try #require(value as? NSNumber).doubleValue * 10_000).rounded())
      }
      func numbers(_ key: String) throws -> [String: Int] {
        try #require(fields[key] as? [String: Any]).mapValues { try number($0) }
      }
      #expect(Set(fields.keys) == ["log_odds", "base", "up", "down", "other"])
      total = try number(fields["log_odds"])
      base = try number(fields["base"])
      other = try number(fields["other"])
      up = try numbers("up")
      down = try numbers("down")
    }

    var addsUp: Bool {
      total == base + other + up.values.reduce(0, +) + down.values.reduce(0, +)
    }
  }

  @Test("the three largest each way, the rest together, to four decimals")
  func byHand() {
    // Total 1.23456 → 1.2346; other = 1.2346 + 2 − (2 + 1.5 + 0.5 − 0.1) = −0.6654.
    let contributions = [
      ("a", 1.5), ("c", 0.5), ("b", 0.5), ("d", 0.25), ("e", -0.1), ("zero", 0), ("f", 2),
    ]
    #expect(
      json(base: -2, contributions.map { ($0.0, $0.1) }, logOdds: 1.23456)
        == #"{"log_odds":1.2346,"base":-2,"up":{"f":2,"a":1.5,"b":0.5},"down":{"e":-0.1},"other":-0.6654}"#
    )
  }

  @Test("numbers print without trailing zeros, small ones with leading ones")
  func numbers() {
    #expect(
      json(base: -0.0001, [("a", 0.0203), ("b", -10), ("c", 1234.5)])
        == #"{"log_odds":1224.5202,"base":-0.0001,"up":{"c":1234.5,"a":0.0203},"down":{"b":-10},"other":0}"#
    )
    #expect(json(base: 0, []) == #"{"log_odds":0,"base":0,"up":{},"down":{},"other":0}"#)
    #expect(
      json(base: -0.5, []) == #"{"log_odds":-0.5,"base":-0.5,"up":{},"down":{},"other":0}"#
    )
  }

  @Test("what rounds to nothing is no reason, but counts")
  func smallest() {
    let tiny = (0..<10).map { ("t\($0)", 0.000_04) }
    #expect(
      json(base: 0, tiny.map { ($0.0, $0.1) })
        == #"{"log_odds":0.0004,"base":0,"up":{},"down":{},"other":0.0004}"#
    )
    #expect(
      json(base: 0, [("a", 0.000_05), ("b", -0.000_05)])
        == #"{"log_odds":0,"base":0,"up":{"a":0.0001},"down":{"b":-0.0001},"other":0}"#
    )
  }

  @Test("equal contributions are ordered by name, whatever their order was")
  func ties() {
    let expected =
      #"{"log_odds":0,"base":0,"up":{"a":1,"b":1,"c":1},"down":{"e":-1,"f":-1,"g":-1},"other":0}"#
    let contributions = [
      ("a", 1.0), ("b", 1), ("c", 1), ("d", 1), ("e", -1), ("f", -1), ("g", -1), ("h", -1),
    ]
    var random = SplitMix(seed: 4)
    for _ in 0..<20 {
      let shuffled = contributions.shuffled(using: &random).map { (name: $0.0, logOdds: $0.1) }
      #expect(json(base: 0, shuffled, logOdds: 0) == expected)
    }
  }

  @Test("ties go to the bytewise smaller name")
  func bytewiseTies() {
    // "e" with a combining accent is 65 CC 81, before "f", though é as one letter is after it.
    let text = json(base: 0, [("f", 1), ("e\u{301}", 1)])
    #expect(text.contains("\"up\":{\"e\u{301}\":1,\"f\":1}"))
  }

  @Test("printed numbers add up exactly, whatever the contributions", arguments: 1...50)
  func addsUp(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for _ in 0..<40 {
      let scale = random.element(of: [1e-5, 1e-3, 0.1, 1, 30])
      let contributions = (0..<random.integer(below: 15)).map { index in
        let value =
          random.integer(below: 5) == 0 ? 0 : (random.uniform() - 0.5) * scale
        return (name: "x\(index)", logOdds: random.integer(below: 4) == 0 ? 0.5 * scale : value)
      }
      let base = (random.uniform() - 0.5) * 10
      let total = contributions.reduce(base) { $0 + $1.logOdds }
      let text = json(base: base, contributions)
      let printed = try Printed(text)
      #expect(printed.addsUp, "seed \(seed): \(text)")
      #expect(abs(Double(printed.total) - total * 10_000) <= 0.500_001, "seed \(seed)")
      #expect(abs(Double(printed.base) - base * 10_000) <= 0.500_001, "seed \(seed)")
      let amounts = contributions.map { Int(($0.logOdds * 10_000).rounded()) }
      let largest = amounts.filter { $0 > 0 }.sorted(by: >).prefix(3)
      #expect(printed.up.values.sorted(by: >) == Array(largest), "seed \(seed)")
      let lowest = amounts.filter { $0 < 0 }.sorted().prefix(3)
      #expect(printed.down.values.sorted() == Array(lowest), "seed \(seed)")
      let decimals = text.matches(of: #/-?[0-9]+(?:\.[0-9]*)?/#).map { String($0.output) }
      #expect(decimals.allSatisfy { $0.wholeMatch(of: #/-?[0-9]+(\.[0-9]{0,3}[1-9])?/#) != nil })
    }
  }

  @Test(
    "names with quotes, backslashes and control characters come back",
    arguments: [
      "plain", "say \"hi\"", "back\\slash", "line\nbreak", "tab\t", "\u{1}\u{1F}", "/", "é 日本 🙂",
      "",
      "\u{2028}", "\u{7F}", "\\u0041", "a\r\nb",
    ]
  )
  func names(name: String) throws {
    let text = json(base: 0, [(name, 1)])
    #expect(try Printed(text).up == [name: 10_000])
    #expect(text.utf8.allSatisfy { $0 >= 0x20 }, "one line")
  }

  @Test("the reasons of a real model are valid and add up")
  func realModel() throws {
    let crm = try LeadWorld(seed: 8).snapshot()
    let learning = ConversionLearning()
    let features = LeadFeatures(
      of: crm,
      stableAttributes: [],
      census: EventCensus(of: crm, asOf: Event.endOfTime)
    )
    let set = TrainingSet(of: crm, asOf: LeadWorld.asOf, learning: learning)
    let model = try learning.fitted(
      to: set,
      features: features,
      in: crm,
      threads: 1
    ).model
    #expect(model.isModel)
    for result in ConversionScorer(model, features: features)
      .results(for: crm.contacts.order, asOf: LeadWorld.asOf)
    {
      let printed = try Printed(
        json(base: result.base, result.contributions, logOdds: result.logOdds)
      )
      #expect(printed.addsUp)
    }
  }
}
