/// What a session was granted: everything about it that never changes (rules 1.4). A class, so that the many places
/// that a session passes through share one definition.
package final class SessionDefinition: Sendable {
    /// The account that the key acts for.
    package let account: Address
    /// The only chain that it is valid on.
    package let chainID: UInt64
    /// Who may act.
    package let key: SessionKey
    /// What is granted, in the order in which it was.
    package let permissions: [Permission]
    /// Unix seconds; 0 is no expiry.
    package let expirySec: Int64
    /// Unix seconds; 0 is at once.
    package let notBeforeSec: Int64
    /// What gas-limit counts.
    package let gasLimitUnit: GasLimitUnit
    /// What people call it.
    package let label: String?
    /// The permissions, arranged for deciding.
    let grant: Grant

    /// A definition of parsed values; `validate(at:)` tells whether it may be granted.
    package init(
        account: Address, chainID: UInt64, key: SessionKey, permissions: [Permission], expirySec: Int64 = 0,
        notBeforeSec: Int64 = 0, gasLimitUnit: GasLimitUnit = .gas, label: String? = nil
    ) {
        self.account = account
        self.chainID = chainID
        self.key = key
        self.permissions = permissions
        self.expirySec = expirySec
        self.notBeforeSec = notBeforeSec
        self.gasLimitUnit = gasLimitUnit
        self.label = label
        grant = Grant(permissions)
    }

    /// The values that make two creations the same (rules 3.5), in an order and width of their own.
    package var content: [UInt8] {
        var content = ContentWriter()
        content.append(account)
        content.append(chainID)
        content.append(key.kind == .contract ? 1 as UInt64 : 0)
        content.append(key.address)
        content.append(UInt64(permissions.count))
        for permission in permissions { permission.append(to: &content) }
        content.append(UInt64(bitPattern: expirySec))
        content.append(UInt64(bitPattern: notBeforeSec))
        content.append(gasLimitUnit == .wei ? 1 as UInt64 : 0)
        // An empty label says no more than none.
        content.append(label?.isEmpty == true ? nil : label)
        return content.bytes
    }
}

extension SessionDefinition: Equatable {
    /// Whether both grant the same, in the same order.
    package static func == (left: SessionDefinition, right: SessionDefinition) -> Bool {
        left === right || left.content == right.content
    }
}
