// swift-tools-version: 6.2
import PackageDescription

// Programs that are measured; the scripts beside them compare with other tools.
let programs = [
  "CSVBenchmark": "LeadtimeData", "NumericBenchmark": "LeadtimeNumerics",
  "ZoneBenchmark": "LeadtimeData",
]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "leadtime", path: "..")],
  targets: programs.sorted { $0.key < $1.key }.map { name, product in
    .executableTarget(
      name: name,
      dependencies: [.product(name: product, package: "leadtime")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]
    )
  }
)
