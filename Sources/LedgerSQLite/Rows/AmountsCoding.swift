import SessionKeys

/// Debits and meter readings as the authorization table keeps them: by the meter's position in its session.
enum AmountsCoding {
    static func encode(_ debits: [Debit], of session: Session) -> [UInt8] {
        var writer = RowWriter(capacity: (1 + RowWriter.amountSize) * debits.count)
        for debit in debits {
            guard let position = session.meters.firstIndex(where: { $0.kind == debit.kind }) else {
                preconditionFailure("a debit names a meter that its session does not have")
            }
            writer.append(UInt8(position))
            writer.append(debit.amount)
        }
        return writer.bytes
    }

    static func debits(_ bytes: [UInt8], of session: Session) throws(LedgerError) -> [Debit] {
        var reader = RowReader(bytes)
        var debits: [Debit] = []
        while !reader.isAtEnd {
            let position = Int(try reader.byte())
            guard session.meters.indices.contains(position) else {
                throw LedgerError.corrupt("a debit names the meter \(position), which its session does not have")
            }
            let kind = session.meters[position].kind
            // Each by itself may fit what the meter holds where both together do not.
            guard !debits.contains(where: { $0.kind == kind }) else {
                throw LedgerError.corrupt("two debits name the meter \(position)")
            }
            debits.append(Debit(kind, try reader.amount()))
        }
        return debits
    }

    /// The readings, which stand in the order of the session's meters. What remains tells whether the session had
    /// ended.
    static func encode(_ readings: [MeterReading]) -> [UInt8] {
        var writer = RowWriter(capacity: 3 * RowWriter.amountSize * readings.count)
        for reading in readings {
            writer.append(reading.spent)
            writer.append(reading.reserved)
            writer.append(reading.remaining)
        }
        return writer.bytes
    }

    static func readings(_ bytes: [UInt8], of session: Session) throws(LedgerError) -> [MeterReading] {
        var reader = RowReader(bytes)
        var readings: [MeterReading] = []
        for meter in session.meters {
            readings.append(
                MeterReading(
                    kind: meter.kind, allowance: meter.allowance, spent: try reader.amount(),
                    reserved: try reader.amount(), remaining: try reader.amount()))
        }
        return readings
    }
}
