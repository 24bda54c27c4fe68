// swift-tools-version: 6.2
import PackageDescription

// Programs that are measured; the scripts beside them compare with other tools.
let programs = [
  "AccountBenchmark": ["Leadtime"], "CSVBenchmark": ["LeadtimeData"],
  "LadderBenchmark": ["LeadtimeNumerics", "LeadtimeScoring"],
  "NumericBenchmark": ["LeadtimeNumerics"], "ScoreBenchmark": ["Leadtime"],
  "ZoneBenchmark": ["LeadtimeData"],
]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "leadtime", path: "..")],
  targets: programs.sorted { $0.key < $1.key }.map { name, products in
    .executableTarget(
      name: name,
      dependencies: products.map { .product(name: $0, package: "leadtime") },
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]
    )
  }
)
