/// A row, or one cell of it, that could not be used: one line of `rejects.csv`.
///
/// The content of the cell never appears, only its shape (see ``shape(of:)``), unless the user
/// asks for values.
public struct Reject: Hashable, Sendable {
  /// File, line and number of the field.
  public var location: SourceLocation
  /// The header of the column, when one field is at fault.
  public var columnName: String
  /// A stable code, listed in ``DiagnosticCatalog``.
  public var code: String
  /// The cell, as shape or as text.
  public var value: String
  /// How to repair the row.
  public var hint: String

  /// Creates a reject.
  public init(
    location: SourceLocation,
    columnName: String = "",
    code: String,
    value: String = "",
    hint: String
  ) {
    self.location = location
    self.columnName = columnName
    self.code = code
    self.value = value
    self.hint = hint
  }

  /// The shape of a cell: letters become `A` or `a`, digits become `9`, the rest stays.
  ///
  /// Shapes longer than 40 characters are cut and end with `…`.
  ///
  ///     Reject.shape(of: "Ann.Lee7@x.org")  // "Aaa.Aaa9@a.aaa"
  public static func shape(of text: some StringProtocol) -> String {
    var shape = ""
    for (position, character) in text.enumerated() {
      if position == 40 { return shape + "…" }
      let scalars = character.unicodeScalars
      if scalars.contains(where: { $0.properties.numericType != nil }) {
        shape.append("9")
      } else if scalars.contains(where: \.properties.isAlphabetic) {
        shape.append(scalars.contains(where: \.properties.isUppercase) ? "A" : "a")
      } else if character.isNewline {
        shape.append("⏎")
      } else {
        shape.append(character)
      }
    }
    return shape
  }
}
