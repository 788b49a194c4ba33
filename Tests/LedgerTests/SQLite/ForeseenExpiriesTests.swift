import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("Expiries that are read ahead") struct ForeseenExpiriesTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `are those of the index, whatever changes in it`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var (index, foreseen, reach, found): ([Expiry], _, _, _) = ([], ForeseenExpiries(), ExpiryPlace.start, 0)
        for number in 1...2000 as ClosedRange<Int64> {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<8:
                let second = Int64.random(in: reach.second + 1...reach.second + 50, using: &random)
                let expiry = Expiry(session: SessionID(UInt128(number)), number: number, second: second)
                foreseen.cut(at: expiry.place)
                index.append(expiry)
                index.sort { $0.place < $1.place }
            case 8..<11:
                guard let position = index.indices.randomElement(using: &random) else { continue }
                foreseen.cut(at: index.remove(at: position).place)
            case 11: reach = index.prefix(10).last?.place ?? reach
            case 12:
                // Those that have ended by waves are posted, and the waves are gone.
                for expiry in index where expiry.place <= reach { foreseen.cut(at: expiry.place) }
                index.removeAll { $0.place <= reach }
                foreseen.begin(behind: .start)
            default:
                foreseen.begin(behind: index.first.map { $0.place <= reach } == true ? reach : .start)
                guard let place = foreseen.next else { continue }
                foreseen.append(Array(index.filter { place < $0.place }.prefix(ForeseenExpiries.stride)))
            }
            let rest = index.filter { reach < $0.place }
            let known = foreseen.behind(reach)
            #expect(known.elementsEqual(rest.prefix(known.count)))
            if foreseen.isAllThereIs(behind: reach) { #expect(known.count == rest.count) }
            found += known.count
        }
        #expect(found > 1000)
    }
}
