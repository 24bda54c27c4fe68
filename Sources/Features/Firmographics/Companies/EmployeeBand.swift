/// How many people a company employs, in six bands.
public enum EmployeeBand: String, CaseIterable, Sendable, Codable {
  case upTo9 = "1-9"
  case upTo49 = "10-49"
  case upTo199 = "50-199"
  case upTo999 = "200-999"
  case upTo4999 = "1000-4999"
  case from5000 = "5000+"

  /// The fewest and the most employees.
  public var range: ClosedRange<Double> {
    switch self {
    case .upTo9: 1...9
    case .upTo49: 10...49
    case .upTo199: 50...199
    case .upTo999: 200...999
    case .upTo4999: 1000...4999
    case .from5000: 5000...1e12
    }
  }

  /// The band of a number of employees; nil below one and beyond belief.
  public init?(count: Double) {
    guard count >= 1, count <= 1e12,
      let band = Self.allCases.last(where: { count >= $0.range.lowerBound })
    else {
      return nil
    }
    self = band
  }

  /// Reads a number, or the band of a vendor: `37`, `51-200`, `1,000+`, `5K–10K`, `más de 500`.
  ///
  /// A vendor's band counts as the one of ours that has at least half of it; an open one, such as
  /// `1,000+`, as the one that it begins in. Otherwise nothing is guessed.
  public init?(reading text: String) {
    guard let band = EmployeeText(text).band else { return nil }
    self = band
  }
}

/// The numbers and words of a band as vendors write it.
struct EmployeeText {
  private var numbers: [Double] = []
  private var words: Set<String> = []
  private var isOpen = false
  private var isBelow = false

  /// A number of employees has fewer scalars than this.
  private static let mostScalars = 80

  init(_ text: String) {
    let scalars = text.unicodeScalars.prefix(Self.mostScalars).map(Self.plain)
    var position = 0
    while position < scalars.count {
      if let digit = Self.digit(scalars[position]) {
        position = readNumber(scalars, from: position, first: digit)
        continue
      }
      switch scalars[position] {
      case "+", ">", "≥": isOpen = true
      case "<", "≤": isBelow = true
      default: break
      }
      position += 1
    }
    words = Set(TitleText.words(of: text))
  }

  var band: EmployeeBand? {
    let isOpen = isOpen || !words.isDisjoint(with: Self.more)
    let isBelow = isBelow || !words.isDisjoint(with: Self.less)
    switch (numbers.count, isBelow) {
    case (0, _): return Self.named(words)
    case (1, false): return EmployeeBand(count: numbers[0])
    case (1, true): return isOpen ? nil : Self.most(of: 1, numbers[0])
    case (2, _) where numbers[0] <= numbers[1]: return Self.most(of: numbers[0], numbers[1])
    default: return nil
    }
  }

  /// The band that has at least half of a range.
  private static func most(of low: Double, _ high: Double) -> EmployeeBand? {
    guard high >= 1 else { return nil }
    let low = max(1, low)
    return EmployeeBand.allCases.first { band in
      let shared = min(high, band.range.upperBound) - max(low, band.range.lowerBound) + 1
      return shared * 2 >= high - low + 1
    }
  }

  /// The classes of the European Union, and names for one person.
  private static func named(_ words: Set<String>) -> EmployeeBand? {
    for (names, band) in classes where !words.isDisjoint(with: names) { return band }
    return nil
  }

  // MARK: - Reading numbers

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0xA0, 0x2007, 0x2009, 0x202F: " "
    default: scalar
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Double? {
    ("0"..."9").contains(scalar) ? Double(scalar.value - 48) : nil
  }

  /// Reads `1.000`, `1 000`, `1,5k` or `2万`; says where it ends.
  private mutating func readNumber(
    _ scalars: [Unicode.Scalar],
    from start: Int,
    first: Double
  ) -> Int {
    var whole = first
    var fraction = 0.0
    var position = start + 1
    while position < scalars.count {
      if let digit = Self.digit(scalars[position]) {
        whole = whole * 10 + digit
        position += 1
        continue
      }
      guard [".", ",", " ", "'", "’"].contains(scalars[position]) else { break }
      let digits = scalars[(position + 1)...].prefix { Self.digit($0) != nil }
      guard digits.count == 3 else {
        guard scalars[position] != " ", !digits.isEmpty else { break }
        fraction = digits.reversed().reduce(0) { ($0 + (Self.digit($1) ?? 0)) / 10 }
        position += 1 + digits.count
        break
      }
      position += 1
    }
    let (scale, length) = Self.scale(scalars[position...])
    numbers.append((whole + fraction) * scale)
    return position + length
  }

  /// What a k, a 万 or a word for thousand behind a number multiplies it by.
  private static func scale(_ rest: ArraySlice<Unicode.Scalar>) -> (Double, length: Int) {
    let blanks = rest.prefix { $0 == " " }.count
    let unit = rest.dropFirst(blanks).prefix { $0.properties.isAlphabetic }
    guard let first = unit.first else { return (1, 0) }
    let word = String(String.UnicodeScalarView(unit)).lowercased()
    if first == "万" || first == "萬" { return (10_000, blanks + 1) }
    if first == "千" { return (1_000, blanks + 1) }
    return thousands.contains(word) ? (1_000, blanks + unit.count) : (1, 0)
  }

  private static let thousands: Set<String> = ["k", "tsd", "mil", "тыс", "mille", "thousand"]
  private static let more: Set<String> = [
    "more", "over", "above", "least", "mas", "mes", "plus", "mehr", "uber", "oltre", "piu", "mais",
    "более", "свыше", "больше", "от", "超",
  ]
  private static let less: Set<String> = [
    "less", "under", "below", "fewer", "up", "menos", "menys", "moins", "weniger", "unter", "meno",
    "fino", "hasta", "fins", "jusqu", "ate", "до", "менее", "меньше", "未", "下", "内",
  ]
  private static let classes: [(names: Set<String>, band: EmployeeBand)] = [
    (
      ["freelancer", "freelance", "self", "solo", "solopreneur", "micro", "autonomo", "me"], .upTo9
    ),
    (["smb", "sme", "pme", "kmu", "pyme", "pymes", "pmi", "medium", "mittelstand"], .upTo199),
    (["small", "pequena", "petite", "piccola"], .upTo49),
    (["mid", "midmarket"], .upTo999),
    (["enterprise"], .upTo4999),
  ]
}
