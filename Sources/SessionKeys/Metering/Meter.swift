/// One allowance of a session and what has become of it. `spent + reserved + remaining = allowance`, always.
package struct Meter: Hashable, Sendable {
    /// What a meter counts.
    package enum Kind: Hashable, Sendable {
        /// Wei sent as value.
        case native
        /// A token's base units.
        case token(Address)
        /// Gas units, or wei where the session says so.
        case gas
    }

    /// What it counts.
    package let kind: Kind
    /// The permission that set the allowance, as an index into the session's permissions.
    package let permission: Int
    /// What the session may take of it in all.
    package let allowance: Amount
    /// What settled operations have used.
    package private(set) var spent: Amount
    /// What open reservations hold.
    package private(set) var reserved: Amount

    /// A meter as it was stored, or `nil` where the numbers do not fit into the allowance.
    package init?(kind: Kind, permission: Int, allowance: Amount, spent: Amount = .zero, reserved: Amount = .zero) {
        guard let debited = spent.adding(reserved), debited <= allowance else { return nil }
        self.kind = kind
        self.permission = permission
        self.allowance = allowance
        self.spent = spent
        self.reserved = reserved
    }

    /// What has been spent or reserved.
    package var debited: Amount {
        guard let debited = spent.adding(reserved) else { preconditionFailure("a meter holds more than 256 bits") }
        return debited
    }

    /// What may still be debited.
    package var remaining: Amount {
        guard let remaining = allowance.subtracting(debited) else {
            preconditionFailure("a meter was debited beyond its allowance")
        }
        return remaining
    }

    /// Whether settled operations have used the whole allowance (rules 4.2).
    package var isUsedUp: Bool { spent >= allowance }

    /// Holds an amount that fits into what remains.
    package mutating func reserve(_ amount: Amount) {
        guard amount <= remaining, let sum = reserved.adding(amount) else {
            preconditionFailure("a debit of \(amount) does not fit into the \(remaining) that remain")
        }
        reserved = sum
    }

    /// Lets go of a reserved amount and keeps a part of it as spent.
    package mutating func settle(reserved amount: Amount, keeping kept: Amount) {
        guard kept <= amount, let rest = reserved.subtracting(amount), let sum = spent.adding(kept) else {
            preconditionFailure("a settlement of \(amount), keeping \(kept), does not fit the \(reserved) reserved")
        }
        reserved = rest
        spent = sum
    }
}

extension Meter {
    /// The meters that a new session starts with, in the order of its permissions.
    package static func fresh(for permissions: [Permission]) -> [Meter] {
        permissions.enumerated().compactMap { index, permission in
            permission.allowance.flatMap { Meter(kind: $0.kind, permission: index, allowance: $0.amount) }
        }
    }
}

extension Meter.Kind {
    /// The type of the permission that sets such an allowance.
    package var permissionType: PermissionType {
        switch self {
        case .native: .nativeTokenTransfer
        case .token: .erc20TokenTransfer
        case .gas: .gasLimit
        }
    }

    /// The token's address, where it is one.
    package var token: Address? {
        if case .token(let address) = self { address } else { nil }
    }
}
