import Descriptors
import Glibc
import Testing

extension Store {
    /// Has an entry of an index by seconds, which fits on one page, say an earlier second than its row. It is counted
    /// from 0, from the beginning of the page, among those of a second, of which there have to be so many.
    func makeEarlier(
        by seconds: Int64, entry: Int, of count: Int, at second: Int64, inIndex name: String
    ) throws {
        try replace(
            Self.encoded(second), with: Self.encoded(second - seconds), place: entry, of: count, inIndex: name)
    }

    /// Puts other bytes where the same stand so many times in an index, which fits on one page.
    func replace(
        _ old: [UInt8], with new: [UInt8], place: Int = 0, of count: Int = 1, inIndex name: String
    ) throws {
        let page = try rootPage(of: name)
        var bytes = try File.read(path, limit: 1 << 24)
        let places = ((page - 1) * 4096...page * 4096 - old.count).filter { bytes[$0...].starts(with: old) }
        try #require(places.count == count)
        bytes.replaceSubrange(places[place]..<places[place] + new.count, with: new)
        try File.write(bytes, to: path, mode: 0o600)
    }

    /// The numbers of the first and of the last page of a table, which has several.
    func pages(of table: String) throws -> (first: Int, last: Int) {
        let root = try rootPage(of: table)
        let bytes = try File.read(path, limit: 1 << 24)
        let number = { (place: Int, size: Int) in bytes[place..<place + size].reduce(0) { $0 << 8 | Int($1) } }
        let start = (root - 1) * 4096
        // 2 is an inner page of an index, 5 one of a table: its header ends with the number of the last page, and where
        // its first entry is, which begins with the number of the page before it.
        try #require([2, 5].contains(bytes[start]))
        return (number(start + number(start + 12, 2), 4), number(start + 8, 4))
    }

    /// Makes a page none of a tree, in the file as it is.
    func damage(page: Int) throws {
        let descriptor = try SystemCall.perform("open") { unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC) }
        defer { _ = close(descriptor) }
        try SystemCall.perform("write") { Int32(unsafe pwrite(descriptor, [UInt8(0)], 1, (page - 1) * 4096)) }
    }

    /// Makes the first page of a table, which has several, none of a tree.
    func damageFirstPage(of table: String) throws { try damage(page: pages(of: table).first) }

    /// The number of the first page of a tree, which is the only one of a small table.
    func rootPage(of tree: String) throws -> Int {
        Int(try number("SELECT rootpage FROM sqlite_schema WHERE name = '\(tree)'"))
    }

    /// The four bytes that SQLite keeps such a second in.
    private static func encoded(_ second: Int64) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: second >> (24 - 8 * $0)) }
    }
}
