#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Solves one problem on data that `numeric.py` made, and prints what it cost, as JSON.
///
///     NumericBenchmark PROBLEM FOLDER [THREADS]
///
/// Reading the data is not measured. The answer is written to `answer.bin` in the folder, for the
/// script to check.
@main
enum NumericBenchmark {
  static var problems: [String: any Problem.Type] {
    [
      "area": AreaProblem.self, "binning": BinningProblem.self,
      "elastic-net": ElasticNetProblem.self, "logistic": LogisticProblem.self,
      "one-hot": OneHotProblem.self, "one-hot-dense": OneHotDenseProblem.self,
      "sort": SortProblem.self,
    ]
  }

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let threads = arguments.count > 2 ? Int(arguments[3]) : 1
    guard arguments.count >= 2, let problem = problems[arguments[1]], let threads else {
      let names = problems.keys.sorted().joined(separator: "|")
      print("usage: NumericBenchmark \(names) FOLDER [THREADS]")
      exit(64)
    }
    try measure(problem, in: DataFolder(path: arguments[2]), threads: threads)
  }

  private static func measure(
    _ type: any Problem.Type,
    in folder: DataFolder,
    threads: Int
  ) throws {
    let problem = try type.init(from: folder)
    let meter = Meter()
    let answer = try problem.solved(threads: threads)
    let cost = meter.reading()
    try folder.write(answer, to: "answer.bin")
    print(cost.json)
  }
}

/// Something to be solved and measured.
protocol Problem {
  /// Reads the data.
  init(from folder: DataFolder) throws

  /// The answer as numbers, in the order that the script expects.
  func solved(threads: Int) throws -> [Double]
}
