import Testing

@testable import Service

/// The kinds of records in the source, and what the catalog says of them.
struct JournalCatalogTests {
    private func kind(_ entry: JournalCatalog.Entry) -> RecordKind? {
        RecordKind.allCases.first { $0.messageID == entry.id }
    }

    @Test func `every kind of record has one entry`() throws {
        let ids = try JournalCatalog.entries().map(\.id)
        for kind in RecordKind.allCases { #expect(ids.count { $0 == kind.messageID } == 1, "\(kind)") }
    }

    @Test func `every entry belongs to a kind of record`() throws {
        for entry in try JournalCatalog.entries() { #expect(kind(entry) != nil, "\(entry.id)") }
    }

    @Test func `an id is 128 bits, and belongs to one kind`() {
        let ids = RecordKind.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.count == 32 && id.allSatisfy { $0.isHexDigit && !$0.isUppercase }, "\(id)")
        }
    }

    @Test func `an entry shows only fields that every record of its kind carries`() throws {
        for entry in try JournalCatalog.entries() {
            let carried = kind(entry)?.fields.map(\.rawValue) ?? []
            for name in entry.placeholders { #expect(carried.contains(name), "\(entry.id): @\(name)@") }
        }
    }

    @Test func `an entry says what happened, who says so, and what to do`() throws {
        for entry in try JournalCatalog.entries() {
            #expect(entry.headers.map { $0.prefix { $0 != ":" } } == ["Subject", "Defined-By", "Documentation"])
            #expect(entry.text.split(separator: "\n\n").count >= 2, "\(entry.id) has nothing to do")
            for line in entry.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        }
    }

    @Test func `the catalog names no field that does not exist`() throws {
        let known = Set(RecordField.allCases.map(\.rawValue))
        for entry in try JournalCatalog.entries() {
            let words = entry.text.split { !($0.isLetter || $0 == "_") }.filter { $0.hasPrefix("LEASH_") }
            for word in words { #expect(known.contains(String(word)), "\(entry.id): \(word)") }
        }
    }
}
