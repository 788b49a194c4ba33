import TestSupport
import Testing

@testable import Service

/// The exit statuses of leashd, and the documents that list them.
struct ExitStatusTests {
    @Test func `the documents list all of them`() throws {
        let known = ExitStatus.allCases.map { String($0.rawValue) }
        #expect(try ProjectDocument("docs/protocol.md").tables(of: "exit status")[0] == known)
        #expect(try ProjectDocument("docs/man/leashd.8.md").terms(below: "Exit status") == known)
    }
}
