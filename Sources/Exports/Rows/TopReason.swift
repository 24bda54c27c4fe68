import Foundation

/// What moves a probability most, in words.
package enum TopReason {
  static let none = "no single reason stands out"

  /// Reads the `reasons` of a score: `odds 1.9 times higher for webinar attend`.
  ///
  /// The name comes last: it may begin as a formula does.
  package static func words(of reasons: String) -> String {
    guard let object = JSONObjectText(reasons) else { return none }
    let items = ["up", "down"].compactMap(object.value).compactMap(JSONObjectText.init)
      .flatMap { part in
        part.names.map { (name: $0, logOdds: part.value($0).flatMap(Double.init) ?? 0) }
      }
    // The first of equals counts, so that reasons that raise come before those that lower.
    var best: (name: String, logOdds: Double)?
    for item in items where item.logOdds.magnitude > best?.logOdds.magnitude ?? 0 { best = item }
    guard let best else { return none }
    let name = best.name.replacing("_", with: " ")
    let factor = ValueText.decimal(exp(best.logOdds.magnitude), decimals: 1)
    return "odds \(factor) times \(best.logOdds > 0 ? "higher" : "lower") for \(name)"
  }
}
