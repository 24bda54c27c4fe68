/// How sure a finding is.
public enum CSVConfidence: String, Hashable, Sendable, Codable, CaseIterable {
  /// Declared, marked or without a rival.
  case high
  /// What most of the file speaks for.
  case medium
  /// A default, or one of several readings.
  case low
}
