extension HTMLReport {
  /// Whether it pays to respond soon.
  var speed: Markup {
    guard let first = content.responseDelays.first, let last = content.responseDelays.last else {
      return ""
    }
    return section(
      id: "speed",
      title: "Does speed pay?",
      lede: Self.speedSentence(first, last),
      body: [
        card(
          "Conversion by how soon sales responded",
          sized: .wide,
          BarChart(
            caption: "Conversion by delay of the first response",
            headers: ["First response", "Converted", "Rate"],
            rows: content.responseDelays.map { rateRow($0, perDeal: false) }
          ).markup(),
          note(
            """
            Whiskers are 95 % intervals. Leads that looked better may have been called sooner, so \
            that not all of the difference comes from speed.
            """
          )
        )
      ]
    )
  }

  private static func speedSentence(
    _ first: ReportContent.Band,
    _ last: ReportContent.Band
  ) -> Markup {
    guard first != last, let soon = first.rate, let late = last.rate else {
      return "There are too few delays to compare yet."
    }
    guard first.lower > last.upper else {
      return """
        Sooner is not proven to be better here: the intervals of “\(first.name)” and \
        “\(last.name)” overlap.
        """
    }
    return """
      Respond soon: \(percent: soon) of the leads convert that hear from sales \(first.name), \
      \(percent: late) of those that hear \(last.name).
      """
  }

  /// The companies to look at first.
  var accounts: Markup {
    guard !content.accounts.isEmpty else { return "" }
    return section(
      id: "accounts",
      title: "Companies",
      lede: """
        Several people of one company say more than one of them: begin with \
        <b>\(content.accounts[0].name)</b>.
        """,
      body: [
        card(
          "The most promising companies",
          sized: .wide,
          BarChart(
            caption: "The most promising companies",
            headers: ["Company", "Probability", "Of a deal", "Active contacts"],
            rows: content.accounts.map(accountRow)
          ).markup(),
          note(
            """
            The probability that anyone of the company converts\(within), with its 95 % interval.
            """
          )
        )
      ]
    )
  }

  private func accountRow(_ account: ReportContent.Account) -> BarChart.Row {
    let estimate = account.probability
    let roles = [("with", account.covered), ("without", account.missing)]
      .filter { !$0.1.isEmpty }.map { "\($0) \($1.joined(separator: ", "))" }
    return BarChart.Row(
      account.name,
      note: roles.joined(separator: "; "),
      value: estimate.value,
      interval: estimate.lower <= estimate.upper ? estimate.lower...estimate.upper : nil,
      title: NumberText.percent(estimate.value, from: estimate.lower, to: estimate.upper),
      cells: [
        """
        \(percent: estimate.value)<small>\
        \(NumberText.percents(from: estimate.lower, to: estimate.upper))</small>
        """,
        "\(count: account.engaged)<small>of \(count: account.contacts)</small>",
      ]
    )
  }
}
