package import SessionKeys

/// Reads the operation that `session_check` and `session_authorize` take.
package enum OperationReading {
    /// The operation in parameters that have been held against their table of fields.
    package static func operation(_ reader: borrowing ParameterReader) throws(ValueFault) -> Operation {
        let chainID = try reader.optionalChainID("chainId")
        if let value = reader["userOperation"] {
            guard reader["calls"] == nil else {
                throw reader.fault("calls", "is given beside userOperation; give one of them")
            }
            guard reader["gas"] == nil else {
                throw reader.fault("gas", "is given beside userOperation, which carries its own")
            }
            return Operation(.userOperation(try userOperation(value)), chainID: chainID)
        }
        guard let list = try reader.optionalList("calls") else {
            throw reader.fault("calls", "is missing; give it or a userOperation")
        }
        var calls: [Call] = []
        calls.reserveCapacity(list.count)
        for (path, value) in list { calls.append(try call(value, at: path)) }
        return Operation(.calls(calls, try gas(reader["gas"])), chainID: chainID)
    }

    private static func call(_ value: JSONValue, at path: ParameterPath) throws(ValueFault) -> Call {
        let reader = try ParameterReader(value, at: path, fields: Fields.call)
        return Call(
            to: try reader.address("to"), value: try reader.optionalAmount("value") ?? .zero,
            data: try reader.optionalBytes("data")?[...] ?? [])
    }

    private static func gas(_ value: JSONValue?) throws(ValueFault) -> Gas {
        guard let value else { return Gas() }
        return try gas(in: ParameterReader(value, at: ParameterPath.root.member("gas"), fields: Fields.gas))
    }

    private static func gas(in reader: borrowing ParameterReader) throws(ValueFault) -> Gas {
        var gas = Gas()
        gas.preVerificationGas = try reader.optionalGasField("preVerificationGas")
        gas.verificationGasLimit = try reader.optionalGasField("verificationGasLimit")
        gas.callGasLimit = try reader.optionalGasField("callGasLimit")
        gas.maxFeePerGas = try reader.optionalGasField("maxFeePerGas")
        gas.paymaster = try reader.optionalAddress("paymaster")
        // The EntryPoint takes the zero address for no paymaster, and would charge the account.
        if gas.paymaster == .zero { throw reader.fault("paymaster", "is the zero address, which is no paymaster") }
        return gas
    }

    private static func userOperation(_ value: JSONValue) throws(ValueFault) -> UserOperation {
        let reader = try ParameterReader(
            value, at: ParameterPath.root.member("userOperation"), fields: Fields.userOperation)
        let gas = try gas(in: reader)
        // What decides nothing is held against its form all the same, and tells one operation from another.
        var content = ContentWriter()
        for name: StaticString in ["maxPriorityFeePerGas", "paymasterVerificationGasLimit", "paymasterPostOpGasLimit"] {
            content.append(try reader.optionalGasField(name))
        }
        content.append(try reader.optionalFactory("factory"))
        for name: StaticString in ["factoryData", "paymasterData"] {
            content.append(try reader.optionalBytes(name)?[...])
        }
        if let authorization = reader["eip7702Auth"], authorization.kind != .object {
            throw reader.fault("eip7702Auth", mustBe: "an object", not: authorization)
        }
        content.append(reader["eip7702Auth"]?.canonicalBytes()[...])
        _ = try reader.optionalBytes("signature")
        let callData = try reader.required("callData", try reader.optionalBytes("callData"))
        return UserOperation(
            sender: try reader.address("sender"), nonce: try reader.amount("nonce"), callData: callData[...], gas: gas,
            otherContent: content.bytes)
    }
}
