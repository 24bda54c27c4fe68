public import Diagnostics
import Foundation
import Yams

/// One mapping of a YAML document, read key by key.
///
/// Reading a key marks it as known; ``finish()`` then refuses the keys that nobody read, with a
/// suggestion, so that a misspelt setting is never silently ignored.
///
///     let settings = try Settings(text: "horizon: 30d", name: "leadtime.yaml")
///     let horizon = try settings.string("horizon") ?? "30d"
///     try settings.finish()
public final class Settings {
  /// The file, for messages.
  public let name: String
  private let path: String
  private let mapping: Node.Mapping
  private var knownKeys: Set<String> = []
  private var children: [Settings] = []

  /// Reads a YAML file whose top level is a mapping (an empty file is an empty mapping).
  public convenience init(contentsOf file: String) throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw SettingsError(
        .missingFile,
        "cannot read \(file)",
        hint: "check the path; the file must be UTF-8 text"
      )
    }
    try self.init(text: text, name: file)
  }

  /// Parses a YAML text whose top level is a mapping.
  public init(text: String, name: String) throws {
    self.name = name
    path = ""
    do {
      switch try Yams.compose(yaml: text) {
      case .mapping(let mapping)?: self.mapping = mapping
      case nil, .scalar(Node.Scalar("", Tag(.null)))?: mapping = Node.Mapping([])
      case let node?:
        throw SettingsError(
          .wrongType,
          "the top level must be keys and values",
          at: Self.place(node, in: name)
        )
      }
    } catch let error as YamlError {
      throw Self.syntaxError(error, name: name)
    }
  }

  private init(name: String, path: String, mapping: Node.Mapping) {
    self.name = name
    self.path = path
    self.mapping = mapping
  }

  /// Every key, in the order of the file.
  public var keys: [String] { mapping.keys.compactMap { $0.scalar?.string } }

  /// Whether the key is there; does not mark it as known.
  public func has(_ key: String) -> Bool { keys.contains(key) }

  /// Where a key's value stands.
  public func location(of key: String) -> SourceLocation? {
    keyNode(key).flatMap { Self.place($0, in: name) }
  }

  /// Refuses keys that nobody read, here and in every mapping read from here.
  public func finish() throws {
    for key in keys where !knownKeys.contains(key) {
      throw SettingsError(
        .unknownKey,
        "unknown key '\(path)\(key)'",
        at: location(of: key),
        hint: Spelling.nearest(to: key, among: knownKeys.sorted()).map { "did you mean '\($0)'?" }
          ?? "known keys here: \(knownKeys.sorted().joined(separator: ", "))"
      )
    }
    for child in children { try child.finish() }
  }

  // MARK: - Values

  /// The text of a scalar; nil when the key is absent or its value is empty.
  public func string(_ key: String) throws -> String? {
    guard let node = value(key) else { return nil }
    guard let scalar = node.scalar else { throw wrongType(key, node, "one value") }
    return scalar.string
  }

  /// A text that must be there.
  public func requiredString(_ key: String) throws -> String {
    guard let text = try string(key) else {
      throw SettingsError(.missingKey, "'\(path)\(key)' is missing", at: anyLocation)
    }
    return text
  }

  /// A number, in a range.
  public func number(_ key: String, in range: ClosedRange<Double>? = nil) throws -> Double? {
    guard let text = try string(key) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw SettingsError(
        .wrongType,
        "'\(path)\(key)' must be a number, found '\(text)'",
        at: location(of: key)
      )
    }
    if let range, !range.contains(number) {
      throw SettingsError(
        .badValue,
        "'\(path)\(key)' is \(text)",
        at: location(of: key),
        hint: "it must lie between \(range.lowerBound) and \(range.upperBound)"
      )
    }
    return number
  }

  /// A whole number, in a range.
  public func integer(_ key: String, in range: ClosedRange<Int> = 0...Int(Int32.max)) throws
    -> Int?
  {
    let bounds = Double(range.lowerBound)...Double(range.upperBound)
    guard let number = try number(key, in: bounds) else { return nil }
    guard let integer = Int(exactly: number) else {
      throw SettingsError(
        .wrongType,
        "'\(path)\(key)' must be a whole number",
        at: location(of: key)
      )
    }
    return integer
  }

  /// One of some words.
  public func word(_ key: String, among words: [String]) throws -> String? {
    guard let text = try string(key) else { return nil }
    guard words.contains(text) else {
      throw SettingsError(
        .badValue,
        "'\(path)\(key)' is '\(text)'",
        at: location(of: key),
        hint: Spelling.nearest(to: text, among: words).map { "did you mean '\($0)'?" }
          ?? "it must be one of: \(words.joined(separator: ", "))"
      )
    }
    return text
  }

  /// `true` or `false`.
  public func boolean(_ key: String) throws -> Bool? {
    try word(key, among: ["true", "false"]).map { $0 == "true" }
  }

  /// A list of texts; a single text is a list of one.
  public func strings(_ key: String) throws -> [String]? {
    guard let node = value(key) else { return nil }
    if let scalar = node.scalar { return [scalar.string] }
    guard let sequence = node.sequence else { throw wrongType(key, node, "a list") }
    return try sequence.map {
      guard let scalar = $0.scalar else { throw wrongType(key, $0, "a list of plain values") }
      return scalar.string
    }
  }

  /// A list of numbers.
  public func numbers(_ key: String) throws -> [Double]? {
    try strings(key)?.map {
      guard let number = Double($0), number.isFinite else {
        throw SettingsError(
          .wrongType,
          "'\(path)\(key)' must hold numbers, found '\($0)'",
          at: location(of: key)
        )
      }
      return number
    }
  }

  /// A nested mapping.
  public func section(_ key: String) throws -> Settings? {
    guard let node = value(key) else { return nil }
    guard let nested = node.mapping else { throw wrongType(key, node, "keys and values") }
    return child(path: "\(path)\(key).", mapping: nested)
  }

  /// A list of nested mappings.
  public func sections(_ key: String) throws -> [Settings]? {
    guard let node = value(key) else { return nil }
    guard let sequence = node.sequence else { throw wrongType(key, node, "a list") }
    return try sequence.enumerated().map { index, element in
      guard let nested = element.mapping else {
        throw wrongType(key, element, "a list of keys and values")
      }
      return child(path: "\(path)\(key)[\(index)].", mapping: nested)
    }
  }

  /// Whether the value of a key is a mapping rather than a plain value.
  public func isSection(_ key: String) -> Bool { keyed(key)?.mapping != nil }

  /// An error about the value of a key, with its place.
  public func badValue(_ key: String, _ message: String, hint: String? = nil) -> SettingsError {
    SettingsError(.badValue, "'\(path)\(key)' \(message)", at: location(of: key), hint: hint)
  }

  // MARK: - Nodes

  private func child(path: String, mapping: Node.Mapping) -> Settings {
    let child = Settings(name: name, path: path, mapping: mapping)
    children.append(child)
    return child
  }

  private func keyNode(_ key: String) -> Node? {
    mapping.keys.first { $0.scalar?.string == key }
  }

  private func keyed(_ key: String) -> Node? { keyNode(key).flatMap { mapping[$0] } }

  private func value(_ key: String) -> Node? {
    knownKeys.insert(key)
    guard let node = keyed(key) else { return nil }
    let isEmpty = node.scalar.map { $0.string.isEmpty && $0.style == .plain } ?? false
    return isEmpty ? nil : node
  }

  private var anyLocation: SourceLocation? {
    mapping.keys.first.flatMap { Self.place($0, in: name) }
      ?? SourceLocation(file: name, line: 1)
  }

  private func wrongType(_ key: String, _ node: Node, _ expected: String) -> SettingsError {
    SettingsError(
      .wrongType,
      "'\(path)\(key)' must be \(expected)",
      at: Self.place(node, in: name)
    )
  }

  private static func place(_ node: Node, in name: String) -> SourceLocation? {
    node.mark.map { SourceLocation(file: name, line: $0.line, column: $0.column) }
  }

  private static func syntaxError(_ error: YamlError, name: String) -> SettingsError {
    func place(_ mark: Mark) -> SourceLocation {
      SourceLocation(file: name, line: mark.line, column: mark.column)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return SettingsError(
        .syntax,
        problem,
        at: place(mark),
        hint: "check the indentation and quotes of this line"
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      return SettingsError(
        .syntax,
        "the key '\(duplicates.joined(separator: "', '"))' stands twice in one mapping",
        at: place(context.mark),
        hint: "remove one of them"
      )
    default:
      return SettingsError(.syntax, "not readable as YAML", at: SourceLocation(file: name, line: 1))
    }
  }
}
