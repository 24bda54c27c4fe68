extension HTMLReport {
  /// Which channel to use.
  var channel: Markup {
    let recommended = content.channels.reduce(0) { $0 + $1.recommended }
    return section(
      id: "channel",
      title: "Which channel",
      lede: recommended > 0
        ? "A channel is recommended to \(NumberText.count(recommended, "contact"))."
        : "No channel is recommended to anybody.",
      body: [responses, nobody]
    )
  }

  private var responses: Markup {
    guard !content.channels.isEmpty else {
      return card(
        "How often people respond",
        sized: .wide,
        blank("No sends were found, so channels cannot be compared yet.")
      )
    }
    return card(
      "How often people respond",
      sized: .wide,
      BarChart(
        caption: "Response rate and recommendations by channel",
        headers: ["Channel", "Response rate", "Rate", "Advised to"],
        rows: content.channels.map(row)
      ).markup(),
      note(
        """
        Bars are the share of sends that got a response, whiskers its 95 % interval: where they \
        overlap, the channels may be equally good. Channels were not chosen by lot, so a \
        difference may also come from who was written to.
        """
      )
    )
  }

  private func row(_ line: ReportContent.ChannelLine) -> BarChart.Row {
    let advised: Markup = "\(count: line.recommended)"
    guard line.sends > 0 else {
      return BarChart.Row(
        line.name,
        note: "no sends yet",
        value: nil,
        cells: ["–", advised]
      )
    }
    let rate = Double(line.responses) / Double(line.sends)
    let text = NumberText.percent(rate, from: line.lower, to: line.upper)
    return BarChart.Row(
      line.name,
      note: """
        \(NumberText.count(line.responses, "response")) to \
        \(NumberText.count(line.sends, "send"))
        """,
      value: rate,
      interval: line.lower <= line.upper ? line.lower...line.upper : nil,
      title: "\(line.name): \(text)",
      cells: [
        """
        \(percent: rate)<small>\
        \(NumberText.percents(from: line.lower, to: line.upper))</small>
        """,
        advised,
      ]
    )
  }

  private var nobody: Markup {
    guard content.noChannel.total > 0 else { return "" }
    return card(
      "Contacts without a channel",
      sized: .wide,
      bars(
        Glossary.explained(content.noChannel, by: Glossary.causes),
        caption: "Contacts without a channel, by cause",
        headers: ["Cause", "Share", "Contacts"]
      )
    )
  }
}
