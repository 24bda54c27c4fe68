/// How many of the deals are found by working the list from the top, against working it at random.
package struct GainChart: Sendable, Hashable {
  /// The cuts, from few leads to all.
  package var points: [ReportContent.GainPoint]

  /// Creates a chart.
  package init(_ points: [ReportContent.GainPoint]) { self.points = points }

  /// The side of the square and where it begins, as in ``CalibrationChart``.
  private static let side = CalibrationChart.side
  private static let left = CalibrationChart.left
  private static let top = CalibrationChart.top

  /// The chart.
  package func markup() -> Markup {
    SVG.image(
      id: "gain",
      title: "Share of deals found by share of leads worked",
      description: summary,
      size: "class=\"square\" viewBox=\"0 0 340 352\"",
      content: grid + diagonal + band + curve + points.markup(dot)
    )
  }

  /// The middle of each dot, from the left; the first place is where nobody is worked.
  package var places: [(x: Double, y: Double)] {
    [(x(0), y(0))] + points.map { (x($0.worked), y($0.found)) }
  }

  private func x(_ share: Double) -> Double { Self.left + Self.side * min(max(share, 0), 1) }
  private func y(_ share: Double) -> Double { Self.top + Self.side * (1 - min(max(share, 0), 1)) }

  private var summary: String {
    guard let first = points.first(where: { $0.worked > 0.15 }) ?? points.first else {
      return "No deals."
    }
    return "Working \(NumberText.percent(first.worked)) of the leads finds "
      + "\(NumberText.percent(first.found)) of the deals."
  }

  private var grid: Markup {
    let lines = (0...4).markup { quarter in
      let share = Double(quarter) / 4
      return """
        <line class="grid" x1="\(at: x(0))" x2="\(at: x(1))" y1="\(at: y(share))" \
        y2="\(at: y(share))"/>\
        <text class="axis" x="\(at: x(0) - 8)" y="\(at: y(share) + 4)" text-anchor="end">\
        \(percent: share)</text>\
        <text class="axis" x="\(at: x(share))" y="\(at: y(0) + 18)" text-anchor="middle">\
        \(percent: share)</text>
        """
    }
    return lines + """
      <text class="axis" x="0" y="11">Deals found</text>\
      <text class="axis" x="\(at: x(1) + 10)" y="\(at: y(0) + 38)" text-anchor="end">\
      Leads worked, the best first</text>
      """
  }

  private var diagonal: Markup {
    """
    <line class="diagonal" x1="\(at: x(0))" y1="\(at: y(0))" x2="\(at: x(1))" y2="\(at: y(1))"/>
    """
  }

  private var band: Markup {
    let upper = points.map { (x($0.worked), y($0.upper)) }
    let lower = points.reversed().map { (x($0.worked), y($0.lower)) }
    return "<polygon class=\"band\" points=\"\(path([(x(0), y(0))] + upper + lower))\"/>"
  }

  private var curve: Markup {
    "<polyline class=\"curve\" points=\"\(path(places.map { ($0.x, $0.y) }))\"/>"
  }

  private func path(_ places: [(Double, Double)]) -> Markup {
    places.markup { "\(at: $0.0),\(at: $0.1) " }
  }

  private func dot(_ point: ReportContent.GainPoint) -> Markup {
    """
    <g><title>\(percent: point.worked) of the leads: \
    \(NumberText.percent(point.found, from: point.lower, to: point.upper)) of the deals</title>\
    <circle class="dot" cx="\(at: x(point.worked))" cy="\(at: y(point.found))" r="4"/></g>
    """
  }
}
