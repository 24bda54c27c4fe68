extension HTMLReport {
  /// What will be sent, and what is kept back.
  var plan: Markup {
    section(
      id: "plan",
      title: "The plan",
      lede: planned > 0
        ? "\(NumberText.count(planned, "message")) planned, \(count: keptBack) kept back."
        : "No message is planned.",
      body: [messages, suppressions]
    )
  }

  private var messages: Markup {
    card(
      "Messages by date",
      planned == 0
        ? blank(
          keptBack > 0 ? "Nothing is sent; “Kept back” says why." : "There is nothing to send."
        )
        : bars(
          content.plannedByDate,
          caption: "Planned messages by date",
          headers: ["Date", "Share", "Messages"],
          limit: 31
        )
    )
  }

  private var suppressions: Markup {
    card(
      "Kept back",
      keptBack == 0
        ? blank("Nothing is kept back.")
        : bars(
          Glossary.explained(content.suppressions, by: Glossary.causes),
          caption: "What is kept back, by cause",
          headers: ["Cause", "Share", "Count"]
        )
    )
  }
}
