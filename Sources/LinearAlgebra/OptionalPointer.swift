extension [Double]? {
  /// Lends the memory of numbers that may not be there.
  func withPointer(_ body: (UnsafePointer<Double>?) -> Void) {
    if let self {
      self.withUnsafeBufferPointer { body($0.baseAddress) }
    } else {
      body(nil)
    }
  }
}
