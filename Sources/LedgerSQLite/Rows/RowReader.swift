import SessionKeys

/// Reads what `RowWriter` wrote. Anything else is a damaged row.
struct RowReader {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func byte() throws(LedgerError) -> UInt8 {
        guard let byte = bytes.popFirst() else { throw damaged }
        return byte
    }

    mutating func address() throws(LedgerError) -> Address {
        guard let address = Address(bytes: try take(20)) else { throw damaged }
        return address
    }

    mutating func selector() throws(LedgerError) -> Selector {
        guard let selector = Selector(leading: try take(4)) else { throw damaged }
        return selector
    }

    mutating func amount() throws(LedgerError) -> Amount {
        let count = Int(try byte())
        guard count <= 32 else { throw damaged }
        let significant = try take(count)
        return Amount(
            high: UInt128(bigEndian: significant.dropLast(16)), low: UInt128(bigEndian: significant.suffix(16)))
    }

    private mutating func take(_ count: Int) throws(LedgerError) -> ArraySlice<UInt8> {
        guard count <= bytes.count else { throw damaged }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    private var damaged: LedgerError { .corrupt("a row ends before its content does") }
}
