import ControlProtocol
import Testing

/// What is printed where the locale has no more than ASCII.
@Suite struct LeashctlLocaleTests {
    typealias Fixtures = LeashctlFixtures

    private static let word = "\u{65e5}\u{e9}"
    private static let escaped = #"\u{65e5}\u{e9}"#

    private static let script: FakeDaemon.Script = { method, _ in
        switch method {
        case "session_get": [.result(Fixtures.session(label: word))]
        case "session_list": [.result(#"{"sessions":[\#(Fixtures.session(label: word))]}"#)]
        case "session_revoke": [.error(#"{"code":4100,"message":"\#(word)","data":{"code":"x"}}"#)]
        case "session_events":
            [
                .result(
                    """
                    {"events":[{"seq":1,"type":"session_revoked","sessionId":"\(Fixtures.id)",\
                    "data":{"reason":"\(word)"}}],"last":1}
                    """)
            ]
        default: [.result(#"{"authorizations":[]}"#)]
        }
    }

    @Test(arguments: [["list"], ["show", Fixtures.id], ["events", "--after", "0"], ["revoke", Fixtures.id]])
    func `a text from elsewhere is told in the characters of the locale`(arguments: [String]) throws {
        for (locale, told, isASCII) in [("C", Self.escaped, true), ("C.UTF-8", Self.word, false)] {
            let (run, _) = try Fixtures.transcript(arguments, environment: ["LC_ALL": locale], script: Self.script)
            let text = run.output + run.complaints
            #expect(text.contains(told) && text.utf8.allSatisfy { $0 < 0x80 } == isASCII, "\(text)")
        }
    }

    @Test(arguments: [["list"], ["revoke", Fixtures.id]])
    func `JSON is the same in every locale`(arguments: [String]) throws {
        let (run, _) = try Fixtures.transcript(
            arguments + ["--json"], environment: ["LC_ALL": "C"], script: Self.script)
        #expect((run.output + run.complaints).contains(Self.word), "\(run.output)\(run.complaints)")
    }

    @Test func `a word of the command line is told in the characters of the locale`() throws {
        for arguments in [["show", Self.word], ["revoke", "--account", Self.word], [Self.word]] {
            let run = try LeashctlProcess(arguments, environment: ["LC_ALL": "C"])
            #expect(run.status == 2 && run.complaints.contains("'\(Self.escaped)'"), "\(run.complaints)")
        }
    }
}
