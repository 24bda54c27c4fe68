extension HTMLReport {
  /// Who is likely to convert, and who goes to sales.
  var who: Markup {
    section(
      id: "who",
      title: "Who",
      lede: whoSentence,
      body: [probabilities, grades, segments, handOff]
    )
  }

  private var whoSentence: Markup {
    switch content.handedOver {
    case 0: "Nobody needs a call tonight; the grades say who comes next."
    case 1: "Call the one lead of <code>handoff.csv</code>; the grades say who comes next."
    default:
      """
      Call the \(NumberText.count(content.handedOver, "lead")) of <code>handoff.csv</code>, from \
      the top; the grades say who comes next.
      """
    }
  }

  /// " within 30 days".
  var within: Markup {
    content.horizon.isEmpty ? "" : " within \(content.horizon)"
  }

  private var probabilities: Markup {
    card(
      "Probability of converting",
      sized: .wide,
      content.modelSummary.isEmpty ? "" : note("\(content.modelSummary)"),
      content.hasModel ? histogram : withoutModel
    )
  }

  private var withoutModel: Markup {
    guard content.contacts > 0 else { return blank("There are no contacts to score yet.") }
    return blank(
      """
      Not enough conversions to learn from: \
      \(NumberText.count(content.conversions, "conversion")) among \
      \(NumberText.count(content.contacts, "contact")). Everybody has the same probability, so \
      contacts are ranked by fit and engagement.
      """
    )
  }

  private var histogram: Markup {
    guard content.probabilityHistogram.contains(where: { $0 > 0 }) else {
      return blank("No contact has a probability yet.")
    }
    let chart = HistogramChart(
      counts: content.probabilityHistogram,
      maximum: content.histogramMaximum
    )
    return "<figure>\(chart.markup())<figcaption>\(columnsSentence)</figcaption></figure>"
  }

  private var columnsSentence: Markup {
    """
    Each column counts the contacts with that probability of converting\(within); \
    the further right, the likelier.
    """
  }

  private var grades: Markup {
    guard content.gradeCounts.joined().contains(where: { $0 > 0 }) else {
      return card("Grades", blank("No contact has a grade yet."))
    }
    let most = content.gradeCounts.joined().max() ?? 0
    let columns = Glossary.engagements.enumerated().markup { column, meaning in
      "<th scope=\"col\"><b>\(count: column + 1)</b> \(meaning)</th>"
    }
    let rows = Glossary.fits.enumerated().markup { row, meaning in
      let cells = (0..<3).markup { gradeCell(fit: row, engagement: $0, most: most) }
      return "<tr><th scope=\"row\"><b>\(Self.letters[row])</b> \(meaning)</th>\(cells)</tr>"
    }
    return card(
      "Grades",
      """
      <table class="grades"><caption>Contacts by fit letter and engagement digit</caption>\
      <thead><tr><td></td>\(columns)</tr></thead><tbody>\(rows)</tbody></table>
      """,
      note(
        """
        The letter says who they are, the digit what they did. A1 is best; a stronger tint means \
        more contacts.
        """
      )
    )
  }

  static let letters = ["A", "B", "C"]

  private func gradeCell(fit: Int, engagement: Int, most: Int) -> Markup {
    let row = fit < content.gradeCounts.count ? content.gradeCounts[fit] : []
    let count = engagement < row.count ? row[engagement] : 0
    // A tint past 45 % would make the letters hard to read.
    let tint = most > 0 ? (45 * Double(count) / Double(most)).rounded() : 0
    // Long numbers do not fit into a cell; a pointer shows them in full.
    let text = count < 100_000 ? NumberText.count(count) : NumberText.compact(count)
    return """
      <td style="--tint:\(at: tint)%"><small>\(Self.letters[fit])\(count: engagement + 1)</small>\
      <b title="\(count: count)">\(text)</b></td>
      """
  }

  private var segments: Markup {
    card(
      "Segments",
      content.segments.isEmpty
        ? blank("No contact is in a segment yet.")
        : bars(
          content.segments,
          caption: "Contacts by segment",
          headers: ["Segment", "Share", "Contacts"]
        )
    )
  }

  private var handOff: Markup {
    let leads = NumberText.count(content.handedOver, "lead")
    return card(
      "Hand-off to sales",
      sized: .wide,
      content.handedOver > 0
        ? """
        <p class="statement"><b>\(leads)</b> \(content.handedOver == 1 ? "goes" : "go") to sales, \
        the most promising first: <code>handoff.csv</code> names each with the reasons.</p>
        """
        : blank("Nobody is handed to sales tonight.")
    )
  }
}
