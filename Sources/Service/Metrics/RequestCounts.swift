import SessionKeys

/// How often the ledger was asked what.
struct RequestCounts: Equatable {
    /// A lane for each kind.
    private var counts = SIMD8<Int>()

    subscript(kind: RequestKind) -> Int { counts[kind.rawValue] }

    mutating func count(_ request: Request) { counts[request.kind.rawValue] += 1 }

    /// Counts what was counted elsewhere.
    mutating func add(_ other: RequestCounts) { counts &+= other.counts }

    /// How many of all kinds.
    var total: Int { counts.wrappedSum() }
}
