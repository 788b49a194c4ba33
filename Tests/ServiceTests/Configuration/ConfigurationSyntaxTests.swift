import Testing

@testable import Service

struct ConfigurationSyntaxTests {
    @Test func `no file and an empty file give the defaults`() throws {
        #expect(try Configuration.read(files: []) == .defaults)
        #expect(try Configuration.read("") == .defaults)
    }

    @Test func `every setting is read into its own field`() throws {
        let configuration = try Configuration.read(
            """
            [Sessions]
            ReservationSec=2h
            ReservationLimit=7
            ExpiryMarginSec=12
            [Clock]
            ForwardStepSec=1d
            [Store]
            RetentionSec=90d
            [Limits]
            MessageSize=1M
            BatchLimit=8
            ConnectionLimit=9
            AnswerSize=2M
            BufferSize=32M
            StallSec=1min
            [Sockets]
            SpendSocketMode=0666
            SpendSocketGroup=spenders
            ControlSocketMode=0600
            ControlSocketGroup=990
            [Log]
            Level=debug
            """)
        var expected = Configuration.defaults
        expected.reservationTime = .seconds(7200)
        expected.reservationLimit = 7
        expected.expiryMargin = .seconds(12)
        expected.forwardStep = .seconds(86400)
        expected.retention = .seconds(90 * 86400)
        expected.messageSize = 1_048_576
        expected.requestsPerMessage = 8
        expected.connectionLimit = 9
        expected.answerSize = 2_097_152
        expected.bufferSize = 33_554_432
        expected.stallTime = .seconds(60)
        expected.spendSocketMode = 0o666
        expected.spendSocketGroup = .name("spenders")
        expected.controlSocketMode = 0o600
        expected.controlSocketGroup = .id(990)
        expected.logLevel = .debug
        #expect(configuration == expected)
    }

    @Test func `white space, blank lines and comments do not matter`() throws {
        let configuration = try Configuration.read(
            "\u{FEFF}# first\n\n  [Limits]\t\r\n ; second\r\n\t BatchLimit \t= 9\t \r\n  # BatchLimit=10\n")
        #expect(configuration.requestsPerMessage == 9)
    }

    @Test func `a backslash at the end goes on in the next line, over comments`() throws {
        let configuration = try Configuration.read(
            """
            [Sessions]
            ReservationSec=1h\\
            # a comment between
                30min\\
            ; and another
                5s
            ReservationLimit=\\
            8
            """)
        #expect(configuration.reservationTime == .seconds(5405))
        #expect(configuration.reservationLimit == 8)
    }

    @Test func `a file may end in a continued line`() throws {
        #expect(try Configuration.read("[Limits]\nBatchLimit=9\\").requestsPerMessage == 9)
        #expect(try Configuration.read("[Limits]\nBatchLimit=9\\\r\n").requestsPerMessage == 9)
    }

    @Test func `later files and later lines win, and sections may come again`() throws {
        let main = ConfigurationFile.text("[Limits]\nBatchLimit=1\n[Log]\nLevel=debug\n[Limits]\nBatchLimit=2")
        let first = ConfigurationFile.text("[Limits]\nBatchLimit=3\nConnectionLimit=4", name: "10.conf")
        let second = ConfigurationFile.text("[Limits]\nConnectionLimit=5", name: "20.conf")
        let configuration = try Configuration.read(files: [main, first, second])
        #expect(configuration.requestsPerMessage == 3)
        #expect(configuration.connectionLimit == 5)
        #expect(configuration.logLevel == .debug)
    }

    @Test func `an empty value goes back to the default`() throws {
        let main = ConfigurationFile.text("[Limits]\nBatchLimit=1\n[Sockets]\nSpendSocketGroup=spenders")
        let dropIn = ConfigurationFile.text("[Limits]\nBatchLimit=\n[Sockets]\nSpendSocketGroup=  ", name: "10.conf")
        #expect(try Configuration.read(files: [main, dropIn]) == .defaults)
    }

    @Test(arguments: [("0", 0), ("1", 1), ("256K", 262_144), ("1M", 1_048_576), ("2G", 2_147_483_648)])
    func `sizes are binary`(text: String, bytes: Int) {
        #expect(SizeText.read(text) == bytes)
        #expect(SizeText.write(bytes) == text)
    }

    @Test(arguments: ["", "K", "12Q", "256k", "256 K", "1.5M", "-1K", "1KB", "0x1K", "K1"])
    func `what is no size is refused`(text: String) {
        #expect(SizeText.read(text) == nil)
    }

    @Test(arguments: ["999999999999999999999999", "9223372036854775807G"])
    func `a number too large for the machine is the largest one`(text: String) {
        #expect(SizeText.read(text) == .max)
    }

    @Test(arguments: ["wheel", "_x", "Domain-Users_2", "0", "4294967294"])
    func `a group is a name or a number`(text: String) {
        #expect(SocketGroup(text: text)?.text == text)
    }

    @Test(arguments: ["-x", "a b", "1a", "4294967295", "a:b", "ä", "../x", String(repeating: "a", count: 32)])
    func `what is no group is refused`(text: String) {
        #expect(SocketGroup(text: text) == nil)
    }
}
