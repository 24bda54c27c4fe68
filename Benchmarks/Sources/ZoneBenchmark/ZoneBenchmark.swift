/// Measures clocks, checks them against rows that another library made, and checks how many zones
/// are inferred rightly.
///
///     ZoneBenchmark speed
///     ZoneBenchmark compare                     # rows of scripts/compare-zones on standard input
///     ZoneBenchmark infer FOLDER [COLUMN ...]   # a generated workload; COLUMNs are left out
@main
enum ZoneBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let rest = Array(arguments.dropFirst())
    switch (arguments.first, rest.first) {
    case ("speed", nil): try ClockSpeed.print()
    case ("compare", nil): try ClockComparison.print()
    case ("infer", let folder?): try InferenceCheck.print(folder, without: Array(rest.dropFirst()))
    default: print("usage: ZoneBenchmark speed | compare | infer FOLDER [COLUMN ...]")
    }
  }
}
