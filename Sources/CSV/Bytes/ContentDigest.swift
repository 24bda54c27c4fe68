import CXXHash

/// The XXH3-128 hash of bytes as they come (`xxhsum -H128` prints the same).
package final class ContentDigest {
  private let state: OpaquePointer?

  /// Creates the hash of no bytes.
  package init() {
    state = XXH3_createState()
    if let state { XXH3_128bits_reset(state) }
  }

  deinit { if let state { XXH3_freeState(state) } }

  /// Adds bytes.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    guard let state else { return }
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }

  /// The hash of all bytes so far, as 32 hexadecimal digits.
  package var hexadecimal: String {
    guard let state else { return "" }
    let hash = XXH3_128bits_digest(state)
    return Self.digits(hash.high64) + Self.digits(hash.low64)
  }

  private static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
