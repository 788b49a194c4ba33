import TestSupport
import Testing

@testable import Service

/// Random input, from a seed that a failure prints.
struct ConfigurationPropertyTests {
    /// Pieces that make random text reach beyond the first check.
    private static let pieces: [[UInt8]] =
        [
            "\n", "\n", "\n", "\r\n", "=", "=", "\\", "\\\n", "#", ";", " ", "\t", "[", "]", "\0", "\u{301}", "é", "µs",
            "1", "99999999999999999999", "1.5", "0777", "K", "G", "s", "y", "infinity", "[Sessions]\n", "[Limits]\n",
            "[Store]\n", "never", "[Sockets]\n", "[Log]\n", "[Nothing]\n", "\u{FEFF}",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82]] + Setting.all.map { Array("\($0.key)=".utf8) }

    private static func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...40, using: &generator)).flatMap { _ in
            Bool.random(using: &generator)
                ? pieces.randomElement(using: &generator) ?? []
                : [UInt8.random(in: 0...255, using: &generator)]
        }
    }

    @Test func `random text never traps, and every fault has a line of its file`() {
        var generator = SeededGenerator(for: "random configuration text")
        let seed = generator.seed
        for round in 0..<5000 {
            let bytes = Self.randomBytes(&generator)
            let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
            do {
                _ = try Configuration.read(files: [ConfigurationFile(name: "random.conf", bytes: bytes)])
            } catch {
                let isPlaced = error.faults.allSatisfy { (1...lines).contains($0.line) && $0.file == "random.conf" }
                let isOrdered = zip(error.faults, error.faults.dropFirst()).allSatisfy { $0.line < $1.line }
                #expect(!error.faults.isEmpty && isPlaced && isOrdered, "seed \(seed), round \(round): \(error)")
            }
        }
    }

    @Test func `a configuration that was written is read back the same`() throws {
        var generator = SeededGenerator(for: "random configurations")
        let seed = generator.seed
        for round in 0..<500 {
            var configuration = Configuration.defaults
            configuration.reservationTime = .microseconds(
                Int.random(in: 1_000_000...2_592_000_000_000, using: &generator))
            configuration.retention =
                Bool.random(using: &generator)
                ? nil : .seconds(Int.random(in: 86400...3_153_600_000, using: &generator))
            configuration.messageSize = Int.random(in: 4...16384, using: &generator) * 1024
            configuration.answerSize = Int.random(in: 65536...67_108_864, using: &generator)
            configuration.bufferSize = Int.random(in: 32...4096, using: &generator) << 20
            configuration.stallTime = .microseconds(Int.random(in: 1_000_000...3_600_000_000, using: &generator))
            configuration.spendSocketMode = UInt32.random(in: 0...0o777, using: &generator)
            configuration.controlSocketGroup = .id(UInt32.random(in: 0..<UInt32.max, using: &generator))
            configuration.logLevel = LogLevel.allCases.randomElement(using: &generator) ?? .info
            let text = Setting.all.map { "\($0.section)\n\($0.key)=\($0.text(in: configuration))" }
                .joined(separator: "\n")
            #expect(try Configuration.read(text) == configuration, "seed \(seed), round \(round):\n\(text)")
        }
    }
}
