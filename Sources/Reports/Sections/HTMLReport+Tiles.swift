extension HTMLReport {
  /// The numbers to know before reading on.
  var tiles: Markup {
    """
    <dl class="tiles">\
    \(tile("Contacts", content.contacts, about))\
    \(tile("Ready for sales", content.handedOver, handedOver))\
    \(tile("Messages planned", planned, dates))\
    \(tile("Kept back", keptBack, mainCause))\
    \(tile("Rejected rows", rejected, rejectedShare))</dl>
    """
  }

  private func tile(_ name: Markup, _ count: Int, _ note: String) -> Markup {
    let number = NumberText.count(count)
    // Nine characters are wider than the tile of a small screen.
    let kind: Markup = number.count > 8 ? " class=\"long\"" : ""
    return "<div><dt>\(name)</dt><dd><b\(kind)>\(number)</b><small>\(note)</small></dd></div>"
  }

  private var about: String {
    "\(NumberText.count(content.companies, "company", "companies")), "
      + NumberText.count(content.events, "event")
  }

  private var handedOver: String {
    content.handedOver > 0 ? "handed over tonight" : "nobody tonight"
  }

  private var dates: String {
    planned > 0 ? "on \(NumberText.count(content.plannedByDate.count, "date"))" : "none tonight"
  }

  private var mainCause: String {
    guard keptBack > 0, let cause = content.suppressions.max(by: { $0.count < $1.count }) else {
      return "nothing tonight"
    }
    return "mainly \(cause.name)"
  }

  private var rejected: Int { content.files.reduce(0) { $0 + $1.rejected } }

  private var rejectedShare: String {
    let rows = content.files.reduce(0) { $0 + $1.rows }
    guard rows > 0 else { return "no rows read" }
    return "\(NumberText.percent(Double(rejected) / Double(rows))) of \(NumberText.count(rows))"
  }
}
