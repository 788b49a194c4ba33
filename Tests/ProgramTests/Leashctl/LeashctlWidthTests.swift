import ControlProtocol
import SessionKeys
import Testing

@testable import leashctl

/// What is shown on a terminal that is narrower than most.
@Suite struct LeashctlWidthTests {
    typealias Fixtures = LeashctlFixtures

    private func terminal(_ width: Int) -> Terminal { Terminal(width: width, hasColour: false, hasUnicode: true) }

    @Test(arguments: [18, 38, 46, 58, 70, 71, 98, 130])
    func `the id of an authorization stays whole, and other columns give way`(width: Int) throws {
        let authorization = """
            {"authorizationId":"\(Fixtures.authorization)","state":"reserved","debits":[{"type":\
            "native-token-transfer","amount":"0x3d0900"}],"reservedSec":1700000000,"reservedUntilSec":1700003600,\
            "calls":[{"to":"\(Fixtures.usdc)","selector":"0xa9059cbb","value":"0x0"}]}
            """
        let answer = AuthorizationAnswer(try JSONDocument(parsing: Array(authorization.utf8)).root)
        let table = AuthorizationTable(units: .unknown, now: 1_700_000_001, terminal: terminal(width))
        let lines = table.table(of: [answer]).lines(on: terminal(width))
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, Fixtures.authorization.count) }, "\(lines)")
        #expect(lines.last?.hasPrefix(Fixtures.authorization) == true, "\(lines)")
        #expect(lines[0].contains("STATE") == (width >= 46), "\(lines)")
        #expect(lines[0].contains("DEBITED") == (width >= 58), "\(lines)")
    }

    @Test(arguments: 20...32)
    func `a name and its value stand apart`(width: Int) {
        var screen = Screen(on: terminal(width))
        screen.field("state", "well")
        screen.field("version", "0.1.0")
        #expect(screen.lines == ["state         well", "version       0.1.0"])
    }

    @Test(arguments: 20...32)
    func `a paragraph keeps the distance that it begins with`(width: Int) {
        var screen = Screen(on: terminal(width))
        screen.paragraph("4 ETH", after: "   remaining    ")
        screen.field("account", "none of them")
        #expect(screen.lines.allSatisfy { $0.count <= max(21, width) }, "\(screen.lines)")
        #expect(screen.lines[0].hasPrefix("   remaining    4"), "\(screen.lines)")
        #expect(screen.lines.contains { $0.hasPrefix("account       none") }, "\(screen.lines)")
    }
}
