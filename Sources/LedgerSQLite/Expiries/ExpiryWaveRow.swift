import SessionKeys

/// A wave's row. Each of its sessions is 32 bytes: its expiry, its number and its id.
enum ExpiryWaveRow {
    static let all = "SELECT first, time_ms, expiries FROM expiry_wave ORDER BY first"
    static let insertion = "INSERT INTO expiry_wave (first, time_ms, expiries) VALUES (?, ?, ?)"
    static let removal = "DELETE FROM expiry_wave WHERE first = ?"

    /// The number of the last event that a wave tells of.
    static let lastEventSelection = "SELECT max(first + length(expiries) / \(size) - 1) FROM expiry_wave"

    private static let size = 32

    static func encode(_ expiries: [Expiry]) -> [UInt8] {
        [UInt8](capacity: expiries.count * size) { output in
            for expiry in expiries {
                output.append(bigEndian: UInt64(bitPattern: expiry.second))
                output.append(bigEndian: UInt64(bitPattern: expiry.number))
                output.append(bigEndian: expiry.session.rawValue)
            }
        }
    }

    /// The waves that are not posted, oldest first.
    static func waves(on connection: Connection) throws(LedgerError) -> ExpiryWaves {
        var waves = ExpiryWaves()
        try connection.prepare(all).forEach { row throws(LedgerError) in
            let wave = ExpiryWave(
                first: row.integer(0), time: Instant(milliseconds: row.integer(1)), expiries: try decode(row.bytes(2)))
            guard waves.append(wave) else {
                throw LedgerError.corrupt("the sessions that expired with event \(wave.first)")
            }
            return true
        }
        return waves
    }

    private static func decode(_ bytes: [UInt8]) throws(LedgerError) -> [Expiry] {
        guard bytes.count.isMultiple(of: size) else {
            throw LedgerError.corrupt("\(bytes.count) bytes of sessions that expired")
        }
        return stride(from: 0, to: bytes.count, by: size).map { decode(bytes[$0..<($0 + size)]) }
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> Expiry {
        let words = UInt128(bigEndian: bytes.prefix(16))
        return Expiry(
            session: SessionID(UInt128(bigEndian: bytes.suffix(16))), number: Int64(truncatingIfNeeded: words),
            second: Int64(truncatingIfNeeded: words >> 64))
    }
}
