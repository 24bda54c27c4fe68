#if canImport(Glibc)
private import Glibc
#elseif canImport(Darwin)
private import Darwin
#endif

extension Double {
  /// The natural logarithm.
  var logarithm: Double { log(self) }

  /// The exponential.
  var exponential: Double { exp(self) }
}
