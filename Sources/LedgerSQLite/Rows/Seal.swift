import SessionKeys

/// A checksum of what a row says. It is meant for damage, and not for forgery: each step can be undone, so that a
/// change within any one word always changes it.
struct Seal {
    private var state: UInt64 = 0

    /// The seal of a balance's amounts at their place, as the balance of another session may be as right as this one's;
    /// without a place, the seal that balances had before schema 16.
    static func of(_ meter: Meter, slot: Int64?) -> Int64 {
        var seal = Seal()
        if let slot { seal.add(UInt64(bitPattern: slot)) }
        seal.add(meter)
        return seal.number
    }

    /// The seal of a session's tally; without the session, the seal that tallies had before schema 16. What it has none
    /// of counts as 0, which is no number of anything.
    static func of(_ tally: Tally, session: Int64?) -> Int64 {
        var seal = Seal()
        if let session { seal.add(UInt64(bitPattern: session)) }
        let trail = tally.trail
        for number in [Int64(tally.openReservations), trail.lastAuthorization ?? 0, trail.lastEvent ?? 0, trail.events]
        {
            seal.add(UInt64(bitPattern: number))
        }
        return seal.number
    }

    /// The seal of how far something has come.
    static func of(through sequence: Int64) -> Int64 {
        var seal = Seal()
        seal.add(UInt64(bitPattern: sequence))
        return seal.number
    }

    /// The seal of the highest clock reading.
    static func of(_ reading: ClockReading) -> Int64 {
        var seal = Seal()
        seal.add(UInt64(bitPattern: reading.wall.milliseconds))
        seal.add(UInt64(bitPattern: reading.sinceBoot))
        seal.add(reading.boot.bigEndianBytes)
        return seal.number
    }

    /// The seal of what a session may do, and until when; its permissions as its row has them.
    static func of(
        _ definition: SessionDefinition, _ permissions: [UInt8], session number: Int64, _ id: SessionID,
        createdSec: Int64
    ) -> Int64 {
        var seal = Seal()
        seal.add(UInt64(bitPattern: number))
        seal.add(id.bytes)
        seal.add(definition.account.bytes)
        seal.add(definition.chainID)
        seal.add(Array(definition.key.kind.rawValue.utf8))
        seal.add(definition.key.address.bytes)
        seal.add(permissions)
        for second in [definition.expirySec, definition.notBeforeSec, createdSec] {
            seal.add(UInt64(bitPattern: second))
        }
        seal.add(Array(definition.gasLimitUnit.rawValue.utf8))
        return seal.number
    }

    /// The seal of what an authorization has debited, by the debits as its row has them.
    static func of(_ debits: [UInt8], authorization: Int64, session: Int64) -> Int64 {
        var seal = Seal()
        seal.add(UInt64(bitPattern: authorization))
        seal.add(UInt64(bitPattern: session))
        seal.add(debits)
        return seal.number
    }

    /// The seal of keys as a row has them, after an authorization and up to one.
    static func of(keys: [UInt8], previous: Int64, through: Int64) -> Int64 {
        var seal = Seal()
        seal.add(UInt64(bitPattern: previous))
        seal.add(UInt64(bitPattern: through))
        seal.add(keys)
        return seal.number
    }

    private var number: Int64 { Int64(bitPattern: state) }

    private mutating func add(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            var word: UInt64 = 0
            for byte in bytes[start..<min(start + 8, bytes.count)] { word = word << 8 | UInt64(byte) }
            add(word)
            start += 8
        }
    }

    private mutating func add(_ meter: Meter) {
        add(meter.allowance)
        add(meter.spent)
        add(meter.debited)
    }

    private mutating func add(_ amount: Amount) { amount.forEachWord { add($0) } }

    /// Adding a constant has zeros count too; an odd factor and a shift to the right lose nothing.
    private mutating func add(_ word: UInt64) {
        state = ((state ^ word) &+ 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
        state ^= state >> 31
    }

    /// Whether a seal that is stored is right, or was never put: rows are older than seals are. `older` is the one that
    /// earlier versions put.
    static func fits(_ stored: Int64?, _ seal: Int64, older: @autoclosure () -> Int64? = nil) -> Bool {
        stored == nil || stored == seal || stored == older()
    }
}
