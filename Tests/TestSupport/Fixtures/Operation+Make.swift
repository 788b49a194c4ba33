package import SessionKeys

extension Operation {
    /// Calls, one after another; without gas numbers unless they are given.
    package static func calls(_ calls: Call..., gas: Gas = Gas(), chainID: UInt64? = nil) -> Operation {
        Operation(.calls(calls, gas), chainID: chainID)
    }

    /// A plain transfer of wei.
    package static func transfer(
        _ value: Amount, to recipient: Address = .recipient, gas: Gas = Gas(), chainID: UInt64? = nil
    ) -> Operation {
        .calls(Call(to: recipient, value: value), gas: gas, chainID: chainID)
    }

    /// A transfer of a token's base units.
    package static func tokenTransfer(
        _ amount: Amount, of token: Address = .token, gas: Gas = Gas(), chainID: UInt64? = nil
    ) -> Operation {
        .calls(.tokenTransfer(amount, of: token), gas: gas, chainID: chainID)
    }

    /// A user operation that executes one call, as the account's signer would get it.
    package static func userOperation(
        _ call: Call, nonce: Amount = 0, gas: Gas = Gas(), chainID: UInt64? = nil, sender: Address = .account
    ) -> Operation {
        let callData = CallData.prefix + CallData.execute(call)
        return Operation(
            .userOperation(UserOperation(sender: sender, nonce: nonce, callData: callData[...], gas: gas)),
            chainID: chainID)
    }
}

extension Call {
    /// A transfer of a token's base units.
    package static func tokenTransfer(_ amount: Amount, of token: Address = .token) -> Call {
        Call(to: token, data: CallData.transfer(amount)[...])
    }
}

extension Gas {
    /// Gas numbers with that sum, which the account pays for unless a paymaster is named.
    package static func make(_ sum: Amount, maxFeePerGas: Amount? = nil, paymaster: Address? = nil) -> Gas {
        var gas = Gas()
        gas.preVerificationGas = 0
        gas.verificationGasLimit = 0
        gas.callGasLimit = sum
        gas.maxFeePerGas = maxFeePerGas
        gas.paymaster = paymaster
        return gas
    }
}
