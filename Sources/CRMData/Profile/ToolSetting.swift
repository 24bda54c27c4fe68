public import CivilTime

/// What only the user knows of the tool that a file comes from.
public struct ToolSetting: Sendable, Hashable {
  /// The zone of the account, for times that print no offset.
  public var zone: Zone?
  /// Whether regional dates begin with the day or with the month.
  public var dateOrder: DateOrder?

  /// Creates a setting.
  public init(zone: Zone? = nil, dateOrder: DateOrder? = nil) {
    self.zone = zone
    self.dateOrder = dateOrder
  }
}
