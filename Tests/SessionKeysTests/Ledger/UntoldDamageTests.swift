import SessionKeys
import Testing

struct UntoldDamageTests {
    private var untold = UntoldDamage()

    @Test mutating func `each reason is told once, in the order in which they came`() {
        for what in ["a", "b", "a"] { untold.insert(.corrupt(what)) }
        let told = [untold.removeFirst(), untold.removeFirst(), untold.removeFirst()]
        #expect(told == [.corrupt("a"), .corrupt("b"), nil])
        untold.insert(.cannotRead("a"))
        let (all, rest) = (untold.removeAll(), untold.removeAll())
        #expect(all == [.cannotRead("a")] && rest.isEmpty)
    }

    @Test mutating func `a reason may concern a session until it is told`() {
        untold.insert(.corrupt("a"), of: SessionID(1))
        let concerns = [1, 2].map { untold.concerns(SessionID($0)) }
        #expect(concerns == [true, false])
        _ = untold.removeFirst()
        let isLeft = untold.concerns(SessionID(1))
        #expect(!isLeft)
    }

    @Test mutating func `of very many the first ones are told`() {
        for number in 0..<100 { untold.insert(.corrupt("\(number)")) }
        let all = untold.removeAll()
        #expect(all == (0..<16).map { .corrupt("\($0)") })
    }
}
