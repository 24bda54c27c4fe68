/// Named values as bars, in a table that reads without them.
package struct BarChart: Sendable, Hashable {
  /// One bar.
  package struct Row: Sendable, Hashable {
    /// What it is, and what that means.
    package var name, note: String
    /// The length; nil for no bar at all.
    package var value: Double?
    /// The ends of its whisker.
    package var interval: ClosedRange<Double>?
    /// What the bar says, shown where a pointer rests.
    package var title: String
    /// The numbers beside the bar.
    package var cells: [Markup]
    /// The numbers beside the bar of a figure.
    package var label: String

    /// Creates a row.
    package init(
      _ name: String,
      note: String = "",
      value: Double?,
      interval: ClosedRange<Double>? = nil,
      title: String = "",
      cells: [Markup],
      label: String? = nil
    ) {
      self.name = name
      self.note = note
      self.value = value
      self.interval = interval
      self.title = title
      self.cells = cells
      self.label = label ?? title
    }
  }

  /// Where bars begin.
  package enum Origin: Sendable, Hashable {
    /// At the left end.
    case left
    /// In the middle: bars of negative values go to the left.
    case middle
  }

  /// Where one bar lies, in per cent of the width.
  package struct Bar: Sendable, Hashable {
    /// The left end.
    package var x: Double
    /// The length.
    package var width: Double
  }

  /// What the table shows.
  package var caption: String
  /// The headers of the names, of the bars and of the numbers.
  package var headers: [String]
  /// Where bars begin.
  package var origin: Origin
  /// The rows, from above.
  package var rows: [Row]

  /// Creates a chart.
  package init(
    caption: String,
    headers: [String],
    origin: Origin = .left,
    rows: [Row]
  ) {
    self.caption = caption
    self.headers = headers
    self.origin = origin
    self.rows = rows
  }

  /// The bars, in order of the rows; nil where a row has none.
  package var bars: [Bar?] { rows.map { $0.value.map { bar(from: 0, to: $0) } } }

  /// The whiskers, in order of the rows.
  package var whiskers: [Bar?] {
    rows.map { $0.interval.map { bar(from: $0.lowerBound, to: $0.upperBound) } }
  }

  /// The chart.
  package func markup() -> Markup {
    """
    <table class="\(origin == .middle ? "bars middle" : "bars")"><caption>\(caption)</caption><thead><tr>\(headers.enumerated().markup {
      $0 < 2 ? "<th scope=\"col\">\($1)</th>" : "<th scope=\"col\" class=\"number\">\($1)</th>"
    })</tr></thead><tbody>\(rows.indices.markup(line))</tbody></table>
    """
  }

  /// The chart as one image, 720 wide, for other documents; bars begin at the left.
  package func figure() -> (chart: Markup, height: Double) {
    let height = Self.lineHeight * Double(rows.count) + Self.headerHeight
    let header: Markup = """
      <text x="0" y="12">\(headers.first ?? "")</text>\
      <text x="240" y="12">\(headers.dropFirst().first ?? "")</text>
      """
    let lines = rows.indices.markup { index in
      let (row, top) = (rows[index], Self.lineHeight * Double(index) + Self.headerHeight)
      return """
        <text class="name" x="0" y="\(at: top + 19)">\(Self.short(row.name))</text>\
        <svg x="240" y="\(at: top + 7)" width="290" height="16">\(image(index))</svg>\
        <text x="546" y="\(at: top + 19)">\(row.label)</text>
        """
    }
    let chart = SVG.image(
      id: "bars",
      title: caption,
      description: rows.map { "\($0.name): \($0.label)" }.joined(separator: "; "),
      size: "width=\"720\" height=\"\(at: height)\"",
      content: header + lines
    )
    return (chart, height)
  }

  private static let lineHeight = 30.0, headerHeight = 22.0

  /// A name that fits beside a bar.
  private static func short(_ name: String) -> String {
    name.count <= 34 ? name : name.prefix(33) + "…"
  }

  /// The value of a full bar.
  private var reach: Double {
    let ends = rows.compactMap(\.interval).flatMap { [$0.lowerBound, $0.upperBound] }
    let values = rows.compactMap(\.value) + ends
    let reach = values.filter(\.isFinite).map(\.magnitude).max() ?? 0
    return reach > 0 ? reach : 1
  }

  private func position(_ value: Double) -> Double {
    let share = min(max(value.isFinite ? value / reach : 0, -1), 1)
    return switch origin {
    case .left: max(0, share) * 100
    case .middle: 50 + share * 50
    }
  }

  private func bar(from start: Double, to end: Double) -> Bar {
    let (start, end) = (position(start), position(end))
    return Bar(x: min(start, end), width: abs(end - start))
  }

  private func line(_ index: Int) -> Markup {
    let row = rows[index]
    return """
      <tr><th scope="row">\(Self.name(row.name, note: row.note))</th><td class="bar">\
      \(image(index))</td>\(row.cells.markup { "<td class=\"number\">\($0)</td>" })</tr>
      """
  }

  /// A name that is cut where it is too long, with all of it where a pointer rests.
  static func name(_ name: String, note: String = "") -> Markup {
    let title: Markup = "<span class=\"name\" title=\"\(name)\">\(name)</span>"
    return note.isEmpty ? title : title + "<small>\(note)</small>"
  }

  private func image(_ index: Int) -> Markup {
    guard let bar = bars[index], let value = rows[index].value else { return "" }
    let kind: Markup = value < 0 ? "bar down" : whiskers[index] != nil ? "bar light" : "bar"
    let axis: Markup =
      origin == .middle ? "<line class=\"axis\" x1=\"50%\" x2=\"50%\" y1=\"0\" y2=\"16\"/>" : ""
    let whisker = whiskers[index].map { span -> Markup in
      let end = span.x + span.width
      return """
        <line class="whisker" x1="\(at: span.x)%" x2="\(at: end)%" y1="8" y2="8"/>\
        <line class="whisker" x1="\(at: span.x)%" x2="\(at: span.x)%" y1="4" y2="12"/>\
        <line class="whisker" x1="\(at: end)%" x2="\(at: end)%" y1="4" y2="12"/>
        """
    }
    return """
      <svg role="img" width="100%" height="16"><title>\(rows[index].title)</title>\
      <rect class="track" width="100%" y="2" height="12" rx="2"/>\
      <rect class="\(kind)" x="\(at: bar.x)%" y="2" \
      width="\(at: bar.width)%" height="12" rx="2"/>\(axis)\(whisker ?? "")</svg>
      """
  }
}
