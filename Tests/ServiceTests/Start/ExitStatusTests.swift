import FoundationEssentials
import TestSupport
import Testing

@testable import Service

/// The exit statuses of the two programs, and the documents that list them.
struct ExitStatusTests {
    private func listed(at place: Int) throws -> [String] {
        try ProjectDocument("docs/protocol.md").tables(of: "exit status")[place]
    }

    private func listed(in page: String) throws -> [String] {
        try ProjectDocument("docs/man/\(page).md").terms(below: "Exit status")
    }

    @Test func `the documents list those of leashd`() throws {
        let known = ExitStatus.allCases.map { String($0.rawValue) }
        #expect(try listed(at: 0) == known)
        #expect(try listed(in: "leashd.8") == known)
    }

    /// Nothing can be linked to a program, so its source is read.
    @Test func `the documents list those of leashctl`() throws {
        let path = ProjectFiles.path(of: "Sources/leashctl/Connection/ExitStatus.swift")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let cases = lines.filter { $0.hasPrefix("    case ") && $0.contains(" = ") }
        let known = cases.compactMap { $0.split(separator: " = ").last.map(String.init) }
        #expect(known.count > 1)
        #expect(try listed(at: 1) == known)
        #expect(try listed(in: "leashctl.1") == known)
    }
}
