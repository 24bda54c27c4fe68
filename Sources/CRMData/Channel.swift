/// A way to reach a contact: one of the known channels, or any other name found in the data.
///
/// Custom channels get codes from ``firstCustomCode`` on; their names are in the snapshot.
public struct Channel: RawRepresentable, Hashable, Sendable, Codable, Comparable {
  /// The code, below ``capacity``.
  public let rawValue: UInt8

  /// Creates a channel from its code.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// E-mail.
  public static let email = Channel(rawValue: 0)
  /// Text message.
  public static let sms = Channel(rawValue: 1)
  /// Telephone call.
  public static let phone = Channel(rawValue: 2)
  /// Push notification.
  public static let push = Channel(rawValue: 3)
  /// Website and in-product activity; nobody is sent a website.
  public static let web = Channel(rawValue: 4)
  /// Chat.
  public static let chat = Channel(rawValue: 5)
  /// Letter.
  public static let post = Channel(rawValue: 6)

  /// The names of the known channels, in the order of their codes.
  public static let knownNames = ["email", "sms", "phone", "push", "web", "chat", "post"]
  /// The code of the first channel that only the data names.
  public static let firstCustomCode: UInt8 = 7
  /// How many channels a snapshot can hold.
  public static let capacity = 32

  /// Orders by code.
  public static func < (left: Channel, right: Channel) -> Bool { left.rawValue < right.rawValue }
}
