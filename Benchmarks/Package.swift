// swift-tools-version: 6.2
import PackageDescription

// Programs that are measured; the scripts beside them compare with other tools.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "leadtime", path: "..")],
  targets: ["CSVBenchmark", "ZoneBenchmark"].map { name in
    .executableTarget(
      name: name,
      dependencies: [.product(name: "LeadtimeData", package: "leadtime")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]
    )
  }
)
