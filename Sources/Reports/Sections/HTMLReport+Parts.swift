extension HTMLReport {
  /// A section that answers one question.
  func section(id: Markup, title: Markup, lede: Markup, body: [Markup]) -> Markup {
    """
    <section id="\(id)" aria-labelledby="\(id)-heading"><div class="head">\
    <h2 id="\(id)-heading">\(title)</h2><p>\(lede)</p></div>
    <div class="cards">\(body)</div></section>

    """
  }

  /// How much room a part of a section takes where there are two columns.
  enum CardSize {
    /// One column, both columns, or one column beside two other parts.
    case plain, wide, tall
  }

  /// A part of a section.
  func card(_ title: Markup, sized size: CardSize = .plain, _ body: Markup...) -> Markup {
    let kind: Markup =
      switch size {
      case .plain: "card"
      case .wide: "card wide"
      case .tall: "card tall"
      }
    return "<div class=\"\(kind)\"><h3>\(title)</h3>\(body)</div>\n"
  }

  /// A sentence under a heading or a chart.
  func note(_ text: Markup) -> Markup { "<p class=\"note\">\(text)</p>" }

  /// A few words in place of a chart that would show nothing.
  func blank(_ text: Markup) -> Markup { "<p class=\"blank\">\(text)</p>" }

  /// Counts as bars with their share of the total; the last ones are joined when there are many.
  func bars(
    _ counts: [ReportContent.Count],
    caption: String,
    headers: [String],
    limit: Int = 20
  ) -> Markup {
    let total = counts.total
    var rows = counts.prefix(limit).map { row($0, total: total) }
    if counts.count > limit {
      let rest = counts[limit...]
      var row = row(ReportContent.Count("\(rest.count) more", rest.total), total: total)
      // A bar for many rows together would dwarf those of single ones.
      row.value = nil
      rows.append(row)
    }
    return BarChart(caption: caption, headers: headers, rows: rows).markup()
  }

  /// A count as a bar with its share of a total.
  func row(_ count: ReportContent.Count, total: Int) -> BarChart.Row {
    let share = total > 0 ? Double(count.count) / Double(total) : 0
    return BarChart.Row(
      count.name,
      note: count.note,
      value: Double(count.count),
      title: "\(NumberText.count(count.count)), \(NumberText.percent(share)) of all",
      cells: ["\(count: count.count)<small>\(percent: share)</small>"]
    )
  }
}

extension Sequence<ReportContent.Count> {
  /// The sum of all counts.
  var total: Int { reduce(0) { $0 + $1.count } }
}
