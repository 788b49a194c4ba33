import SessionKeys
import TestSupport

/// The addresses, selectors and definitions that the tests share.
enum Sample {
    static let account = address("afdABa1E09e82F780721963eba39bA9e6d9FE4d2")
    static let token = address("A0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48")
    static let otherToken = address("6B175474E89094C44Da98b954EedeAC495271d0F")
    /// A contract that permissions list.
    static let listed = address("1111111111111111111111111111111111111111")
    /// A contract that none lists.
    static let stranger = address("2222222222222222222222222222222222222222")
    static let paymaster = address("3333333333333333333333333333333333333333")
    static let swap = Selector(0x3859_3ed1)
    static let mint = Selector(0x1249_c58b)
    static let now: Int64 = 1_767_225_600

    static func address(_ digits: String) -> Address {
        guard let address = Address(wire: "0x\(digits)".utf8Span.span) else {
            preconditionFailure("\(digits) is no address")
        }
        return address
    }

    static func selector(_ digits: String) -> Selector {
        guard let selector = Selector(wire: "0x\(digits)".utf8Span.span) else {
            preconditionFailure("\(digits) is no selector")
        }
        return selector
    }

    static func definition(
        _ permissions: [Permission], account: Address = account, expirySec: Int64 = 0, notBeforeSec: Int64 = 0,
        gasLimitUnit: GasLimitUnit = .gas
    ) -> SessionDefinition {
        SessionDefinition(
            account: account, chainID: 1, key: SessionKey(kind: .secp256k1, address: stranger),
            permissions: permissions, expirySec: expirySec, notBeforeSec: notBeforeSec, gasLimitUnit: gasLimitUnit)
    }

    static func session(
        _ permissions: [Permission], expirySec: Int64 = 0, notBeforeSec: Int64 = 0, gasLimitUnit: GasLimitUnit = .gas
    ) -> Session {
        let definition = definition(
            permissions, expirySec: expirySec, notBeforeSec: notBeforeSec, gasLimitUnit: gasLimitUnit)
        return Session(id: SessionID(1), definition: definition, createdSec: now)
    }

    static func gas(
        _ preVerification: Amount? = 0, _ verification: Amount? = 0, _ call: Amount? = 0, fee: Amount? = nil,
        paymaster: Address? = nil
    ) -> Gas {
        var gas = Gas()
        gas.preVerificationGas = preVerification
        gas.verificationGasLimit = verification
        gas.callGasLimit = call
        gas.maxFeePerGas = fee
        gas.paymaster = paymaster
        return gas
    }
}
