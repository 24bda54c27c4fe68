import CivilTime

/// What fills a field.
public struct FieldSource: Sendable {
  /// Where the text comes from.
  public enum Origin: Sendable, Hashable {
    /// The cell of a column.
    case column(String)
    /// The same text in every row.
    case constant(String)
    /// The first of some columns that is not empty.
    case firstFilled([String])
    /// What the first fulfilled case says; an empty text when none is.
    case cases([Case])
    /// What the first pattern says that the file's name fits.
    case fileName([FileNamePattern])
  }

  /// A text for the rows that fulfil some conditions.
  public struct Case: Sendable, Hashable {
    /// What a row must fulfil, all of it.
    public var conditions: [RowCondition]
    /// The text.
    public var text: String
  }

  /// Where the text comes from.
  public var origin: Origin
  /// The names of the members, the first of which that is there to take from a cell that holds a
  /// JSON object; empty to take the cell as it is.
  public var members: [String] = []
  /// Which item to take from a cell that holds a list, from 1; nil to take the cell as it is.
  public var item: Int?
  /// Whether a list of more than one item is nobody's, rather than its first item's.
  public var isOnlyItem = false
  /// What stands between the items, when it differs from the profile's.
  public var separator: String?
  /// What to drop from the front of the text, where it stands there.
  public var prefix: String?
  /// Replacements for whole cells, in any case of letters; a pattern may end with `*`.
  public var words: [String: String]
  /// The replacement for cells that are filled and that no word fits.
  public var otherwise: String?
  /// Formats of this time, when they differ from the profile's.
  public var times: TimeFormats?
  /// The zone of this time, when it differs from the profile's.
  public var zone: Profile.ZoneRule?

  /// Creates a source.
  public init(
    _ origin: Origin,
    words: [String: String] = [:],
    times: TimeFormats? = nil,
    zone: Profile.ZoneRule? = nil
  ) {
    self.origin = origin
    self.words = words
    self.times = times
    self.zone = zone
  }

  /// The columns that it reads.
  var columns: [String] {
    switch origin {
    case .column(let name): [name]
    case .constant, .fileName: []
    case .firstFilled(let names): names
    case .cases(let cases): cases.flatMap { $0.conditions.map(\.column) }
    }
  }
}

/// What a row must fulfil: one of some words in a column.
///
/// Words fit in any case of letters; `*` at the end of a word stands for anything, and the empty
/// word for the empty cell.
public struct RowCondition: Sendable, Hashable {
  /// The column.
  public var column: String
  /// The words.
  public var words: [String]
}

/// A text for files whose name fits a pattern in which `*` stands for anything.
public struct FileNamePattern: Sendable, Hashable {
  /// The pattern.
  public var pattern: String
  /// The text.
  public var text: String

  /// Whether a file's path, or what follows its last slash, fits a pattern in any case of letters.
  static func matches(_ pattern: String, _ path: String) -> Bool {
    let pattern = Array(pattern.lowercased().utf8)
    let path = Array(path.lowercased().utf8)
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
    return fits(pattern[...], name[...]) || fits(pattern[...], path[...])
  }

  /// Greedy matching: after each star the earliest place where the rest may go on.
  private static func fits(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var pattern = pattern
    var text = text
    var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
    while !text.isEmpty || !pattern.isEmpty {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (pattern, text)
      } else if let byte = text.first, byte == pattern.first {
        pattern = pattern.dropFirst()
        text = text.dropFirst()
      } else if let last = retry, !last.text.isEmpty {
        text = last.text.dropFirst()
        pattern = last.pattern
        retry = (pattern, text)
      } else {
        return false
      }
    }
    return true
  }
}
