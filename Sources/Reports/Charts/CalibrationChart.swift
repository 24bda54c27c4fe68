/// Predicted against observed shares, with the diagonal on which they agree.
package struct CalibrationChart: Sendable, Hashable {
  /// One group of contacts, in the units of the view box.
  package struct Mark: Sendable, Hashable {
    /// The middle of the dot.
    package var x, y: Double
    /// The ends of the whisker: of the lower and of the upper end of the interval.
    package var lowerY, upperY: Double
    /// The radius of the dot; its area grows with the group.
    package var radius: Double
  }

  /// The side of the square that shares from zero to ``ceiling`` fill.
  package static let side = 280.0
  /// Where the square begins.
  package static let left = 46.0, top = 24.0

  /// The groups.
  package var points: [ReportContent.CalibrationPoint]

  /// Creates a chart.
  package init(_ points: [ReportContent.CalibrationPoint]) { self.points = points }

  /// The share at the upper and right end of the axes.
  package var ceiling: Double {
    AxisScale.ceiling(of: points.map { max($0.predicted, $0.observed, $0.upper) }.max() ?? 1)
  }

  /// The dots, in order of the groups.
  package var marks: [Mark] {
    let most = Double(max(1, points.map(\.count).max() ?? 0))
    return points.map { point in
      Mark(
        x: x(point.predicted),
        y: y(point.observed),
        lowerY: y(point.lower),
        upperY: y(point.upper),
        radius: 3 + 3 * (Double(max(0, point.count)) / most).squareRoot()
      )
    }
  }

  /// The chart.
  package func markup() -> Markup {
    SVG.image(
      id: "calibration",
      title: "Predicted against observed share of conversions",
      description: summary,
      size: "class=\"square\" viewBox=\"0 0 340 352\"",
      content: grid + diagonal + zip(points, marks).markup(dot)
    )
  }

  private func x(_ share: Double) -> Double { Self.left + Self.side * clamped(share) }
  private func y(_ share: Double) -> Double { Self.top + Self.side * (1 - clamped(share)) }
  private func clamped(_ share: Double) -> Double { min(max(share / ceiling, 0), 1) }

  private var summary: String {
    let agreeing = points.count { $0.lower <= $0.predicted && $0.predicted <= $0.upper }
    return "In \(agreeing) of \(NumberText.count(points.count, "group")) the prediction lies "
      + "within the 95 % interval of what was observed."
  }

  private var grid: Markup {
    let lines = (0...4).markup { quarter in
      let share = ceiling * Double(quarter) / 4
      return """
        <line class="grid" x1="\(at: x(0))" x2="\(at: x(ceiling))" y1="\(at: y(share))" \
        y2="\(at: y(share))"/>\
        <text class="axis" x="\(at: x(0) - 8)" y="\(at: y(share) + 4)" text-anchor="end">\
        \(percent: share)</text>\
        <text class="axis" x="\(at: x(share))" y="\(at: y(0) + 18)" text-anchor="middle">\
        \(percent: share)</text>
        """
    }
    return lines + """
      <text class="axis" x="0" y="11">Converted</text>\
      <text class="axis" x="\(at: x(ceiling) + 10)" y="\(at: y(0) + 38)" text-anchor="end">\
      Predicted</text>
      """
  }

  private var diagonal: Markup {
    """
    <line class="diagonal" x1="\(at: x(0))" y1="\(at: y(0))" x2="\(at: x(ceiling))" \
    y2="\(at: y(ceiling))"/>
    """
  }

  private func dot(_ point: ReportContent.CalibrationPoint, _ mark: Mark) -> Markup {
    """
    <g><title>\(NumberText.count(point.count, "example")): predicted \
    \(percent: point.predicted), converted \
    \(NumberText.percent(point.observed, from: point.lower, to: point.upper))</title>\
    <line class="whisker" x1="\(at: mark.x)" x2="\(at: mark.x)" y1="\(at: mark.upperY)" \
    y2="\(at: mark.lowerY)"/>\
    <circle class="dot" cx="\(at: mark.x)" cy="\(at: mark.y)" r="\(at: mark.radius)"/></g>
    """
  }
}
