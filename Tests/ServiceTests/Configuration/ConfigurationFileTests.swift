import Testing

@testable import Service

/// The file that is shipped, held to the table of settings.
struct ConfigurationFileTests {
    @Test func `the shipped file as it is changes nothing`() throws {
        #expect(try Configuration.read(files: [.shipped]) == .defaults)
    }

    @Test func `the shipped file with every setting uncommented says the defaults`() throws {
        let text = ShippedConfiguration.lines.map { line in
            ShippedConfiguration.assignment(in: line) ?? line
        }
        let configuration = try Configuration.read(files: [.shipped, .text(text.joined(separator: "\n"))])
        #expect(configuration == .defaults)
    }

    @Test func `the shipped file shows every setting once, with its default, and no other`() {
        let expected = Setting.all.map { "\($0.name)=\($0.text(in: .defaults))" }
        #expect(ShippedConfiguration.entries.map(\.assignment) == expected)
    }

    @Test func `the shipped file says of each setting what the table says`() {
        let comments = ShippedConfiguration.entries.map(\.comment)
        #expect(comments == Setting.all.map { "\($0.documentation) \($0.terms)" })
    }

    @Test func `the shipped file has the sections in the order of the table`() {
        let sections = ShippedConfiguration.lines.filter { $0.hasPrefix("[") }
        #expect(sections == ConfigurationSection.allCases.map(\.description))
    }

    @Test func `only the settings of the sockets need a restart`() {
        let atStart = Setting.all.filter { $0.takesEffect == .atStart }.map(\.section)
        #expect(atStart == [.sockets, .sockets, .sockets, .sockets])
        #expect(Setting.all.filter { $0.section == .sockets }.count == 4)
    }

    @Test func `drop-ins are the conf files of the directory, sorted by their bytes`() {
        let names = ["90-b.conf", "10-a.conf", "Z.conf", "a.conf", ".hidden.conf", "README", "50.conf.bak", "é.conf"]
        #expect(
            ConfigurationFile.dropIns(among: names) == ["10-a.conf", "90-b.conf", "Z.conf", "a.conf", "é.conf"])
    }
}
