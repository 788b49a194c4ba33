import TestSupport
import Testing

@testable import LedgerSQLite

/// Beside a dictionary, which takes its own ways.
@Suite("Keys in memory") struct KeyGenerationTests {
    /// Hashes whose highest bits are few, so that many keys want the same places, the last ones among them.
    private static let hashes: [Int64] = (0..<200).map { number in
        let highest: [UInt64] = [0, 1, 0x7ff, 0x800, 0xffe, 0xfff]
        return Int64(bitPattern: highest[number % 6] << 52 | UInt64(number / 12))
    }

    private func expect(_ keys: KeyGeneration, toBe model: [Int64: [Int64]], _ comment: Comment) {
        for hash in Set(Self.hashes) {
            #expect(keys.authorizations(with: hash) == model[hash, default: []].reversed(), comment)
        }
    }

    @Test func `every key is found, also of those that have the same hash, and taken back in any order`() {
        var keys = KeyGeneration()
        var model: [Int64: [Int64]] = [:]
        var number: Int64 = 0
        var random = SeededGenerator(for: "keys in memory")
        for round in 0..<20 {
            for hash in Self.hashes.shuffled(using: &random) {
                number += 1
                keys.append(KeyEntry(hash: hash, authorization: number))
                model[hash, default: []].append(number)
            }
            expect(keys, toBe: model, "added in round \(round)")
            for hash in Self.hashes.shuffled(using: &random).prefix(150) {
                guard let last = model[hash]?.popLast() else { continue }
                keys.takeBack(KeyEntry(hash: hash, authorization: last))
            }
            expect(keys, toBe: model, "taken back in round \(round)")
            #expect(keys.count == model.values.reduce(0) { $0 + $1.count })
        }
    }

    @Test func `a key that is marked as removed leads nowhere, until it is not`() {
        var keys = KeyGeneration()
        for (number, hash) in Self.hashes.enumerated() {
            keys.append(KeyEntry(hash: hash, authorization: Int64(number + 1)))
        }
        let key = KeyEntry(hash: Self.hashes[7], authorization: 8)
        let before = keys.authorizations(with: key.hash)
        #expect(before.contains(8))
        let isFound = keys.mark(key, removed: true)
        #expect(isFound)
        #expect(keys.authorizations(with: key.hash) == before.filter { $0 != 8 })
        let isFoundAgain = keys.mark(key.removed(true), removed: false)
        #expect(isFoundAgain)
        #expect(keys.authorizations(with: key.hash) == before)
        let another = keys.mark(KeyEntry(hash: key.hash, authorization: 1_000_000), removed: true)
        #expect(!another)
    }

    @Test func `all come in turn, those with far lower hashes first`() {
        var keys = KeyGeneration()
        for number in Int64(1)...3000 {
            // The golden ratio's multiples are spread evenly.
            let hash = Int64(bitPattern: UInt64(number) &* 0x9e37_79b9_7f4a_7c15)
            keys.append(KeyEntry(hash: hash, authorization: number))
        }
        var place = 0
        var found: [KeyEntry] = []
        while let key = keys.next(from: &place) { found.append(key) }
        #expect(Set(found.map(\.authorization)) == Set(1...3000))
        let sixteenths = found.map { $0.hash >> 60 }
        #expect(zip(sixteenths, sixteenths.dropFirst()).count { $0 > $1 } < 20)
    }
}
