import ControlProtocol
import SessionKeys

/// The members of a request that say what the operation is; without the braces around them.
struct OperationMembers {
    /// `"calls":[...],"gas":{...}`.
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Takes an operation from what was given: an object with `calls` or `userOperation`, a bare list of calls, or a
    /// bare user operation. A session that it names must be the one that is meant.
    ///
    /// - Parameters:
    ///   - input: what was given.
    ///   - session: the session's id.
    ///   - others: members that say nothing of the operation, and are left out.
    /// - Throws: where it is none of these, or names another session.
    init(_ input: InputText, within session: String, without others: [String] = []) throws(Failure) {
        let value = input.value
        var writer = JSONWriter()
        if value.kind == .array {
            writer.member("calls", value: value)
        } else if value["callData"] != nil {
            writer.member("userOperation", value: value)
        } else {
            guard value["calls"] != nil || value["userOperation"] != nil else {
                throw input.fault("an operation is a JSON object with calls or userOperation, or a list of calls")
            }
            if let named = value["sessionId"], named.string?.lowercased() != session {
                let given = String(decoding: named.rawBytes, as: UTF8.self)
                throw input.fault("it names the session \(ShownText.of(given)), and not \(session)")
            }
            let leftOut = ["sessionId"] + others
            for (key, member) in value.members where !leftOut.contains(where: { key.matches($0) }) {
                writer.key(named: key.string ?? "")
                writer.value(member)
            }
        }
        bytes = writer.bytes
    }

    /// Whether the call at a place has no data, so that it only sends value; of a user operation it is not known.
    func isPlainTransfer(at index: Int64) -> Bool {
        let object = [UInt8(ascii: "{")] + bytes + [UInt8(ascii: "}")]
        let calls = (try? JSONDocument(parsing: object).root.list("calls")) ?? []
        guard calls.indices.contains(Int(index)) else { return false }
        return calls[Int(index)]["data"]?.matches("0x") ?? true
    }

    /// Writes the list of one call.
    static func writeCall(to: Address, value: Amount?, data: [UInt8]?, into writer: inout JSONWriter) {
        writer.array("calls") { writer in
            writer.object { writer in
                writer.member("to", address: to)
                if let value { writer.member("value", amount: value) }
                if let data { writer.member("data", hex: data) }
            }
        }
    }
}
