/// How many contacts were advised each hour of the week: seven rows of twenty-four cells.
package struct HeatMap: Sendable, Hashable {
  /// One hour; places in per cent of the width and pixels of the height.
  package struct Cell: Sendable, Hashable {
    /// The hour of the week; 0 is Monday 00:00.
    package var hour: Int
    /// How many contacts.
    package var count: Int
    /// The upper left corner.
    package var x, y: Double
    /// How strongly it is filled, from 0 to 1.
    package var strength: Double
  }

  /// The size of a cell, in per cent and pixels.
  package static let cellWidth = 3.3, cellHeight = 24.0
  /// Where the first cell begins, in per cent and pixels.
  package static let left = 8.4, top = 20.0

  /// Counts of the 168 hours of the week.
  package let counts: [Int]

  /// Creates a chart; hours without a count have none.
  package init(counts: [Int]) {
    self.counts = (0..<168).map { $0 < counts.count ? counts[$0] : 0 }
  }

  /// The 168 cells, Monday first.
  package var cells: [Cell] {
    let most = Double(max(1, counts.max() ?? 0))
    return counts.indices.map { hour in
      Cell(
        hour: hour,
        count: counts[hour],
        x: Self.left + Self.cellWidth * Double(hour % 24),
        y: Self.top + Self.cellHeight * Double(hour / 24),
        // The root keeps rare hours visible beside one that almost everybody has.
        strength: (Double(max(0, counts[hour])) / most).squareRoot()
      )
    }
  }

  /// The hours with most contacts, the most first; ties go to the earlier hour.
  package func busiest(_ limit: Int) -> [Cell] {
    Array(
      cells.filter { $0.count > 0 }
        .sorted { ($1.count, $0.hour) < ($0.count, $1.hour) }.prefix(limit)
    )
  }

  /// An hour of the week as people say it: `Tuesday 10:00`.
  package static func name(ofHour hour: Int) -> String {
    "\(Glossary.days[hour / 24]) \(clock(hour % 24)):00"
  }

  /// The chart.
  package func markup() -> Markup {
    SVG.image(
      id: "hours",
      title: "How many contacts were advised each hour of the week",
      description: summary,
      size: SVG.wide(height: Self.top + 7 * Self.cellHeight + 2),
      content: clocks + (0..<7).markup(day) + Markup(cells.map(cell)) + peak
    )
  }

  private static func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour)" : "\(hour)" }

  private var summary: String {
    guard let first = busiest(1).first else { return "No hour was advised." }
    return "The hour with most contacts is \(Self.name(ofHour: first.hour)), with "
      + "\(NumberText.count(first.count)) of \(NumberText.count(counts.reduce(0, +)))."
  }

  private var clocks: Markup {
    stride(from: 0, to: 24, by: 3).markup { hour in
      SVG.label(Self.clock(hour), x: Self.left + Self.cellWidth * Double(hour), y: 12)
    }
  }

  private func day(_ day: Int) -> Markup {
    let baseline = Self.top + Self.cellHeight * (Double(day) + 0.5) + 4
    let total = counts[(day * 24)..<(day * 24 + 24)].reduce(0, +)
    return SVG.label(String(Glossary.days[day].prefix(3)), x: 0, y: baseline)
      + SVG.label(NumberText.compact(total), x: 100, y: baseline, anchor: .end)
  }

  private func cell(_ cell: Cell) -> Markup {
    let kind: Markup =
      cell.count > 0
      ? "class=\"cell\" fill-opacity=\"\(at: 0.12 + 0.88 * cell.strength)\"" : "class=\"cell none\""
    return """
      <rect \(kind) \(place(cell))><title>\(Self.name(ofHour: cell.hour)): \
      \(NumberText.count(cell.count, "contact"))</title></rect>
      """
  }

  private var peak: Markup {
    busiest(1).markup { "<rect class=\"peak\" \(place($0))/>" }
  }

  private func place(_ cell: Cell) -> Markup {
    """
    x="\(at: cell.x)%" y="\(at: cell.y)" width="\(at: Self.cellWidth)%" \
    height="\(at: Self.cellHeight)"
    """
  }
}
