import TestSupport
import Testing

@testable import leashctl

/// The exit statuses of leashctl, and the documents that list them.
@Suite struct LeashctlExitStatusTests {
    @Test func `the documents list all of them`() throws {
        let known = ExitStatus.allCases.map { String($0.rawValue) }
        #expect(try ProjectDocument("docs/protocol.md").tables(of: "exit status")[1] == known)
        #expect(try ProjectDocument("docs/man/leashctl.1.md").terms(below: "Exit status") == known)
    }
}
