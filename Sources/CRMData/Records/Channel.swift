/// A way to reach a contact: one of the known channels, or any other name found in the data.
///
/// Custom channels get codes from ``firstCustomCode`` on; their names are in the snapshot.
public struct Channel: RawRepresentable, Hashable, Sendable, Codable, Comparable {
  /// The code, below ``capacity``.
  public let rawValue: UInt8

  /// Creates a channel from its code.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// E-mail.
  @inlinable public static var email: Channel { Channel(rawValue: 0) }
  /// Text message.
  @inlinable public static var sms: Channel { Channel(rawValue: 1) }
  /// Telephone call.
  @inlinable public static var phone: Channel { Channel(rawValue: 2) }
  /// Push notification.
  @inlinable public static var push: Channel { Channel(rawValue: 3) }
  /// Website and in-product activity; nobody is sent a website.
  @inlinable public static var web: Channel { Channel(rawValue: 4) }
  /// Chat.
  @inlinable public static var chat: Channel { Channel(rawValue: 5) }
  /// Letter.
  @inlinable public static var post: Channel { Channel(rawValue: 6) }

  /// The names of the known channels, in the order of their codes.
  public static let knownNames = ["email", "sms", "phone", "push", "web", "chat", "post"]
  /// The code of the first channel that only the data names.
  public static let firstCustomCode: UInt8 = 7
  /// How many channels a snapshot can hold.
  public static let capacity = 32

  /// Orders by code.
  public static func < (left: Channel, right: Channel) -> Bool { left.rawValue < right.rawValue }
}
