/// What sessions are sorted by.
enum SessionOrder: String, CaseIterable {
    /// The one that expires next comes first.
    case expiry
    /// The one with the least left of an allowance comes first.
    case remaining
    /// The newest comes first.
    case newest
    case account

    /// The order after this one.
    var next: SessionOrder {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// The sessions in this order; those that are equal by it stay as they are.
    func sorted(_ sessions: [SessionAnswer]) -> [SessionAnswer] {
        switch self {
        case .expiry: sessions.sorted { Self.end(of: $0) < Self.end(of: $1) }
        case .remaining: sessions.sorted { Self.rest(of: $0) < Self.rest(of: $1) }
        case .newest: sessions.sorted { ($0.createdSec ?? 0) > ($1.createdSec ?? 0) }
        case .account: sessions.sorted { $0.account < $1.account }
        }
    }

    private static func end(of session: SessionAnswer) -> Int64 {
        session.expirySec > 0 ? session.expirySec : .max
    }

    /// Of the allowance that is closest to its end, in ten-thousandths.
    private static func rest(of session: SessionAnswer) -> Int {
        session.meters.map { Proportion($0.remaining, of: $0.allowance).steps(of: 10_000) }.min() ?? .max
    }
}
