extension RulesExplanation {
  /// The explanation for a terminal of 80 columns.
  public var text: String {
    var lines = [
      "Rules on \(contacts) contacts as of \(asOf)",
      "  known of the fit rules' attributes: \(Self.percent(fitCoverage)) on average",
      "  event types of the engagement rules in the data: \(Self.percent(engagementCoverage))",
      "  kept from sales by a veto: \(vetoed)",
      "",
      Self.row("Who a lead is", "points", "holds", "unknown"),
    ]
    for line in fit {
      let points = line.isVeto ? "veto" : Self.number(line.points)
      lines += Self.wrapped(line.rule, points, "\(line.holds)", "\(line.unknown)")
      if !line.examples.isEmpty {
        lines += Self.folded("such as " + line.examples.joined(separator: ", "), indent: 6)
      }
    }
    lines += ["", Self.row("What a lead did", "points", "leads", "mean")]
    for line in engagement {
      let mean =
        line.isRecorded ? line.meanPoints.map(Self.number) ?? "-" : "no data"
      lines += Self.wrapped(line.rule, Self.number(line.points), "\(line.contacts)", mean)
      if let vetoed = line.vetoed { lines.append("      keeps \(vetoed) from sales (veto)") }
    }
    lines += ["", Self.row("Limits of groups", "limit", "limited", "mean")]
    for line in groups {
      let limits = [line.floor.map(Self.number), line.cap.map(Self.number)]
      let limit =
        line.floor == nil
        ? limits[1] ?? "none" : "\(limits[0] ?? "") to \(limits[1] ?? "any")"
      let mean = "\(Self.number(line.meanBefore)) > \(Self.number(line.meanAfter))"
      let limited = "\(line.capped + line.floored)"
      lines += Self.wrapped("\(line.axis): \(line.group)", limit, limited, mean)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let nameWidth = 46

  private static func row(_ name: String, _ first: String, _ second: String, _ third: String)
    -> String
  {
    padded(name, nameWidth) + right(first, 11) + right(second, 9) + right(third, 14)
  }

  /// A row whose name may need several lines.
  private static func wrapped(
    _ name: String,
    _ first: String,
    _ second: String,
    _ third: String
  ) -> [String] {
    var lines = folded(name, indent: 2, width: nameWidth)
    lines[0] = row(lines[0], first, second, third)
    return lines
  }

  /// A text in lines of limited width, broken at spaces; longer words are cut.
  private static func folded(_ text: String, indent: Int, width: Int = 80) -> [String] {
    let room = width - indent
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let word = word.count > room ? word.prefix(room - 1) + "…" : word
      if let last = lines.last, last.count + 1 + word.count <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    let margin = String(repeating: " ", count: indent)
    return lines.isEmpty ? [margin] : lines.map { margin + $0 }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// A number with at most one decimal.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}
