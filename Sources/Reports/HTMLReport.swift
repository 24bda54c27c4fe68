/// The nightly report as one self-contained page, without scripts, fonts or network.
///
/// The same content always gives the same bytes. Every text of the content is escaped.
///
///     let page = HTMLReport(content).html()
public struct HTMLReport: Sendable, Hashable {
  /// What the page shows.
  let content: ReportContent

  /// Creates a report.
  public init(_ content: ReportContent) { self.content = content }

  /// The page, to be saved as UTF-8.
  public func html() -> String {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"/>\
      <meta name="viewport" content="width=device-width, initial-scale=1"/>\
      <meta name="color-scheme" content="light dark"/>\
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'"/>\
      <title>Nightly report\(asOf)</title>
      <style>\(Self.style)</style></head>
      <body>
      \(header)
      <main>
      \([warnings, who, worth, trust, why, accounts, speed, when, channel, plan, reading])</main>
      \(footer)
      </body></html>

      """
    return page.html
  }
}

extension HTMLReport {
  /// How many messages are planned.
  var planned: Int { content.plannedByDate.total }
  /// How many are kept back.
  var keptBack: Int { content.suppressions.total }

  private var asOf: Markup { content.asOf.isEmpty ? "" : " · as of \(content.asOf)" }

  private var header: Markup {
    let links: [(id: Markup, title: Markup)] = [
      ("who", "Who"), ("worth", "Worth"), ("trust", "Trust"), ("why", "Why"),
      ("accounts", "Companies"), ("speed", "Speed"), ("when", "When"), ("channel", "Channel"),
      ("plan", "Plan"), ("read", "What was read"),
    ].filter { !absent.contains($0.id) }
    return """
      <header><p class="over">Leadtime\(asOf)</p><h1>Nightly report</h1>
      <p class="lede">\(finding)</p>
      \(tiles)
      <nav aria-label="Sections">\(links.markup { "<a href=\"#\($0.id)\">\($0.title)</a>" })</nav>\
      </header>
      """
  }

  /// Sections that have nothing to say tonight.
  private var absent: Set<Markup> {
    Set(
      [("why", why), ("accounts", accounts), ("speed", speed)].filter { $1.isEmpty }.map { $0.0 }
    )
  }

  /// What was found tonight, in one sentence.
  private var finding: Markup {
    guard content.contacts > 0 else {
      return "No contacts were read, so there is nothing to score and nothing to plan."
    }
    let ready =
      switch content.handedOver {
      case 0: "nobody is handed to sales"
      case 1: "1 lead is ready for sales"
      default: "\(NumberText.count(content.handedOver)) leads are ready for sales"
      }
    let messages =
      switch planned {
      case 0: "no message is planned"
      case 1: "1 message is planned"
      default: "\(NumberText.count(planned)) messages are planned"
      }
    let kept =
      keptBack == 0
      ? "nothing is kept back"
      : "\(NumberText.count(keptBack)) \(keptBack == 1 ? "is" : "are") kept back"
    return """
      Among \(NumberText.count(content.contacts, "contact")), \(ready), \(messages), and \(kept).
      """
  }

  private var warnings: Markup {
    guard !content.warnings.isEmpty else { return "" }
    return """
      <aside aria-labelledby="warnings"><h2 id="warnings">Worth knowing first</h2>\
      <ul>\(content.warnings.markup { "<li>\($0)</li>" })</ul></aside>

      """
  }

  private var footer: Markup {
    """
    <footer><p>Leadtime\(content.version.isEmpty ? "" : " \(content.version)")\(asOf)</p>\
    <p>Nothing left this machine: the page loads nothing and sends nothing.</p></footer>
    """
  }
}
