package import SessionKeys

extension SessionDefinition {
    /// A definition that may be granted as it is: by default, 1000 wei of plain transfers, without an end.
    package static func make(
        _ permissions: [Permission] = [.nativeTokenTransfer(allowance: 1000)], account: Address = .account,
        chainID: UInt64 = 1, key: SessionKey = SessionKey(kind: .secp256k1, address: .key), expirySec: Int64 = 0,
        notBeforeSec: Int64 = 0, gasLimitUnit: GasLimitUnit = .gas, label: String? = nil
    ) -> SessionDefinition {
        SessionDefinition(
            account: account, chainID: chainID, key: key, permissions: permissions, expirySec: expirySec,
            notBeforeSec: notBeforeSec, gasLimitUnit: gasLimitUnit, label: label)
    }
}
