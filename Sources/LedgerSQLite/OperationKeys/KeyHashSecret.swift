import SessionKeys

/// The store's own random number, by which keys are hashed: who does not know it cannot crowd one place of the index
/// with keys of their own.
struct KeyHashSecret {
    let high: UInt64
    let low: UInt64

    /// Reads what the schema has put there.
    init(_ connection: Connection) throws(LedgerError) {
        let read = try connection.prepare("SELECT secret FROM authorization_key_secret").first {
            row throws(LedgerError) in row.bytes(0)
        }
        guard let bytes = read, bytes.count == 16 else { throw LedgerError.corrupt("the secret of the keys' index") }
        self.init(high: UInt64(bigEndian: bytes[..<8]), low: UInt64(bigEndian: bytes[8...]))
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Where a session's key stands in the index.
    func hash(of key: OperationKey, in session: Int64) -> Int64 {
        var hash = SipHash(self)
        hash.append(UInt64(bitPattern: session))
        if let name = key.name {
            hash.append(1 as UInt8)
            hash.append(name)
        } else {
            hash.append(0 as UInt8)
            hash.append(key.content.value)
        }
        return Int64(bitPattern: hash.finish())
    }
}
