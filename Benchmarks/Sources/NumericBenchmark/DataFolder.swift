import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Files of raw doubles in the byte order of this machine.
struct DataFolder {
  let path: String

  /// A file that cannot be opened, or ends too early.
  struct Unusable: Error {
    let file: String
  }

  /// All doubles of a file.
  func doubles(_ name: String) throws -> [Double] {
    guard let file = fopen("\(path)/\(name)", "r") else { throw Unusable(file: name) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / MemoryLayout<Double>.stride
    rewind(file)
    let numbers = [Double](unsafeUninitializedCapacity: count) { buffer, read in
      read = fread(buffer.baseAddress, MemoryLayout<Double>.stride, count, file)
    }
    guard numbers.count == count else { throw Unusable(file: name) }
    return numbers
  }

  /// A matrix that was written row after row.
  func matrix(_ name: String, rows: Int) throws -> Matrix {
    let elements = try doubles(name)
    return Matrix(rows: rows, columns: elements.count / rows, elements: elements)
  }

  /// Writes a file of doubles.
  func write(_ numbers: [Double], to name: String) throws {
    guard let file = fopen("\(path)/\(name)", "w") else { throw Unusable(file: name) }
    defer { fclose(file) }
    guard fwrite(numbers, MemoryLayout<Double>.stride, numbers.count, file) == numbers.count
    else { throw Unusable(file: name) }
  }
}
