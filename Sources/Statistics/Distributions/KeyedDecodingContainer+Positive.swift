extension KeyedDecodingContainer {
  /// A number above 0, as most parameters of distributions are.
  func decodePositive(forKey key: Key) throws -> Double {
    let value = try decode(Double.self, forKey: key)
    guard value > 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: key,
        in: self,
        debugDescription: "\(key.stringValue) is \(value), expected a number above 0"
      )
    }
    return value
  }
}
