import Testing

@testable import Service

struct ConfigurationFaultTests {
    private static let sections = "(there are [Sessions], [Clock], [Store], [Limits], [Sockets], [Log])"

    @Test func `all faults of all files are told at once, each with its place`() {
        let main = ConfigurationFile.text(
            "[Limits]\nMessageSize=12Q\nMesageSize=1M\n\n[Limit]\nWhatever=1\n[Log]\nLevel=loud",
            name: "/etc/leashd/leashd.conf")
        let dropIn = ConfigurationFile.text(
            "ReservationSec=1h\n[Limits]\nMessageSize=1K", name: "/etc/leashd/leashd.conf.d/10.conf")
        #expect(
            Configuration.faults(of: main, dropIn) == [
                "/etc/leashd/leashd.conf:2: [Limits] MessageSize=12Q: not a size (bytes, or a number with K, M or G)",
                "/etc/leashd/leashd.conf:3: [Limits] MesageSize=1M: unknown key (did you mean MessageSize=?)",
                "/etc/leashd/leashd.conf:5: [Limit]: unknown section (did you mean [Limits]?)",
                "/etc/leashd/leashd.conf:8: [Log] Level=loud: not a level (critical, error, warning, notice, info, debug)",
                "/etc/leashd/leashd.conf.d/10.conf:1: ReservationSec=1h: stands before any [Section]",
                "/etc/leashd/leashd.conf.d/10.conf:3: [Limits] MessageSize=1K: out of range (4K to 16M)",
            ])
    }

    @Test(arguments: [
        (
            "[Sessions]\nReservationSec=soon",
            "2: [Sessions] ReservationSec=soon: not a time (like 20s, 1h 30min or 2d; a bare number is seconds)"
        ),
        ("[Sessions]\nReservationSec=31d", "2: [Sessions] ReservationSec=31d: out of range (1s to 30d)"),
        (
            "[Sessions]\nReservationSec=999999999999999999999d",
            "2: [Sessions] ReservationSec=999999999999999999999d: out of range (1s to 30d)"
        ),
        ("[Store]\nRetentionSec=90", "2: [Store] RetentionSec=90: out of range (1d to 36500d, or never)"),
        (
            "[Store]\nRetentionSec=ever",
            "2: [Store] RetentionSec=ever: not a time (like 20s, 1h 30min or 2d; a bare number is seconds; or never)"
        ),
        ("[Limits]\nBatchLimit=5K", "2: [Limits] BatchLimit=5K: not a number (digits only)"),
        ("[Limits]\nBatchLimit=0", "2: [Limits] BatchLimit=0: out of range (1 to 65536)"),
        ("[Limits]\nBatchLimit=9 # few", "2: [Limits] BatchLimit=9 # few: not a number (digits only)"),
        ("[Sockets]\nSpendSocketMode=0888", "2: [Sockets] SpendSocketMode=0888: not a mode (octal digits, like 0660)"),
        ("[Sockets]\nSpendSocketMode=04777", "2: [Sockets] SpendSocketMode=04777: out of range (0000 to 0777)"),
        ("[Sockets]\nSpendSocketGroup=a b", "2: [Sockets] SpendSocketGroup=a b: not a group (a name or a number)"),
        ("[Sessions]\nMessageSize=1M", "2: [Sessions] MessageSize=1M: unknown key (it belongs in [Limits])"),
        ("[Sessions]\nmessage_broker=1", "2: [Sessions] message_broker=1: unknown key"),
        ("[Limits]\nmessagesize=", "2: [Limits] messagesize=: unknown key (did you mean MessageSize=?)"),
        ("[Network]", "1: [Network]: unknown section \(Self.sections)"),
        ("[]", "1: []: unknown section \(Self.sections)"),
        ("[Limits", "1: [Limits: a section's line ends with ]"),
        ("[Limits] # small", "1: [Limits] # small: a section's line ends with ]"),
        ("[Limits]\n\nBatchLimit", "3: BatchLimit: neither [Section] nor Key=value nor a comment"),
        ("[Limits]\n=5", "2: =5: neither [Section] nor Key=value nor a comment"),
        ("[Limits]\n\nBatchLimit=\\\n x", "3: [Limits] BatchLimit=x: not a number (digits only)"),
    ])
    func `a fault says its line, what stands there and what would do`(text: String, fault: String) {
        #expect(Configuration.faults(of: text) == ["leashd.conf:\(fault)"])
    }

    @Test func `a largest message has to find room among the buffers, whichever of the two is said last`() {
        let fault =
            "a message of MessageSize=1M may take twice its size while it is received, and BufferSize=1M has no room "
            + "for it: make BufferSize= at least 2M"
        let (message, buffer) = ("[Limits]\nMessageSize=1M", "[Limits]\nBufferSize=1M")
        #expect(
            Configuration.faults(of: .text(message, name: "a"), .text(buffer, name: "b"))
                == ["b:2: [Limits] BufferSize=1M: \(fault)"])
        #expect(
            Configuration.faults(of: .text(buffer, name: "a"), .text(message, name: "b"))
                == ["b:2: [Limits] MessageSize=1M: \(fault)"])
        #expect(Configuration.faults(of: .text(message), .text("[Limits]\nBufferSize=2M")) == [])
        // In its place among the others.
        #expect(
            Configuration.faults(of: "[Limits]\nMessageSize=16M\nBatchLimit=0")
                .map { $0.prefix { $0 != "=" } } == [
                    "leashd.conf:2: [Limits] MessageSize", "leashd.conf:3: [Limits] BatchLimit",
                ])
        // By itself one of them is wrong already.
        #expect(Configuration.faults(of: "[Limits]\nMessageSize=16M\nBufferSize=much").count == 1)
    }

    @Test func `bytes that are not UTF-8 are a fault of their line, in a comment too`() {
        let bytes = Array("[Log]\n# caf".utf8) + [0xE9] + Array("\nLevel=".utf8) + [0xFF] + Array("\nLevel=info".utf8)
        let file = ConfigurationFile(name: "a.conf", bytes: bytes)
        #expect(Configuration.faults(of: file) == ["a.conf:2: not UTF-8", "a.conf:3: not UTF-8"])
    }

    @Test func `a NUL is a fault of its line, in a comment too, and so in a continued one`() {
        let text = "# x\u{0}\n[Limits]\nBatch\u{0}Limit=1\nBatchLimit=\\\n1\u{0}"
        #expect(
            Configuration.faults(of: text) == [
                "leashd.conf:1: a NUL byte", "leashd.conf:3: a NUL byte", "leashd.conf:5: a NUL byte",
            ])
    }

    @Test func `control characters do not get through to whoever reads the fault`() {
        let hint = "not a level (critical, error, warning, notice, info, debug)"
        let faults = Configuration.faults(of: "[Log]\nLevel=\u{1B}[31m\u{202E}")
        #expect(faults == ["leashd.conf:2: [Log] Level=\\u{1b}[31m\\u{202e}: \(hint)"])
    }

    @Test func `the keys below a faulty section are not held against it a second time`() {
        #expect(Configuration.faults(of: "[Nothing]\nA=1\nB=2\n[Log]\nLevel=x").count == 2)
        #expect(Configuration.faults(of: "[Log\u{0}]\nA=1\n[Limit\nB=2").count == 2)
    }

    @Test func `the keys below a section that lacks its bracket are judged, as it is plain which one is meant`() {
        #expect(
            Configuration.faults(of: "[Limits\nBatchLimit=0") == [
                "leashd.conf:1: [Limits: a section's line ends with ]",
                "leashd.conf:2: [Limits] BatchLimit=0: out of range (1 to 65536)",
            ])
    }

    @Test func `a group that the system does not have is a fault of its line, though a later one overrides it`() throws
    {
        let text = "[Sockets]\nSpendSocketGroup=here\nControlSocketGroup=gone\nControlSocketGroup=\nSpendSocketMode=9"
        #expect(
            throws: ConfigurationFaults(faults: [
                ConfigurationFault(
                    file: "leashd.conf", line: 3, subject: "[Sockets] ControlSocketGroup=gone", problem: .unknownGroup),
                ConfigurationFault(
                    file: "leashd.conf", line: 5, subject: "[Sockets] SpendSocketMode=9",
                    problem: .malformed(kind: "mode", hint: "octal digits, like 0660")),
            ])
        ) { try Configuration.read(files: [.text(text)], hasGroup: { $0 == "here" }) }
    }

    @Test func `a fault counts though a later file would override it`() {
        let faults = Configuration.faults(of: .text("[Log]\nLevel=x"), .text("[Log]\nLevel=info", name: "10.conf"))
        #expect(faults.count == 1)
    }

    @Test func `a file that is too large is not looked into`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: ConfigurationFile.sizeLimit + 1)
        let fault = "big.conf: the file is larger than 64K; it was not read"
        #expect(Configuration.faults(of: ConfigurationFile(name: "big.conf", bytes: bytes)) == [fault])
    }

    @Test func `a long line is told shortened`() throws {
        let fault = try #require(Configuration.faults(of: String(repeating: "y", count: 10_000)).first)
        #expect(fault.utf8.count < 200)
        #expect(fault.contains("yyy...: "))
    }

    @Test func `the faults as one text are one a line`() {
        #expect(throws: ConfigurationFaults.self) { try Configuration.read("a\nb") }
        let faults = ["a", "b"].map { ConfigurationFault(file: $0, line: 1, subject: nil, problem: .notUTF8) }
        #expect(ConfigurationFaults(faults: faults).description == "a:1: not UTF-8\nb:1: not UTF-8")
    }
}
