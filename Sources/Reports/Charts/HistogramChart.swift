/// How many contacts have each probability, as columns.
package struct HistogramChart: Sendable, Hashable {
  /// One column; places in per cent of the width and pixels of the height.
  package struct Bar: Sendable, Hashable {
    /// The upper left corner.
    package var x, y: Double
    /// The size.
    package var width, height: Double
    /// The probabilities that it covers.
    package var from, to: Double
    /// How many contacts.
    package var count: Int
  }

  /// The height of the tallest column.
  package static let plotHeight = 180.0
  /// The part of the width that columns fill; the counts of the grid stand to the right of it.
  package static let plotWidth = 90.0
  /// What the drawing leaves free between two columns.
  private static let gap = 0.3
  private static let top = 18.0
  private static var bottom: Double { top + plotHeight }
  /// The height of the chart.
  package static var height: Double { bottom + 24 }

  /// How many contacts have a probability in each of these equal steps.
  package var counts: [Int]
  /// The upper end of the last step.
  package var maximum: Double

  /// Creates a chart.
  package init(counts: [Int], maximum: Double) {
    self.counts = counts
    self.maximum = maximum
  }

  /// The columns from left to right.
  package var bars: [Bar] {
    let tallest = Double(max(1, counts.max() ?? 0))
    let step = Self.plotWidth / Double(max(1, counts.count))
    return counts.indices.map { index in
      // Nobody is overlooked: a column that is not empty has at least two pixels.
      let share = Double(counts[index]) / tallest
      let height = counts[index] > 0 ? max(2, share * Self.plotHeight) : 0
      return Bar(
        x: Double(index) * step,
        y: Self.bottom - height,
        width: step,
        height: height,
        from: edge(index),
        to: edge(index + 1),
        count: counts[index]
      )
    }
  }

  /// The chart.
  package func markup() -> Markup {
    SVG.image(
      id: "histogram",
      title: "How many contacts have each probability of converting",
      description: summary,
      size: SVG.wide(height: Self.height),
      content: grid + bars.filter { $0.count > 0 }.markup(column) + baseline + ticks
    )
  }

  private func edge(_ index: Int) -> Double {
    maximum * Double(index) / Double(max(1, counts.count))
  }

  private var summary: String {
    guard let most = bars.max(by: { $0.count < $1.count }), most.count > 0 else {
      return "No contact has a probability."
    }
    return "Most contacts, \(NumberText.count(most.count)), have a probability from "
      + "\(NumberText.percent(most.from)) to \(NumberText.percent(most.to))."
  }

  private func column(_ bar: Bar) -> Markup {
    """
    <rect class="bar" x="\(at: bar.x)%" y="\(at: bar.y)" width="\(at: bar.width - Self.gap)%" \
    height="\(at: bar.height)"><title>\(percent: bar.from) to \(percent: bar.to): \
    \(NumberText.count(bar.count, "contact"))</title></rect>
    """
  }

  private var grid: Markup {
    let tallest = counts.max() ?? 0
    return AxisScale.ticks(upTo: tallest).markup { tick in
      let y = Self.bottom - Self.plotHeight * Double(tick) / Double(tallest)
      return SVG.gridline(y: y, width: 100)
        + SVG.label(NumberText.compact(tick), x: 100, y: y - 4, anchor: .end)
    }
  }

  private var baseline: Markup { SVG.gridline(y: Self.bottom, width: 100) }

  private var ticks: Markup {
    (0...4).markup { quarter in
      let share = Double(quarter) / 4
      return SVG.label(
        NumberText.percent(maximum * share),
        x: Self.plotWidth * share,
        y: Self.bottom + 18,
        anchor: quarter == 0 ? .start : .middle
      )
    }
  }
}
