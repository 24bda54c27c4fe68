extension HTMLReport {
  /// What leads of each kind turned out to be worth.
  var worth: Markup {
    section(
      id: "worth",
      title: "What a lead is worth",
      lede: topBandSentence ?? "It is too early to say which leads pay: work them by grade.",
      body: content.bands.isEmpty && content.gradeBands.isEmpty
        ? [tooFewDeals] : [bandRates, gainCard, cycles, gradeRates, axes]
    )
  }

  /// "Of 100 leads in the top band about 9 convert": what to do with it.
  private var topBandSentence: Markup? {
    guard let top = content.bands.first, content.bands.count > 1, top.leads > 0 else { return nil }
    let text = Natural(shareOf: top.conversions, among: top.leads, from: top.lower, to: top.upper)
    let all = Natural(content.pastConversions, of: content.pastLeads, base: text.base)
    return """
      Of \(text.leads) in the top band about <b>\(text.count)</b> (\(text.range)) \
      convert\(within), of \(text.leads) at random about \(all.count): call the top band first.
      """
  }

  private var tooFewDeals: Markup {
    card(
      "Not enough data",
      sized: .wide,
      blank(
        """
        \(NumberText.count(content.pastConversions, "conversion")) among \
        \(NumberText.count(content.pastLeads, "past lead")) are too few to compare bands. Any \
        chart of them would show chance.
        """
      )
    )
  }

  private var bandRates: Markup {
    guard !content.bands.isEmpty else { return "" }
    return card(
      "Conversion by band",
      sized: .wide,
      bandChart.markup(),
      note(
        """
        Bands are parts of the list by predicted probability, the best first. \(judged) \
        Whiskers and brackets are 95 % intervals (Wilson), widened because people of one company \
        resemble each other. “Leads per deal” is how many are worked for one to convert.
        """
      )
    )
  }

  /// Conversion by band as bars.
  var bandChart: BarChart {
    BarChart(
      caption: "Conversion by band",
      headers: ["Band", "Converted", "Rate", "Leads per deal"],
      rows: content.bands.map { rateRow($0, perDeal: true) }
    )
  }

  private var judged: Markup {
    """
    They were judged on \(NumberText.count(content.pastLeads, "past lead")) \
    (\(content.pastReferences)) by models that had not seen these leads or their colleagues; \
    \(count: content.pastConversions) converted.
    """
  }

  /// A band as a bar with its whisker.
  func rateRow(_ band: ReportContent.Band, perDeal: Bool) -> BarChart.Row {
    guard band.leads > 0 else {
      let cells: [Markup] = perDeal ? ["–", "–"] : ["–"]
      return BarChart.Row(band.name, note: "nobody yet", value: nil, cells: cells)
    }
    let rate = Double(band.conversions) / Double(band.leads)
    let text = NumberText.percent(rate, from: band.lower, to: band.upper)
    let interval = NumberText.percents(from: band.lower, to: band.upper)
    let tonight = band.tonight.map { "\(NumberText.count($0, "contact")) tonight" } ?? ""
    let counts = "\(NumberText.count(band.conversions)) of \(NumberText.count(band.leads))"
    let percents: Markup = """
      \(percent: rate)<small>\(interval)</small><small>\(counts)</small>
      """
    return BarChart.Row(
      band.name,
      note: [band.note, tonight].filter { !$0.isEmpty }.joined(separator: "; "),
      value: rate,
      interval: band.lower <= band.upper ? band.lower...band.upper : nil,
      title: text,
      cells: perDeal ? [percents, leadsPerDeal(band)] : [percents]
    )
  }

  private func leadsPerDeal(_ band: ReportContent.Band) -> Markup {
    let least = Self.leads(1 / band.upper)
    guard band.conversions > 0, band.lower > 0 else {
      return "no deal<small>more than \(least)</small>"
    }
    let most = Self.leads(1 / band.lower)
    let leads = Self.leads(Double(band.leads) / Double(band.conversions))
    return "\(leads)<small>\(least) to \(most)</small>"
  }

  private static func leads(_ number: Double) -> String {
    NumberText.decimal(number, decimals: number < 9.95 ? 1 : 0)
  }

  private var gainCard: Markup {
    guard !content.gain.isEmpty else { return "" }
    let cut = content.gain.first { $0.worked > 0.15 } ?? content.gain[0]
    let found = NumberText.percent(cut.found, from: cut.lower, to: cut.upper)
    let lift = NumberText.decimal(cut.found / cut.worked, decimals: 1)
    let lower = NumberText.decimal(cut.lower / cut.worked, decimals: 1)
    let upper = NumberText.decimal(cut.upper / cut.worked, decimals: 1)
    return card(
      "How much of the list to work",
      """
      <figure>\(GainChart(content.gain).markup())<figcaption>Working the best \
      \(percent: cut.worked) of the leads finds \(found) of the deals, \(lift) times \
      (\(lower) to \(upper)) as many as working as many at random (dashed). The tint is the 95 % \
      interval.</figcaption></figure>
      """
    )
  }

  private var gradeRates: Markup {
    guard content.gradeBands.count == 9 else { return "" }
    let most = content.gradeBands.compactMap(\.rate).max() ?? 0
    let columns = Glossary.engagements.enumerated().markup { column, meaning in
      "<th scope=\"col\"><b>\(count: column + 1)</b> \(meaning)</th>"
    }
    let rows = Glossary.fits.enumerated().markup { row, meaning in
      let cells = (0..<3).markup { Self.gradeCell(content.gradeBands[row * 3 + $0], most: most) }
      return "<tr><th scope=\"row\"><b>\(Self.letters[row])</b> \(meaning)</th>\(cells)</tr>"
    }
    return card(
      "Conversion by grade",
      """
      <table class="grades"><caption>Conversion by fit letter and engagement digit</caption>\
      <thead><tr><td></td>\(columns)</tr></thead><tbody>\(rows)</tbody></table>
      """,
      note(
        """
        By the rules alone. If rates do not fall from A1 to C3, the rules reward the wrong \
        things. Brackets are 95 % intervals. The digit is that of the past date; the letter is \
        today’s, as attributes have no history.
        """
      )
    )
  }

  /// The two axes of the grades, each by itself.
  private var axes: Markup {
    guard content.fitBands.count == 3, content.engagementBands.count == 3 else { return "" }
    let fits = zip(content.fitBands, Glossary.fits)
    let engagements = zip(content.engagementBands, Glossary.engagements)
    let rows = (Array(fits) + Array(engagements)).map { band, meaning in
      var row = rateRow(band, perDeal: false)
      row.note = meaning
      return row
    }
    return card(
      "Fit and activity, each by itself",
      BarChart(
        caption: "Conversion by fit letter and by engagement digit",
        headers: ["Grade", "Converted", "Rate"],
        rows: rows
      ).markup(),
      note("An axis whose bars do not fall from the first to the third tells nothing: change it.")
    )
  }

  private static func gradeCell(_ band: ReportContent.Band, most: Double) -> Markup {
    guard let rate = band.rate else {
      return "<td style=\"--tint:0%\"><small>\(band.name)</small><b>–</b><small>nobody</small></td>"
    }
    let tint = most > 0 ? (45 * rate / most).rounded() : 0
    let ends = NumberText.percents(from: band.lower, to: band.upper)
    let title = "\(NumberText.count(band.conversions)) of \(NumberText.count(band.leads))"
    return """
      <td style="--tint:\(at: tint)%" title="\(title)"><small>\(band.name)</small>\
      <b>\(percent: rate)</b><small>(\(ends))</small></td>
      """
  }
}

extension ReportContent.Band {
  /// The share that converted; nil where nobody was there to.
  var rate: Double? { leads > 0 ? Double(conversions) / Double(leads) : nil }
}
