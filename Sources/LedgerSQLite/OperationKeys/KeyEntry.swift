import SessionKeys

/// A key's hash, and the authorization that it stands for.
struct KeyEntry: Equatable {
    /// What stands where no key is.
    static let none = KeyEntry(hash: 0, signedNumber: 0)

    let hash: Int64
    /// The authorization's number; negative once it was removed.
    private var signedNumber: Int64

    init(hash: Int64, authorization: Int64) { self.init(hash: hash, signedNumber: authorization) }

    private init(hash: Int64, signedNumber: Int64) {
        self.hash = hash
        self.signedNumber = signedNumber
    }

    var authorization: Int64 { abs(signedNumber) }

    /// Whether the authorization is gone: then the key leads nowhere, and does not move to the table.
    var isRemoved: Bool { signedNumber < 0 }

    /// The same key of an authorization that is there, or is gone.
    func removed(_ isRemoved: Bool) -> KeyEntry {
        KeyEntry(hash: hash, signedNumber: isRemoved ? -authorization : authorization)
    }
}

/// The 16 bytes of a key in a run's row.
extension KeyEntry {
    static let size = 16

    /// A key from its bytes; `nil` where they are of no authorization.
    init?(bytes: ArraySlice<UInt8>) {
        let words = UInt128(bigEndian: bytes)
        let number = Int64(truncatingIfNeeded: words)
        guard number != 0, number != .min else { return nil }
        self.init(hash: Int64(truncatingIfNeeded: words >> 64), signedNumber: number)
    }

    func append(to output: inout OutputSpan<UInt8>) {
        output.append(bigEndian: UInt64(bitPattern: hash))
        output.append(bigEndian: UInt64(bitPattern: signedNumber))
    }
}
