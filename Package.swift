// swift-tools-version: 6.2
import PackageDescription

// A room is a target; it imports rooms on lower floors only (the fence is checked in CI).
let package = Package(
  name: "leadtime",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Leadtime", targets: ["Leadtime"]),
    .library(name: "LeadtimeData", targets: ["CivilTime", "CSV", "Tables", "CRMData"]),
    .library(
      name: "LeadtimeNumerics",
      targets: ["LinearAlgebra", "Statistics", "Models", "Evaluation"]
    ),
    .library(name: "LeadtimeScoring", targets: ["Features", "LeadScoring"]),
    .executable(name: "leadtime", targets: ["LeadtimeTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // Floor 0: system libraries, diagnostics, civil time
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas"),
    .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip"),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash"),
    .target(
      name: "CSpecialFunctions",
      linkerSettings: [.linkedLibrary("m"), .linkedLibrary("stdc++", .when(platforms: [.linux]))]
    ),
    .target(name: "CKernels"),
    .target(name: "Diagnostics"),
    .target(name: "CivilTime", dependencies: ["Diagnostics"]),
    // Floor 1: matrices, CSV, settings
    .target(
      name: "LinearAlgebra",
      dependencies: ["Diagnostics", "COpenBLAS", "CLAPACKE", "CKernels"]
    ),
    .target(
      name: "CSV",
      dependencies: ["Diagnostics", "CKernels", "CZlib", "CZip", "CXXHash"]
    ),
    .target(
      name: "Settings",
      dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")]
    ),
    // Floor 2: distributions, tables
    .target(name: "Statistics", dependencies: ["Diagnostics", "CSpecialFunctions"]),
    .target(name: "Tables", dependencies: ["Diagnostics", "CKernels", "CSV"]),
    // Floor 3: CRM records, estimators
    .target(
      name: "CRMData",
      dependencies: [
        "Diagnostics", "CSV", "Tables", "CivilTime", "Settings",
      ],
      resources: [.embedInCode("Profiles")]
    ),
    .target(name: "Models", dependencies: ["Diagnostics", "Statistics", "LinearAlgebra"]),
    // Floor 4: features, evaluation
    .target(
      name: "Features",
      dependencies: ["Diagnostics", "CRMData", "Tables", "CivilTime", "LinearAlgebra"]
    ),
    .target(
      name: "Evaluation",
      dependencies: ["Diagnostics", "Models", "Statistics", "LinearAlgebra"]
    ),
    // Floor 5: one question each
    .target(
      name: "LeadScoring",
      dependencies: [
        "Diagnostics", "Features", "CRMData", "CivilTime", "Tables", "Models", "Evaluation",
        "Statistics", "LinearAlgebra",
      ]
    ),
    .target(
      name: "SendTime",
      dependencies: ["Features", "CRMData", "CivilTime", "Statistics"]
    ),
    .target(name: "ChannelPreference", dependencies: ["Features", "CRMData", "Statistics"]),
    // Floor 6: the plan
    .target(
      name: "SendPlanning",
      dependencies: ["CRMData", "CivilTime", "SendTime", "ChannelPreference"]
    ),
    // Floor 7: what leaves the house
    .target(
      name: "Exports",
      dependencies: ["Diagnostics", "CSV", "CivilTime", "CRMData"]
    ),
    .target(name: "Reports", dependencies: ["Diagnostics"]),
    // Floor 8: the nightly run
    .target(
      name: "BatchRun",
      dependencies: [
        "Diagnostics", "CSV", "Tables", "CivilTime", "CRMData", "Features", "LinearAlgebra",
        "Statistics", "Models", "Evaluation", "LeadScoring", "SendTime", "ChannelPreference",
        "SendPlanning", "Reports", "Settings",
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    // Floor 9: umbrella and command
    .target(
      name: "Leadtime",
      dependencies: [
        "CSV", "Tables", "CivilTime", "CRMData", "LinearAlgebra", "Statistics", "Models",
        "Evaluation", "Features", "LeadScoring", "SendTime", "ChannelPreference", "SendPlanning",
        "BatchRun",
      ]
    ),
    .executableTarget(
      name: "LeadtimeTool",
      dependencies: [
        "Diagnostics", "BatchRun", "CRMData", "CSV", "Exports", "SyntheticData",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),
    // Side: worlds with known truth
    .target(
      name: "SyntheticData",
      dependencies: ["Diagnostics", "CSV", "CivilTime", "Statistics"]
    ),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
  ]
)

// Files that tests read as they are.
let testData = [
  "CSVTests": ["Corpus"], "CommandLineTests": ["cases"], "CRMDataTests": ["Exports"],
  "EstimatorContractTests": ["Saved"], "ExportsTests": ["Golden"],
]

// Each room's tests see the rooms that it is made of.
let rooms: [(tests: String, rooms: [Target.Dependency])] = [
  ("DiagnosticsTests", ["Diagnostics", "Settings", "CSV", "CRMData", "LeadScoring", "BatchRun"]),
  ("SettingsTests", ["Settings", "Diagnostics"]),
  ("CivilTimeTests", ["CivilTime", "Diagnostics"]),
  ("LinearAlgebraTests", ["LinearAlgebra", "CKernels", "Diagnostics", "Statistics"]),
  ("CSVTests", ["CSV", "CKernels", "CivilTime", "Diagnostics"]),
  ("StatisticsTests", ["Statistics", "Diagnostics"]),
  ("TablesTests", ["Tables", "CSV", "Diagnostics"]),
  ("CRMDataTests", ["CRMData", "CSV", "Tables", "CivilTime", "Settings", "Diagnostics"]),
  ("ModelsTests", ["Models", "Statistics", "LinearAlgebra", "Diagnostics"]),
  (
    "EstimatorContractTests",
    ["Evaluation", "Models", "Statistics", "LinearAlgebra", "Diagnostics"]
  ),
  ("FeaturesTests", ["Features", "CRMData", "Tables", "CivilTime", "LinearAlgebra", "Settings"]),
  ("EvaluationTests", ["Evaluation", "Models", "Statistics", "LinearAlgebra", "Diagnostics"]),
  (
    "LeadScoringTests",
    [
      "LeadScoring", "Features", "CRMData", "CivilTime", "Models", "Evaluation", "Statistics",
      "Settings", "Tables",
    ]
  ),
  (
    "SendTimeTests",
    ["SendTime", "Features", "CRMData", "CivilTime", "Models", "Statistics", "Diagnostics"]
  ),
  (
    "ChannelPreferenceTests",
    ["ChannelPreference", "Features", "CRMData", "CivilTime", "Models", "Statistics"]
  ),
  (
    "SendPlanningTests",
    [
      "SendPlanning", "SendTime", "ChannelPreference", "Features", "CRMData", "CivilTime",
      "Statistics",
    ]
  ),
  ("ExportsTests", ["Exports", "CRMData", "CSV", "CivilTime", "Settings", "Diagnostics"]),
  ("ReportsTests", ["Reports"]),
  ("SyntheticDataTests", ["SyntheticData", "CSV", "CivilTime", "Statistics", "Diagnostics"]),
  (
    "BatchRunTests",
    [
      "BatchRun", "CRMData", "CSV", "Tables", "CivilTime", "SyntheticData", "Settings",
      "Diagnostics", "Evaluation", "LeadScoring", "SendTime", "Statistics",
    ]
  ),
  ("CommandLineTests", ["LeadtimeTool"]),
  ("TestSupportTests", []),
]
package.targets += rooms.map {
  .testTarget(
    name: $0.tests,
    dependencies: $0.rooms + ["TestSupport"],
    exclude: testData[$0.tests] ?? []
  )
}

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"), .treatAllWarnings(as: .error),
]
let isC: Set = ["CSpecialFunctions", "CKernels"]
for target in package.targets where target.type != .system && !isC.contains(target.name) {
  target.swiftSettings = swiftSettings
}
