import CSV
import Tables

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads six columns of an events file and prints the answer with what it cost, as JSON.
///
///     CSVBenchmark FILE [THREADS]     the typed read
///     CSVBenchmark FILE scan          records and cells only
///     CSVBenchmark FILE marks         the structural scan alone, from memory
@main
enum CSVBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: CSVBenchmark FILE [THREADS | scan | marks]")
      exit(64)
    }
    let path = arguments[1]
    switch arguments.dropFirst(2).first ?? "1" {
    case "marks": print(try marks(path))
    case "scan": print(try timed { try scan(path) })
    case let threads: print(try timed { try typedRead(path, threads: Int(threads) ?? 1).json })
    }
  }

  private static func timed(_ body: () throws -> String) rethrows -> String {
    let clock = Clock()
    let answer = try body()
    let spent = clock.elapsed()
    return "{\(answer), \"wall\": \(spent.wall), \"cpu\": \(spent.cpu)}"
  }

  private static func open(_ path: String) throws -> CSVReader {
    try CSVReader(contentsOf: path) { print("unexpected reject: \($0)") }
  }

  private static func typedRead(_ path: String, threads: Int) throws -> EventTotals {
    let reader = try open(path)
    let columns = EventTotals.columns.compactMap(reader.header.firstIndex)
    reader.select(columns)
    var parts = try reader.forEachBatch(
      threads: threads,
      makeState: { EventTotals(columnNumbers: columns) }
    ) { $0.add($1) }
    // Taken out of the array, so that adding to it does not copy it.
    var total = parts.removeLast()
    for part in parts { total.add(part) }
    return total
  }

  private static func scan(_ path: String) throws -> String {
    let reader = try open(path)
    reader.select(EventTotals.columns.compactMap(reader.header.firstIndex))
    var count = 0
    while let batch = try reader.nextBatch() { count += batch.count }
    return "\"rows\": \(count)"
  }

  private static func marks(_ path: String) throws -> String {
    guard let scan = StructuralScan(path: path) else { return "{}" }
    return "{\"bytes\": \(scan.byteCount), \"marks\": \(scan.markCount), \"cpu\": \(scan.cpu)}"
  }
}

/// Wall and processor time since it was made.
struct Clock {
  private let wallStart = Self.now(CLOCK_MONOTONIC)
  private let processStart = Self.now(CLOCK_PROCESS_CPUTIME_ID)

  func elapsed() -> (wall: Double, cpu: Double) {
    (Self.now(CLOCK_MONOTONIC) - wallStart, Self.now(CLOCK_PROCESS_CPUTIME_ID) - processStart)
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
