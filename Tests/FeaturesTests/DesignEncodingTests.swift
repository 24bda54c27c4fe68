import Features
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite("The design matrix")
struct DesignEncodingTests {
  private func numbers(_ name: String, _ values: [Double], isLogarithmic: Bool = false)
    -> FeatureTable.Column
  {
    FeatureTable.Column(name: name, values: .numbers(values), isLogarithmic: isLogarithmic)
  }

  /// A column of words; `nil` is missing.
  private func words(_ name: String, _ values: [String?]) -> FeatureTable.Column {
    let levels = Set(values.compactMap(\.self)).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
    let codes = values.map { value in value.flatMap { places[$0] } ?? -1 }
    return FeatureTable.Column(name: name, values: .categories(codes: codes, levels: levels))
  }

  private func table(_ columns: FeatureTable.Column...) -> FeatureTable {
    let count =
      switch columns[0].values {
      case .numbers(let values): values.count
      case .categories(let codes, _): codes.count
      }
    return FeatureTable(rowCount: count, columns: columns)
  }

  private func fitted(_ table: FeatureTable) -> DesignEncoding {
    DesignEncoding(fittedTo: table, rows: Array(0..<table.rowCount))
  }

  private func column(_ name: String, of table: FeatureTable, by encoding: DesignEncoding) throws
    -> [Double]
  {
    let position = try #require(encoding.terms.firstIndex { $0.name == name })
    return encoding.matrix(of: table, rows: Array(0..<table.rowCount)).column(position)
  }

  private func repeated(_ counts: [(String?, Int)]) -> [String?] {
    counts.flatMap { Array(repeating: $0.0, count: $0.1) }
  }

  @Test("numbers are one column, with mean-free spread by hand")
  func plainNumbers() {
    let table = table(numbers("age", [1, 3, 5, 7]))
    let encoding = fitted(table)
    #expect(encoding.features == ["age"])
    #expect(encoding.terms.map(\.name) == ["age"])
    // Mean 4, squares 9 + 1 + 1 + 9 = 20, 20 / 4 = 5.
    #expect(encoding.terms[0].standardDeviation == 5.0.squareRoot())
    #expect(encoding.matrix(of: table, rows: [3, 0]).column(0) == [7, 1])
  }

  @Test("a missing number is the median, and where 20 are an indicator says so")
  func missingNumbers() throws {
    let missing = Array(repeating: Double.nan, count: 20)
    let table = table(numbers("age", [1, 5, 3] + missing + Array(repeating: 3, count: 57)))
    let encoding = fitted(table)
    #expect(encoding.terms.map(\.name) == ["age", "age is missing"])
    #expect(try column("age", of: table, by: encoding).prefix(5) == [1, 5, 3, 3, 3])
    #expect(
      try column("age is missing", of: table, by: encoding)
        == [0, 0, 0] + Array(repeating: 1, count: 20) + Array(repeating: 0, count: 57)
    )
    // 1, 5 and 78 times 3: mean 3, squares 8, 8 / 80; a share of 1/4: 1/4 · 3/4.
    #expect(abs(encoding.terms[0].standardDeviation - 0.1.squareRoot()) < 1e-15)
    #expect(encoding.terms[1].standardDeviation == 0.1875.squareRoot())
  }

  @Test("fewer than 20 missing values have no indicator")
  func fewMissing() throws {
    let missing = Array(repeating: Double.nan, count: 19)
    let table = table(
      numbers("age", [1, 5] + missing),
      words("trade", repeated([("A", 20), (nil, 1)]))
    )
    let encoding = fitted(table)
    #expect(encoding.terms.map(\.name) == ["age", "trade = A"])
    #expect(try column("age", of: table, by: encoding) == [1] + Array(repeating: 5, count: 20))
    #expect(try column("trade = A", of: table, by: encoding).last == 0)
  }

  @Test("of an even number of values the median is the higher of the two in the middle")
  func evenMedian() throws {
    let table = table(numbers("age", [1, 2, 4, 9, .nan]))
    #expect(try column("age", of: table, by: fitted(table)) == [1, 2, 4, 9, 4])
  }

  @Test("a logarithmic column holds log(1 + value), negative values as 0")
  func logarithms() throws {
    let table = table(numbers("size", [0, 1, 999, -5, .nan], isLogarithmic: true))
    let encoding = fitted(table)
    // log 2, log 1000; the values 0, 0, log 2, log 1000 have the higher median log 2 (Python).
    let expected = [0, 0.693_147_180_559_945_3, 6.907_755_278_982_137, 0, 0.693_147_180_559_945_3]
    let result = try column("size", of: table, by: encoding)
    for (value, number) in zip(result, expected) { #expect(abs(value - number) < 1e-14) }
  }

  @Test("only training rows teach: their median, their levels, their constants")
  func trainingRows() throws {
    let all = table(numbers("age", [1, 2, 3, 100, .nan]), numbers("only-later", [7, 7, 7, 8, 9]))
    let encoding = DesignEncoding(fittedTo: all, rows: [0, 1, 2])
    #expect(encoding.terms.map(\.name) == ["age"])
    #expect(try column("age", of: all, by: encoding) == [1, 2, 3, 100, 2])
  }

  @Test("constant, empty and always missing columns are left out")
  func constants() {
    let table = table(
      numbers("constant", [4, 4, 4]),
      numbers("absent", [.nan, .nan, .nan]),
      words("same", ["x", "x", "x"]),
      words("none", [nil, nil, nil])
    )
    let encoding = fitted(table)
    #expect(encoding.terms.isEmpty)
    let matrix = encoding.matrix(of: table, rows: [0, 1])
    #expect(matrix.rows == 2)
    #expect(matrix.columns == 0)
  }

  @Test("a constant that is sometimes missing is told by its indicator alone")
  func constantOrMissing() {
    let missing = Array(repeating: Double.nan, count: 20)
    let encoding = fitted(table(numbers("flag", [4, 4] + missing)))
    #expect(encoding.terms.map(\.name) == ["flag is missing"])
  }

  @Test("levels of twenty rows have a column, rarer ones share one, missing has its own")
  func levels() throws {
    let rows = repeated([("A", 20), ("B", 19), ("C", 19), (nil, 22), ("D", 20)])
    let table = table(words("trade", rows))
    let encoding = fitted(table)
    #expect(
      encoding.terms.map(\.name) == ["trade = A", "trade = D", "trade is rare", "trade is missing"]
    )
    let matrix = encoding.matrix(of: table, rows: [0, 20, 39, 58, 80])
    #expect(Array(matrix.row(0)) == [1, 0, 0, 0])
    #expect(Array(matrix.row(1)) == [0, 0, 1, 0])
    #expect(Array(matrix.row(2)) == [0, 0, 1, 0])
    #expect(Array(matrix.row(3)) == [0, 0, 0, 1])
    #expect(Array(matrix.row(4)) == [0, 1, 0, 0])
    // Shares 20, 20, 38 and 22 of 100.
    let spreads = [0.16, 0.16, 0.2356, 0.1716].map { $0.squareRoot() }
    for (term, spread) in zip(encoding.terms, spreads) {
      #expect(abs(term.standardDeviation - spread) < 1e-15)
    }
  }

  @Test("a level that training never saw is rare")
  func unseenLevels() throws {
    let training = table(words("trade", repeated([("A", 20), ("B", 20), ("C", 3)])))
    let encoding = fitted(training)
    let later = table(words("trade", ["0-new", "A", "C", nil, "B"]))
    #expect(encoding.terms.map(\.name) == ["trade = A", "trade = B", "trade is rare"])
    #expect(try column("trade is rare", of: later, by: encoding) == [1, 0, 1, 0, 0])
    #expect(try column("trade = A", of: later, by: encoding) == [0, 1, 0, 0, 0])
    #expect(try column("trade = B", of: later, by: encoding) == [0, 0, 0, 0, 1])
  }

  @Test("without rare levels in training an unseen one sets no column")
  func unseenWithoutRare() {
    let encoding = fitted(table(words("trade", repeated([("A", 20), ("B", 20)]))))
    let later = table(words("trade", ["new", nil]))
    #expect(encoding.matrix(of: later, rows: [0, 1]) == Matrix(rows: 2, columns: 2))
  }

  @Test("several features side by side, row after row")
  func wholeMatrix() {
    let table = table(
      numbers("age", Array(repeating: 1, count: 20) + Array(repeating: 3, count: 20)),
      words("trade", repeated([("A", 20), ("B", 20)]))
    )
    let encoding = fitted(table)
    #expect(encoding.terms.map(\.feature) == [0, 1, 1])
    let matrix = encoding.matrix(of: table, rows: [0, 39])
    #expect(matrix == Matrix(rows: 2, columns: 3, elements: [1, 1, 0, 3, 0, 1]))
  }

  @Test("a saved encoding makes the same matrix")
  func saved() throws {
    let table = table(
      numbers("age", (0..<50).map { $0 % 2 == 0 ? .nan : Double($0) }, isLogarithmic: true),
      words("trade", repeated([("A", 20), ("B", 25), ("C", 3), (nil, 2)]))
    )
    let encoding = fitted(table)
    let copy = try JSONDecoder().decode(DesignEncoding.self, from: JSONEncoder().encode(encoding))
    #expect(copy == encoding)
    let rows = Array(0..<50)
    #expect(copy.matrix(of: table, rows: rows) == encoding.matrix(of: table, rows: rows))
  }

  // MARK: - Wild columns

  @Test("of ten thousand levels the hundred most frequent have columns, the rest share one")
  func manyLevels() throws {
    // Level i has 20 rows, and one more for each of i mod 150: levels of 149 come first.
    let counts = (0..<10_000).map { ("level \($0)", 20 + $0 % 150) }
    let codes = counts.indices.flatMap { Array(repeating: Int32($0), count: counts[$0].1) }
    let table = table(
      FeatureTable.Column(
        name: "key",
        values: .categories(codes: codes, levels: counts.map(\.0))
      )
    )
    let encoding = fitted(table)
    #expect(encoding.terms.count == DesignEncoding.maximumLevels + 1)
    #expect(encoding.terms.last?.name == "key is rare")
    // 66 levels have 169 rows, 67 have 168: of those the bytewise first 34.
    let shown = Set(encoding.terms.dropLast().map { String($0.name.dropFirst(6)) })
    let most = counts.filter { $0.1 == 169 }.map(\.0)
    let next = counts.filter { $0.1 == 168 }.map(\.0).sorted()
    #expect(shown == Set(most + next.prefix(100 - most.count)))
    let matrix = encoding.matrix(of: table, rows: [0])
    #expect(matrix.row(0).reduce(0, +) == 1)
  }

  @Test("ten thousand levels of one row each are one column, or none where nothing else is")
  func onlyRare() {
    let rows: [String?] = (0..<10_000).map { "level \($0)" }
    #expect(fitted(table(words("key", rows))).terms.isEmpty)
    #expect(
      fitted(table(words("key", rows + repeated([("A", 20)])))).terms.map(\.name)
        == ["key = A", "key is rare"]
    )
  }

  @Test("spellings that look alike are one level, named as most rows write it")
  func lookAlikes() throws {
    let spellings: [(String, Int)] = [
      ("Café", 30), ("Cafe\u{301}", 40), ("CAFÉ ", 5), (" café", 1), ("Ca\u{200B}fé", 1),
      ("Ｃａｆé", 1), ("С\u{0061}fé", 1), ("Tea", 25), ("Te\u{430}", 2),
    ]
    // Swift's equality would merge the composed and the decomposed spelling before the room does.
    let codes = spellings.indices.flatMap {
      Array(repeating: Int32($0), count: spellings[$0].1)
    }
    let levels = spellings.map(\.0)
    let table = table(
      FeatureTable.Column(name: "drink", values: .categories(codes: codes, levels: levels))
    )
    let encoding = fitted(table)
    #expect(encoding.terms.map(\.name) == ["drink = Cafe\u{301}", "drink = Tea"])
    #expect(try column("drink = Tea", of: table, by: encoding).reduce(0, +) == 27)
    // Neither marks nor digits are dropped, nor are letters of another script alone.
    let others = fitted(
      self.table(words("x", repeated([("C", 20), ("C++", 20), ("10-50", 20), ("1050", 20)])))
    )
    #expect(others.terms.count == 4)
    #expect(fitted(self.table(words("x", repeated([("со", 20), ("co", 20)])))).terms.count == 2)
  }

  @Test("a column without any value sets no column, and hinders no other")
  func emptyColumn() {
    let nothing = Array(repeating: Double.nan, count: 50)
    let table = table(
      numbers("void", nothing),
      words("blank", repeated([(nil, 50)])),
      numbers("age", (0..<50).map(Double.init))
    )
    let encoding = fitted(table)
    #expect(encoding.terms.map(\.name) == ["age"])
    #expect(encoding.matrix(of: table, rows: [49]).column(0) == [49])
  }

  @Test("words where training had numbers are read as numbers, and numbers as missing words")
  func changedKinds() throws {
    let training = table(
      numbers("age", (0..<60).map(Double.init)),
      words("trade", repeated([("A", 20), ("B", 20), (nil, 20)]))
    )
    let encoding = fitted(training)
    let later = table(words("age", ["7", "old", nil]), numbers("trade", [1, 2, .nan]))
    #expect(try column("age", of: later, by: encoding) == [7, 30, 30])
    #expect(try column("trade is missing", of: later, by: encoding) == [1, 1, 1])
  }

  @Test("neither the order of the rows nor ties change a bit", arguments: 1...10)
  func rowOrder(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let values = (0..<500).map { _ -> Double in
      switch random.integer(below: 4) {
      case 0: .nan
      case 1: 0
      case 2: Double(random.integer(below: 5))
      default: random.uniform() * 1e6
      }
    }
    let shuffled = values.shuffled(using: &random)
    for isLogarithmic in [false, true] {
      let first = fitted(table(numbers("x", values, isLogarithmic: isLogarithmic)))
      let second = fitted(table(numbers("x", shuffled, isLogarithmic: isLogarithmic)))
      #expect(first == second)
      let present = values.filter { !$0.isNaN }.sorted()
      let probe = table(numbers("x", [.nan], isLogarithmic: isLogarithmic))
      let middle = present[present.count / 2]
      let found = first.matrix(of: probe, rows: [0]).column(0)[0]
      #expect(abs(found - (isLogarithmic ? log1p(middle) : middle)) <= 1e-14 * abs(found))
    }
  }

  @Test("spreads of large numbers close together keep their digits")
  func closeTogether() {
    let values = (0..<1000).map { 1e12 + Double($0 % 2) }
    #expect(fitted(table(numbers("x", values))).terms[0].standardDeviation == 0.5)
  }

  @Test("log-odds from the columns are those of the matrix", arguments: 1...5)
  func predictor(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let count = 5000
    func number() -> Double { random.integer(below: 5) == 0 ? .nan : random.uniform() * 300 }
    let trades = ["A", "B", "C", nil] + (0..<30).map { "rare \($0)" }
    let table = table(
      numbers("age", (0..<count).map { _ in number() }),
      numbers("size", (0..<count).map { _ in number() * 1000 }, isLogarithmic: true),
      words("trade", (0..<count).map { _ in trades[min(33, random.integer(below: 300))] }),
      numbers("flag", (0..<count).map { $0 % 7 == 0 ? .nan : 3 })
    )
    let encoding = DesignEncoding(fittedTo: table, rows: Array(0..<2000))
    let coefficients = encoding.terms.map { _ in random.uniform() - 0.5 }
    let means = encoding.terms.map { _ in random.uniform() }
    let predictor = LinearPredictor(
      encoding,
      constant: -2,
      coefficients: coefficients,
      means: means
    )
    let matrix = encoding.matrix(of: table, rows: Array(0..<count))
    let expected = matrix.multiplied(by: coefficients, centers: means, plus: -2)
    let found = predictor.logOdds(of: table)
    let probabilities = predictor.probabilities(of: table)
    for row in 0..<count {
      #expect(abs(found[row] - expected[row]) < 1e-10)
      let probability = min(max(1 / (1 + exp(-found[row])), 1e-12), 1 - 1e-12)
      #expect(abs(probabilities[row] - probability) < 1e-15)
    }
    // A level that this table lacks has a mean all the same.
    let probe = self.table(
      numbers("age", [1]),
      numbers("size", [1], isLogarithmic: true),
      words("trade", [nil]),
      numbers("flag", [.nan])
    )
    let alone = encoding.matrix(of: probe, rows: [0])
      .multiplied(by: coefficients, centers: means, plus: -2)
    #expect(abs(predictor.logOdds(of: probe)[0] - alone[0]) < 1e-12)
  }
}
