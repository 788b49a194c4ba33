package import SessionKeys

/// The values of rules 1.1.
extension ParameterReader {
    /// An address, if it is there.
    package func optionalAddress(_ name: StaticString) throws(ValueFault) -> Address? {
        try optional(name, "0x and 40 hex digits", Address.init(wire:))
    }

    /// An address that must be there.
    package func address(_ name: StaticString) throws(ValueFault) -> Address {
        try required(name, try optionalAddress(name))
    }

    /// A factory, or the mark of EIP-7702 in its place, if it is there; the mark is padded as the EntryPoint compares it.
    package func optionalFactory(_ name: StaticString) throws(ValueFault) -> Address? {
        try optional(name, "0x and 40 hex digits, or 0x7702") { text in
            text.isSame(as: "0x7702".utf8Span.span) ? Address(high: 0x7702 << 112, low: 0) : Address(wire: text)
        }
    }

    /// An amount, if it is there.
    package func optionalAmount(_ name: StaticString) throws(ValueFault) -> Amount? {
        try optional(name, "a string of 0x and 1 to 64 hex digits", Amount.init(wire:))
    }

    /// An amount that must be there.
    package func amount(_ name: StaticString) throws(ValueFault) -> Amount {
        try required(name, try optionalAmount(name))
    }

    /// A gas number or fee, which the EntryPoint takes up to 2^120 - 1.
    package func optionalGasField(_ name: StaticString) throws(ValueFault) -> Amount? {
        guard let number = try optionalAmount(name) else { return nil }
        guard number <= Gas.largestField else {
            throw fault(name, mustBe: "at most 2^120 - 1, as the EntryPoint takes it", not: self[name])
        }
        return number
    }

    /// Bytes, if they are there.
    package func optionalBytes(_ name: StaticString) throws(ValueFault) -> [UInt8]? {
        try optional(name, "0x and an even number of hex digits", Hex.bytes(of:))
    }

    /// A chain, if it is there.
    package func optionalChainID(_ name: StaticString) throws(ValueFault) -> UInt64? {
        try optional(name, "a hex string from 0x1 to 0xffffffffffffffff", ChainID.number(wire:))
    }

    /// A session's id that must be there.
    package func sessionID(_ name: StaticString) throws(ValueFault) -> SessionID {
        try required(name, try optionalSessionID(name))
    }

    /// A session's id, if it is there.
    package func optionalSessionID(_ name: StaticString) throws(ValueFault) -> SessionID? {
        try optional(name, "0x and 32 hex digits", SessionID.init(wire:))
    }

    /// An authorization's id that must be there.
    package func authorizationID(_ name: StaticString) throws(ValueFault) -> AuthorizationID {
        try required(name, try optional(name, "0x and 32 hex digits", AuthorizationID.init(wire:)))
    }

    /// A text for people, if it is there.
    package func optionalLabel(_ name: StaticString) throws(ValueFault) -> String? {
        try optional(name, "at most \(GivenText.labelLimit) characters long, without control characters") { bytes in
            let text = String(bytes)
            return GivenText.isLabel(text) ? text : nil
        }
    }

    /// An idempotency key, if it is there.
    package func optionalKey(_ name: StaticString) throws(ValueFault) -> String? {
        try optional(name, GivenText.keyForm) { bytes in
            let text = String(bytes)
            return GivenText.isKey(text) ? text : nil
        }
    }

    /// A truth value, if it is there.
    package func optionalBool(_ name: StaticString) throws(ValueFault) -> Bool? {
        guard let value = self[name] else { return nil }
        guard let bool = value.bool else { throw fault(name, mustBe: "true or false", not: value) }
        return bool
    }

    /// A JSON integer of a range, if it is there; a fault calls it what it counts.
    package func optionalInteger(
        _ name: StaticString, in range: ClosedRange<Int64>, called what: StaticString = "an integer"
    ) throws(ValueFault) -> Int64? {
        guard let value = self[name] else { return nil }
        guard let integer = value.integer, range.contains(integer) else {
            throw fault(name, mustBe: "\(what) from \(range.lowerBound) to \(range.upperBound)", not: value)
        }
        return integer
    }

    /// One of the raw values of a type.
    package func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: StaticString, _ type: Choice.Type
    ) throws(ValueFault) -> Choice? where Choice.RawValue == String {
        try optional(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))") {
            Choice(rawValue: String($0))
        }
    }

    /// One of the raw values of a type, which must be there.
    package func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: StaticString, _ type: Choice.Type
    ) throws(ValueFault) -> Choice where Choice.RawValue == String {
        try required(name, try optionalChoice(name, type))
    }

    /// The elements of a list that must be there, each with its place.
    package func list(_ name: StaticString) throws(ValueFault) -> [(path: ParameterPath, value: JSONValue)] {
        try required(name, try optionalList(name))
    }

    /// The elements of a list, each with its place, if it is there.
    package func optionalList(_ name: StaticString) throws(ValueFault) -> [(path: ParameterPath, value: JSONValue)]? {
        guard let value = self[name] else { return nil }
        guard value.kind == .array else { throw fault(name, mustBe: "an array", not: value) }
        let path = path(of: name)
        return value.elements.enumerated().map { index, element in (path.element(index), element) }
    }
}
