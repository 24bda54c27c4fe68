extension HTMLReport {
  /// How long deals take, band by band.
  var cycles: Markup {
    guard let cycle = content.cycle else {
      guard !content.bands.isEmpty || !content.gradeBands.isEmpty else { return "" }
      return card("How long deals take", blank("Not enough data: too few deals have both dates."))
    }
    return card(
      "How long deals take",
      note(
        """
        Half of the deals came within \(Self.days(cycle.median.value)) of the contact’s creation \
        (95 % interval \(Self.number(cycle.median.lower)) to \
        \(Self.days(cycle.median.upper))); plan follow-ups for that long.
        """
      ),
      cycleChart.markup(),
      note(
        """
        Bars reach the median, whiskers hold the middle half of the deals. Only closed deals \
        count: leads that are still open would make it longer.
        """
      )
    )
  }

  /// Days to the deal, of all deals and by band.
  var cycleChart: BarChart {
    BarChart(
      caption: "Sales cycle by band",
      headers: ["Band", "Days to the deal", "Median"],
      rows: [cycleRow("all deals", content.cycle)]
        + content.bands.map { cycleRow($0.name, $0.cycle) }
    )
  }

  private func cycleRow(_ name: String, _ cycle: ReportContent.Cycle?) -> BarChart.Row {
    guard let cycle else {
      return BarChart.Row(
        name,
        value: nil,
        cells: ["–<small>not enough data</small>"],
        label: "not enough data"
      )
    }
    let half = "\(Self.number(cycle.quarter)) to \(Self.number(cycle.threeQuarters))"
    return BarChart.Row(
      name,
      note: NumberText.count(cycle.deals, "deal"),
      value: cycle.median.value,
      interval: cycle.quarter <= cycle.threeQuarters ? cycle.quarter...cycle.threeQuarters : nil,
      title: "half within \(Self.days(cycle.median.value)), the middle half \(half)",
      cells: [
        """
        \(Self.days(cycle.median.value))<small>\(Self.number(cycle.median.lower)) to \
        \(Self.number(cycle.median.upper))</small>
        """
      ],
      label: "\(Self.days(cycle.median.value)), half of them \(half)"
    )
  }

  private static func days(_ number: Double) -> String {
    let text = Self.number(number)
    return "\(text)\u{A0}\(text == "1" ? "day" : "days")"
  }

  private static func number(_ days: Double) -> String {
    NumberText.decimal(days, decimals: days < 9.5 ? 1 : 0)
  }
}
