extension HTMLReport {
  /// Whether the probabilities can be trusted.
  var trust: Markup {
    section(
      id: "trust",
      title: "Can we trust it?",
      lede: trustSentence,
      body: content.hasModel
        ? [ranking, calibration, drift, modelCard]
        : [
          card(
            "No model tonight",
            sized: .wide,
            blank(
              """
              There is nothing to check: a model is learnt as soon as enough conversions are \
              known. Until then trust the grades, not the probability.
              """
            )
          ),
          modelCard,
        ]
    )
  }

  private var trustSentence: Markup {
    guard content.hasModel else { return "Probabilities come from the base rate alone." }
    guard let auc = content.auc, auc.lower > 0.5 else {
      return """
        Rank with care: on contacts that the model had not seen it may be no better than chance.
        """
    }
    return """
      Trust the order, and the percentages as far as their whiskers: all of it was checked on \
      contacts that the model had not seen.
      """
  }

  private var ranking: Markup {
    card(
      "Does it rank well?",
      content.auc.map(pairs) ?? blank("The ranking was not checked on unseen contacts."),
      surprise
    )
  }

  private func pairs(_ auc: ReportContent.Estimate) -> Markup {
    let verdict: Markup =
      auc.lower > 0.5
      ? "Chance alone would be right in 50."
      : "Chance alone would be right in 50, which the interval does not exclude: rank with care."
    let ends = [auc.value, auc.lower, auc.upper].map { NumberText.decimal($0, decimals: 3) }
    let area = "\(ends[0]) (\(ends[1]) to \(ends[2]))"
    return """
      <p class="statement">Puts a converting contact above a non-converting one in \
      <b>\(Self.outOfHundred(auc.value)) of 100</b> pairs \
      (\(Self.outOfHundred(auc.lower)) to \(Self.outOfHundred(auc.upper))).</p>\
      \(note("\(verdict) The area under the curve is \(area), with its 95 % interval."))
      """
  }

  private static func outOfHundred(_ share: Double) -> String {
    NumberText.decimal(share * 100, decimals: 0)
  }

  private var surprise: Markup {
    guard let loss = content.logLoss, let baseLoss = content.baseRateLogLoss else { return "" }
    let change = baseLoss > 0 ? 1 - loss / baseLoss : 0
    let verdict: Markup =
      change > 0
      ? "\(percent: change) less surprise at what really happened than the base rate leaves."
      : "no better than giving everybody the base rate: do not rely on single probabilities."
    return note(
      """
      Log-loss \(NumberText.decimal(loss, decimals: 4)) against \
      \(NumberText.decimal(baseLoss, decimals: 4)) for giving everybody the base rate: \(verdict)
      """
    )
  }

  private var calibration: Markup {
    guard !content.calibration.isEmpty else {
      return card(
        "Are the percentages right?",
        blank("Too few unseen contacts to compare predictions with what happened.")
      )
    }
    return card(
      "Are the percentages right?",
      sized: .tall,
      """
      <figure>\(CalibrationChart(content.calibration).markup())<figcaption>Each dot is a group of \
      contacts with similar predictions: on the dashed line as many converted as predicted, above \
      it more, below it fewer. Whiskers are 95 % intervals.</figcaption></figure>
      """,
      calibrationTable
    )
  }

  private var calibrationTable: Markup {
    let rows = content.calibration.markup { point in
      """
      <tr><th scope="row" class="number">\(percent: point.predicted)</th><td class="number">\
      \(NumberText.percent(point.observed, from: point.lower, to: point.upper))</td>\
      <td class="number">\(count: point.count)</td></tr>
      """
    }
    return """
      <details><summary>The same in numbers</summary><table>\
      <caption>Predicted against observed</caption><thead><tr>\
      <th scope="col" class="number">Predicted</th>\
      <th scope="col" class="number">Converted</th>\
      <th scope="col" class="number">Examples</th></tr></thead>\
      <tbody>\(rows)</tbody></table></details>
      """
  }

  private var drift: Markup {
    guard let drift = content.drift else { return "" }
    let rows = drift.lines.map { line in
      BarChart.Row(
        line.name,
        note: line.isAlarming ? "has moved" : "",
        value: line.index,
        title: "population stability index \(NumberText.decimal(line.index, decimals: 3))",
        cells: ["\(NumberText.decimal(line.index, decimals: 3))"]
      )
    }
    return card(
      "Are today’s leads still the same?",
      "<p class=\"statement\">\(drift.verdict)</p>",
      rows.isEmpty
        ? ""
        : BarChart(
          caption: "What has moved most since the model was learnt",
          headers: ["Trait", "Moved by", "Index"],
          rows: rows
        ).markup()
          + note(
            """
            The population stability index: 0 is no change, from 0.1 on look at it, from 0.25 on \
            learn anew.
            """
          )
    )
  }

  private var modelCard: Markup {
    guard !content.modelCard.isEmpty else { return "" }
    let rows = content.modelCard.markup { fact in
      "<tr><th scope=\"row\">\(fact.name)</th><td>\(fact.text)</td></tr>"
    }
    return card(
      "How it was made",
      sized: .wide,
      """
      <table class="facts"><caption>The model card</caption><tbody>\(rows)</tbody></table>
      """
    )
  }
}
