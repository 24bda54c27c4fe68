/// Ids of Salesforce: 15 letters and digits whose case counts, and three more that tell the case.
package enum SalesforceID {
  /// The form with 18 characters; nil for what is no id.
  package static func widened(_ id: String) -> String? {
    let bytes = Array(id.utf8)
    guard bytes.count == 15 || bytes.count == 18, bytes.allSatisfy(isLetterOrDigit) else {
      return nil
    }
    return bytes.count == 18 ? id : id + String(decoding: check(bytes), as: UTF8.self)
  }

  /// The last three characters for the first fifteen.
  static func check(_ id: some Collection<UInt8>) -> [UInt8] {
    let bytes = Array(id)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".utf8)
    return stride(from: 0, to: 15, by: 5).map { start in
      // Each of five characters is a bit, the first the lowest; capital letters are ones.
      let bits = (0..<5).filter { isCapital(bytes[start + $0]) }.reduce(0) { $0 | 1 << $1 }
      return alphabet[bits]
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isCapital(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
