#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension HTMLReport {
  /// What makes the difference between leads, and what is not known of them.
  var why: Markup {
    guard !content.reasons.isEmpty || !content.coverageInputs.isEmpty else { return "" }
    return section(id: "why", title: "Why", lede: whySentence, body: [reasons, coverage])
  }

  private var whySentence: Markup {
    guard let first = content.reasons.first else {
      return "Ask for what is missing: a rule is blind where its input is not known."
    }
    return """
      <b>\(first.name)</b> tells leads apart more than anything else: look at it first when you \
      pick from a list by hand.
      """
  }

  private var reasons: Markup {
    guard !content.reasons.isEmpty else {
      return card("What moves the list", blank("No model, so that no reason can be weighed."))
    }
    return card(
      "What moves the list",
      reasonChart.markup(),
      note(
        """
        How far each reason moves a lead’s odds on average, up or down, over \
        \(NumberText.count(content.reasonContacts, "contact")) of tonight. “Raises” is the share \
        that it speaks for. It describes who converts; it does not prove what makes them.
        """
      )
    )
  }

  /// The strongest reasons as bars.
  var reasonChart: BarChart {
    BarChart(
      caption: "The reasons that move the list most",
      headers: ["Reason", "Moves the odds", "By"],
      rows: content.reasons.map { reason in
        let odds = "× \(NumberText.decimal(exp(reason.logOdds), decimals: 2))"
        return BarChart.Row(
          reason.name,
          note: reason.note,
          value: reason.logOdds,
          title: "\(odds) on average; log-odds \(NumberText.decimal(reason.logOdds, decimals: 3))",
          cells: ["\(odds)<small>raises \(percent: reason.raised)</small>"],
          label: odds
        )
      }
    )
  }

  private var coverage: Markup {
    guard !content.coverageInputs.isEmpty else { return "" }
    let contacts = content.coverage.total
    let rows = content.coverageInputs.map { row($0, total: contacts) }
    return card(
      "What is known of them",
      BarChart(
        caption: "Contacts of whom each input of the fit rules is known",
        headers: ["Input of the fit rules", "Known", "Contacts"],
        rows: rows
      ).markup(),
      content.coverage.isEmpty ? "" : coverageDetails
    )
  }

  private var coverageDetails: Markup {
    let chart = bars(
      content.coverage,
      caption: "Contacts by known inputs",
      headers: ["Known", "Share", "Contacts"]
    )
    return """
      <details><summary>How much is known of each contact</summary>\(chart)</details>
      """
  }
}
