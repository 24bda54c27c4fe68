import CXXHash

/// The XXH3-128 hash of what is written (`xxhsum -H128` prints the same).
final class ContentDigest {
  private let state: OpaquePointer?

  init() {
    state = XXH3_createState()
    if let state { XXH3_128bits_reset(state) }
  }

  deinit { if let state { XXH3_freeState(state) } }

  /// Adds bytes.
  func update(_ bytes: [UInt8]) {
    guard let state else { return }
    bytes.withUnsafeBytes { _ = XXH3_128bits_update(state, $0.baseAddress, $0.count) }
  }

  /// The hash of all bytes so far, as 32 hexadecimal digits.
  var hexadecimal: String {
    guard let state else { return "" }
    let hash = XXH3_128bits_digest(state)
    return Self.digits(hash.high64) + Self.digits(hash.low64)
  }

  private static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
