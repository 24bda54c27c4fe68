extension HTMLReport {
  /// When to write.
  var when: Markup {
    section(
      id: "when",
      title: "When",
      lede: commonHour,
      body: [hours, busiestHours, bases]
    )
  }

  private var commonHour: Markup {
    guard !content.commonHour.isEmpty else {
      return "The hour of the week, on each contact’s own clock."
    }
    guard content.timeBasis.contains(where: { $0.name != "default" && $0.count > 0 }) else {
      return """
        There is no evidence yet: <b>\(content.commonHour)</b>, on each contact’s own clock, \
        is a custom, not a finding.
        """
    }
    return """
      The list as a whole responds best on <b>\(content.commonHour)</b>, \
      on each contact’s own clock.
      """
  }

  private var hours: Markup {
    guard content.hourCounts.contains(where: { $0 > 0 }) else {
      return card("Hours of the week", sized: .wide, blank("No contact was advised an hour yet."))
    }
    return card(
      "Hours of the week",
      sized: .wide,
      """
      <figure>\(HeatMap(counts: content.hourCounts).markup())<figcaption>Contacts by the local \
      hour that is advised to them: the stronger the colour, the more; the outlined hour has \
      most. The numbers at the right are the totals of the days.</figcaption></figure>
      """
    )
  }

  private var busiestHours: Markup {
    let busiest = HeatMap(counts: content.hourCounts).busiest(5)
    guard !busiest.isEmpty else { return "" }
    let total = content.hourCounts.reduce(0, +)
    let rows = busiest.map {
      row(ReportContent.Count(HeatMap.name(ofHour: $0.hour), $0.count), total: total)
    }
    return card(
      "Busiest hours",
      BarChart(
        caption: "The hours with most contacts",
        headers: ["Hour", "Share", "Contacts"],
        rows: rows
      ).markup()
    )
  }

  private var bases: Markup {
    card(
      "Whose evidence chose the hour",
      content.timeBasis.total == 0
        ? blank("No contact was advised an hour yet.")
        : bars(
          Glossary.explained(content.timeBasis, by: Glossary.timeBases),
          caption: "Contacts by whose evidence chose the hour",
          headers: ["Evidence", "Share", "Contacts"]
        )
    )
  }
}
