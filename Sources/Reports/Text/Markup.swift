/// A piece of HTML or SVG that is safe to put into a page.
///
/// Literals are taken as they stand; every interpolated text is escaped unless it is `Markup`
/// itself, so that forgetting to escape cannot be written.
///
///     let name = "<b>"
///     let cell: Markup = "<td>\(name)</td>"  // <td>&lt;b&gt;</td>
package struct Markup: Sendable, Hashable {
  /// The HTML.
  package private(set) var html: String

  /// Escapes a text.
  package init(escaping text: String) {
    html = ""
    html.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default: html.unicodeScalars.append(Self.mayAppear(scalar) ? scalar : "\u{FFFD}")
      }
    }
  }

  /// Whether a page may hold a character: no controls, no noncharacters.
  private static func mayAppear(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }

  /// Joins pieces.
  package init(_ pieces: some Sequence<Markup>) {
    html = pieces.reduce(into: "") { $0 += $1.html }
  }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { html.isEmpty }

  /// Puts one piece behind another.
  package static func + (left: Markup, right: Markup) -> Markup { Markup([left, right]) }
}

extension Markup: ExpressibleByStringInterpolation {
  /// Takes a literal as it stands.
  package init(stringLiteral value: StaticString) { html = "\(value)" }

  /// Takes literals as they stand and interpolated texts escaped.
  package init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  /// Collects literals and escaped texts.
  package struct StringInterpolation: StringInterpolationProtocol {
    var html = ""

    /// Prepares for literals of a known size.
    package init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// Takes a literal as it stands.
    package mutating func appendLiteral(_ literal: StaticString) { html += "\(literal)" }

    /// Escapes a text.
    package mutating func appendInterpolation(_ text: String) {
      html += Markup(escaping: text).html
    }

    /// Takes markup as it stands.
    package mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

    /// Joins markup.
    package mutating func appendInterpolation(_ pieces: [Markup]) {
      html += Markup(pieces).html
    }

    /// Writes a count with thousands separators.
    package mutating func appendInterpolation(count: Int) { html += NumberText.count(count) }

    /// Writes a share as a percentage.
    package mutating func appendInterpolation(percent share: Double) {
      html += Markup(escaping: NumberText.percent(share)).html
    }

    /// Writes a coordinate with at most two decimals.
    package mutating func appendInterpolation(at coordinate: Double) {
      html += NumberText.coordinate(coordinate)
    }
  }
}

extension Sequence {
  /// The markup of all elements, one behind the other.
  package func markup(_ piece: (Element) -> Markup) -> Markup { Markup(map(piece)) }
}
