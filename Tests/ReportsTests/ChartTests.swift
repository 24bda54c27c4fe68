import Reports
import Testing

@Suite("axes")
struct AxisScaleTests {
  @Test(
    "ticks are round and few",
    arguments: [
      (0, []), (1, [1]), (4, [1, 2, 3, 4]), (7, [2, 4, 6]), (4_210, [1_000, 2_000, 3_000, 4_000]),
      (95, [20, 40, 60, 80]), (41, [10, 20, 30, 40]),
      (1_234_567_890, [500_000_000, 1_000_000_000]),
    ]
  )
  func ticks(maximum: Int, expected: [Int]) {
    #expect(AxisScale.ticks(upTo: maximum) == expected)
  }

  @Test(
    "ceilings are round",
    arguments: [(0, 0.004), (0.04, 0.04), (0.041, 0.08), (0.22, 0.24), (0.81, 1), (1, 1)]
  )
  func ceilings(share: Double, expected: Double) {
    #expect(AxisScale.ceiling(of: share) == expected)
  }
}

@Suite("histogram")
struct HistogramChartTests {
  private let chart = HistogramChart(counts: [50, 200, 0, 1], maximum: 0.4)

  @Test("the tallest column has the full height and the others their share")
  func heights() {
    #expect(chart.bars.map(\.height) == [45, 180, 0, 2])
  }

  @Test("columns stand on one line, side by side")
  func places() {
    #expect(chart.bars.map { $0.y + $0.height } == [198, 198, 198, 198])
    #expect(chart.bars.map(\.x) == [0, 22.5, 45, 67.5])
    #expect(chart.bars.allSatisfy { $0.width == 22.5 })
  }

  @Test("columns cover equal steps up to the maximum")
  func edges() {
    #expect(chart.bars.map(\.from) == [0, 0.1, 0.2, 0.4 * 3 / 4])
    #expect(chart.bars.map(\.to) == [0.1, 0.2, 0.4 * 3 / 4, 0.4])
    #expect(chart.markup().html.contains("x=\"22.5%\" y=\"18\" width=\"22.2%\" height=\"180\""))
    #expect(chart.markup().html.contains("10\u{A0}% to 20\u{A0}%: 200 contacts"))
  }

  @Test("a single column is the full height")
  func single() {
    let bars = HistogramChart(counts: [0, 7, 0], maximum: 1).bars
    #expect(bars.map(\.height) == [0, 180, 0])
  }

  @Test("no counts draw no columns", arguments: [[], [0, 0, 0]])
  func empty(counts: [Int]) {
    let chart = HistogramChart(counts: counts, maximum: 1)
    #expect(chart.bars.allSatisfy { $0.height == 0 })
    #expect(chart.markup().html.contains("No contact has a probability."))
  }
}

@Suite("calibration chart")
struct CalibrationChartTests {
  private let chart = CalibrationChart([
    .init(predicted: 0.06, observed: 0.12, lower: 0.03, upper: 0.18, count: 100),
    .init(predicted: 0.18, observed: 0.18, lower: 0.12, upper: 0.24, count: 25),
  ])

  @Test("dots and whiskers lie at their shares of the square")
  func marks() throws {
    try #require(chart.ceiling == 0.24)
    // The square begins at (46, 24) and is 280 wide: 0.06 is a quarter of it.
    let places = chart.marks.map { [$0.x, $0.y, $0.lowerY, $0.upperY].map { $0.rounded() } }
    #expect(places == [[116, 164, 269, 94], [256, 94, 164, 24]])
    #expect(chart.marks.map(\.radius) == [6, 4.5])
  }

  @Test("the diagonal goes from corner to corner")
  func diagonal() {
    let line = "<line class=\"diagonal\" x1=\"46\" y1=\"304\" x2=\"326\" y2=\"24\"/>"
    #expect(chart.markup().html.contains(line))
  }

  @Test("dots are drawn where they are computed and say their numbers")
  func drawing() {
    let html = chart.markup().html
    #expect(html.contains("cx=\"116\" cy=\"164\" r=\"6\""))
    #expect(html.contains("100 examples: predicted 6\u{A0}%, converted 12\u{A0}% (3.0 to 18)"))
  }

  @Test("the description counts the groups whose interval holds the prediction")
  func description() {
    #expect(chart.markup().html.contains("In 2 of 2 groups"))
  }
}

@Suite("heat map")
struct HeatMapTests {
  private let chart: HeatMap = {
    var counts = [Int](repeating: 0, count: 168)
    counts[0] = 25
    counts[24 + 10] = 100
    counts[167] = 25
    return HeatMap(counts: counts)
  }()

  @Test("there are 168 cells, each with its own place", arguments: [0, 1, 168, 200])
  func cells(given: Int) {
    let cells = HeatMap(counts: [Int](repeating: 1, count: given)).cells
    #expect(cells.count == 168)
    #expect(Set(cells.map { [$0.x, $0.y] }).count == 168)
  }

  @Test("hours go to the right and days go down")
  func places() {
    let cells = chart.cells
    #expect(cells[0].x == HeatMap.left && cells[0].y == HeatMap.top)
    #expect(cells[34].x == HeatMap.left + 10 * HeatMap.cellWidth)
    #expect(cells[34].y == HeatMap.top + HeatMap.cellHeight)
    #expect(cells[167].x + HeatMap.cellWidth < 100)
  }

  @Test("strength grows with the root of the count")
  func strength() {
    #expect(chart.cells[34].strength == 1)
    #expect(chart.cells[0].strength == 0.5)
    #expect(chart.cells[1].strength == 0)
  }

  @Test("the busiest hours come first and ties in order of the week")
  func busiest() {
    #expect(chart.busiest(5).map(\.hour) == [34, 0, 167])
    #expect(chart.busiest(2).map(\.hour) == [34, 0])
  }

  @Test("cells name hour and count")
  func titles() {
    let html = chart.markup().html
    #expect(html.contains("<title>Tuesday 10:00: 100 contacts</title>"))
    #expect(html.contains("<title>Sunday 23:00: 25 contacts</title>"))
    #expect(html.occurrences(of: "class=\"cell") == 168)
    #expect(html.occurrences(of: "class=\"peak\"") == 1)
    #expect(html.contains("Tuesday 10:00, with 100 of 150."))
  }

  @Test("without counts nothing is outlined")
  func empty() {
    let html = HeatMap(counts: []).markup().html
    #expect(html.contains("No hour was advised."))
    #expect(!html.contains("class=\"peak\""))
  }
}

@Suite("bars")
struct BarChartTests {
  private func chart(
    _ values: [Double?],
    origin: BarChart.Origin = .left,
    interval: ClosedRange<Double>? = nil
  ) -> BarChart {
    BarChart(
      caption: "caption",
      headers: ["a", "b", "c"],
      origin: origin,
      rows: values.map { BarChart.Row("name", value: $0, interval: interval, cells: ["1"]) }
    )
  }

  @Test("the largest bar is full and the others have their share")
  func lengths() {
    let bars = chart([50, 200, 0, nil]).bars
    #expect(bars.map { $0?.width } == [25, 100, 0, nil])
    #expect(bars.map { $0?.x } == [0, 0, 0, nil])
  }

  @Test("bars from the middle go both ways")
  func diverging() {
    let bars = chart([1, -0.5], origin: .middle).bars
    #expect(bars.map { $0?.x } == [50, 25])
    #expect(bars.map { $0?.width } == [50, 25])
  }

  @Test("whiskers share the scale of the bars")
  func whiskers() {
    let chart = chart([0.25], interval: 0.125...0.5)
    #expect(chart.bars.map { $0?.width } == [50])
    #expect(chart.whiskers.map { $0?.x } == [25])
    #expect(chart.whiskers.map { $0?.width } == [75])
  }

  @Test("zeros and what is not finite draw nothing", arguments: [0, Double.nan])
  func nothing(value: Double) {
    #expect(chart([value]).bars.map { $0?.width } == [0])
  }
}
