// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "focal",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "focal", targets: ["focal"]),
    .library(name: "FocalLoss", targets: ["FocalLoss"]),
  ],
  targets: [
    // MARK: The house: a module knows those that stand beneath it and no others.

    // The door: arguments, descriptors, exit status.
    .executableTarget(
      name: "focal", dependencies: ["FocalCommand"], swiftSettings: settings,
      linkerSettings: [
        // One file that needs no library of the system it runs on, stripped. Loading libraries, and moving
        // the program to a place of its own, would take half of a run over ten rows. The library of
        // Swift loads no others, whatever the linker warns of.
        .unsafeFlags(
          [
            "-static-executable", "-Xlinker", "-s",
            // See Backtracer.swift.
            "-Xlinker", "--wrap=swift_copyAuxiliaryExecutablePath",
          ],
          .when(platforms: [.linux], configuration: .release))
      ]),
    // What was asked → what is read, computed, written. The only module that knows all three.
    .target(
      name: "FocalCommand", dependencies: ["FocalInput", "FocalLoss", "FocalOutput"],
      swiftSettings: settings),
    // Bytes → columns. Knows formats, nothing of losses.
    .target(name: "FocalInput", dependencies: ["FocalDecimals"], swiftSettings: settings),
    // Samples → losses → sums. Knows mathematics, nothing of files or options.
    // Of the system's mathematics it needs what IEEE 754 rounds correctly: square roots, whole numbers
    // and fused multiply-adds, where they are no instructions.
    .target(
      name: "FocalLoss", swiftSettings: settings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),

    // Tables, rows and pictures → bytes. Knows nothing of losses, options or input.
    .target(name: "FocalOutput", dependencies: ["FocalDecimals"], swiftSettings: settings),
    // The powers of five, which reading and writing decimals share.
    .target(name: "FocalDecimals", swiftSettings: settings),

    // MARK: Examples

    .executableTarget(
      name: "LossOfABatch", dependencies: ["FocalLoss"], path: "Examples/LossOfABatch",
      swiftSettings: settings),

    // MARK: Tests

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .executableTarget(
      name: "Fuzz", dependencies: ["FocalCommand", "FocalInput", "FocalOutput", "TestSupport"],
      path: "Tests/Fuzz", swiftSettings: settings),
    // The stages one by one; Tests/Benchmarks/run compares the whole with other tools.
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["FocalCommand", "FocalInput", "FocalLoss", "FocalOutput", "TestSupport"],
      path: "Tests/Benchmarks/Stages", swiftSettings: settings),
    .testTarget(
      name: "FocalLossTests", dependencies: ["FocalLoss", "TestSupport"], exclude: ["Fixtures"],
      swiftSettings: settings),
    .testTarget(
      name: "FocalInputTests", dependencies: ["FocalDecimals", "FocalInput", "TestSupport"],
      exclude: [
        "Arrays/Fixtures", "CSV/Fixtures", "JSON/Fixtures", "Numbers/powers_of_five.py",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "FocalOutputTests", dependencies: ["FocalOutput", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FocalCommandTests",
      dependencies: ["FocalCommand", "FocalInput", "FocalLoss", "FocalOutput", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: settings),
    // Runs the programs, and does not depend on them: they would be linked into it.
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport"], swiftSettings: settings),
  ]
)
