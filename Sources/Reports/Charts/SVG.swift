/// The elements that all charts are made of.
///
/// Wide charts give horizontal places in per cent of their width and vertical ones in pixels, so
/// that they fill any screen while their letters keep their size.
enum SVG {
  /// How a text sits at its place.
  enum Anchor: String {
    case start, middle, end
  }

  /// A chart as one image that a screen reader names by title and description.
  static func image(
    id: String,
    title: String,
    description: String,
    size: Markup,
    content: Markup
  ) -> Markup {
    """
    <svg role="img" aria-labelledby="\(id)-title \(id)-desc" \(size)>\
    <title id="\(id)-title">\(title)</title><desc id="\(id)-desc">\(description)</desc>\
    \(content)</svg>
    """
  }

  /// The size of a chart that fills the width.
  static func wide(height: Double) -> Markup { "width=\"100%\" height=\"\(at: height)\"" }

  /// A text at a place in per cent and pixels.
  static func label(
    _ text: String,
    x: Double,
    y: Double,
    anchor: Anchor = .start,
    kind: Markup = "axis"
  ) -> Markup {
    """
    <text class="\(kind)" x="\(at: x)%" y="\(at: y)" text-anchor="\(anchor.rawValue)">\
    \(text)</text>
    """
  }

  /// A level line over a part of the width, from zero per cent.
  static func gridline(y: Double, width: Double) -> Markup {
    "<line class=\"grid\" x1=\"0\" x2=\"\(at: width)%\" y1=\"\(at: y)\" y2=\"\(at: y)\"/>"
  }
}
