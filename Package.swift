// swift-tools-version: 6.2
import PackageDescription

/// Every target of the project is held to the same rules, from the first commit.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
]

let package = Package(
    name: "leashd",
    products: [
        .executable(name: "leashd", targets: ["leashd"]),
        .executable(name: "leashctl", targets: ["leashctl"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    ],
    targets: [
        // The core: values in, decision out. It imports nothing at all.
        .target(name: "SessionKeys", swiftSettings: strict),

        // What both ends of the socket speak.
        .target(name: "ControlProtocol", dependencies: ["SessionKeys"], swiftSettings: strict),

        // The edges of the machine, each blind to what the others are for.
        .target(name: "CLinux"),
        .target(name: "Descriptors", dependencies: ["CLinux"], swiftSettings: strict),
        .target(name: "UnixSocket", dependencies: ["CLinux", "Descriptors"], swiftSettings: strict),
        .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(name: "Systemd", dependencies: ["CSystemd", "Descriptors", "UnixSocket"], swiftSettings: strict),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CSQLiteLog", dependencies: ["CSQLite"]),
        .target(name: "CProcessor"),
        .target(
            name: "LedgerSQLite",
            dependencies: ["CSQLite", "CSQLiteLog", "CProcessor", "Descriptors", "SessionKeys"], swiftSettings: strict),

        // How the daemon's allocator is set up, and what the runtime of Swift asks of it in a roundabout way.
        .target(name: "CAllocator"),

        // The inside of the daemon: it knows that there is a ledger, not which.
        .target(
            name: "Service",
            dependencies: [
                "SessionKeys", "ControlProtocol", "Descriptors", "UnixSocket", "Systemd",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "leashd",
            dependencies: [
                "Service", "LedgerSQLite", "ControlProtocol", "SessionKeys", "CAllocator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "leashctl",
            dependencies: [
                "ControlProtocol", "SessionKeys", "Descriptors", "UnixSocket",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Fixtures, the in-memory ledger; the suite that every ledger must pass is in Tests/LedgerTests/Conformance.
        .target(
            name: "TestSupport",
            dependencies: ["SessionKeys", "Descriptors", "UnixSocket"],
            path: "Tests/TestSupport", swiftSettings: strict),
        // The intake without its daemon, for whoever tries or measures it.
        .target(
            name: "ServiceTestSupport",
            dependencies: ["Service", "ControlProtocol", "SessionKeys", "TestSupport"],
            path: "Tests/ServiceTestSupport", swiftSettings: strict),
        // The inside of the daemon, measured without its sockets.
        .executableTarget(
            name: "Microbenchmarks",
            dependencies: [
                "LedgerSQLite", "Service", "ControlProtocol", "SessionKeys", "UnixSocket", "TestSupport",
                "ServiceTestSupport",
            ],
            path: "Benchmarks/Micro", swiftSettings: strict),
        // Histories full of faults, each from a seed, against a model of its own.
        .executableTarget(
            name: "Simulation", dependencies: ["SessionKeys", "TestSupport"], path: "Tests/Simulation",
            exclude: ["bites"],
            swiftSettings: strict),
        .testTarget(name: "SessionKeysTests", dependencies: ["SessionKeys", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ControlProtocolTests", dependencies: ["ControlProtocol", "SessionKeys", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["LedgerSQLite", "CSQLite", "SessionKeys", "Descriptors", "TestSupport"],
            exclude: ["Data"], swiftSettings: strict),
        .testTarget(
            name: "EdgeTests", dependencies: ["Descriptors", "UnixSocket", "Systemd", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "LedgerSQLite", "SessionKeys", "ControlProtocol", "Descriptors", "UnixSocket", "TestSupport",
                "ServiceTestSupport",
            ],
            swiftSettings: strict),
        // The two programs as their users meet them: real processes, real sockets, real files.
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "leashd", "leashctl", "ControlProtocol", "LedgerSQLite", "SessionKeys", "Descriptors", "UnixSocket",
                "TestSupport",
            ],
            swiftSettings: strict),
    ]
)

// Fuzzing needs the fuzzer's own `main`: Tests/Fuzz/run builds it, and nothing else does. Three programs: after each
// input the fuzzer looks through the counters of everything that is in its own.
if Context.environment["LEASHD_FUZZ"] != nil {
    func fuzzer(_ part: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: "Fuzz" + part, dependencies: ["FuzzDriver"] + dependencies, path: "Tests/Fuzz/" + part,
            swiftSettings: strict)
    }
    package.targets += [
        .target(name: "FuzzDriver", path: "Tests/Fuzz/Driver", swiftSettings: strict),
        fuzzer("Readers", ["ControlProtocol"]),
        fuzzer("Operations", ["SessionKeys", "TestSupport"]),
        fuzzer(
            "Service",
            ["Service", "ControlProtocol", "SessionKeys", "UnixSocket", "TestSupport", "ServiceTestSupport"]),
    ]
}
