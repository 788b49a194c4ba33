import SessionKeys

/// Calls in short as the authorization table keeps them.
enum CallsCoding {
    static func encode(_ calls: [CallSummary]) -> [UInt8] {
        var writer = RowWriter(capacity: (20 + 1 + 4 + RowWriter.amountSize) * calls.count)
        for call in calls {
            writer.append(call.to)
            writer.append(call.selector == nil ? 0 : 1)
            if let selector = call.selector { writer.append(selector) }
            writer.append(call.value)
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(LedgerError) -> [CallSummary] {
        var reader = RowReader(bytes)
        var calls: [CallSummary] = []
        while !reader.isAtEnd {
            let to = try reader.address()
            let selector = try reader.byte() == 0 ? nil : try reader.selector()
            calls.append(CallSummary(to: to, selector: selector, value: try reader.amount()))
        }
        return calls
    }
}
