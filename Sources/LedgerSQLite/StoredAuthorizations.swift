internal import SessionKeys

/// The authorizations of the store.
extension SQLiteStore {
    func authorization(_ id: AuthorizationID) throws(LedgerError) -> Authorization? {
        guard let number = Int64(exactly: id.number) else { return nil }
        let found = try statements.authorization.first(.integer(number)) { row throws(LedgerError) in
            try self.authorization(in: row)
        }
        guard let found, found.id == id else { return nil }
        return found
    }

    func authorization(of session: SessionID, knownBy key: OperationKey) throws(LedgerError) -> Authorization? {
        guard let owner = try self.session(session) else { return nil }
        let number = Value.integer(try number(of: session))
        let read = { (row: Statement) throws(LedgerError) in try AuthorizationRow.authorization(row, of: owner) }
        if let name = key.name { return try statements.authorizationByName.first(number, .text(name), read: read) }
        return try statements.authorizationByContent.first(number, .blob(key.content.bytes), read: read)
    }

    func insert(_ authorization: Authorization) throws(LedgerError) {
        guard let session = try session(authorization.session) else {
            throw LedgerError.corrupt("there is no session \(authorization.session)")
        }
        let settlement = authorization.settlement
        try statements.insertAuthorization.run(
            .integer(Int64(authorization.id.number)), .integer(Int64(bitPattern: authorization.id.nonce)),
            .integer(try number(of: session.id)), .optional(authorization.key?.name),
            .optional(authorization.key?.content.bytes), .integer(authorization.reservedSec),
            .optional(authorization.reservedUntilSec), .blob(AmountsCoding.encode(authorization.debits, of: session)),
            .blob(CallsCoding.encode(authorization.calls)), .integer(Int64(authorization.omittedCalls)),
            .blob(AmountsCoding.encode(authorization.meters)), .optional(settlement?.outcome.rawValue),
            .optional(settlement?.actualGasUsed?.bigEndianBytes), .optional(settlement?.settledSec),
            .optional(settlement.map { AmountsCoding.encode($0.debits, of: session) }),
            .optional(settlement.map { AmountsCoding.encode($0.meters) }))
    }

    func update(_ authorization: Authorization) throws(LedgerError) {
        guard let settlement = authorization.settlement, let session = try session(authorization.session) else {
            throw LedgerError.corrupt("only a settlement changes the authorization \(authorization.id)")
        }
        try statements.settleAuthorization.run(
            .text(settlement.outcome.rawValue), .optional(settlement.actualGasUsed?.bigEndianBytes),
            .integer(settlement.settledSec), .blob(AmountsCoding.encode(settlement.debits, of: session)),
            .blob(AmountsCoding.encode(settlement.meters)), .integer(Int64(authorization.id.number)))
        countSettlement()
    }

    /// The authorization in a row, with whatever session it belongs to.
    func authorization(in row: Statement) throws(LedgerError) -> Authorization {
        let number = row.integer(AuthorizationRow.sessionColumn)
        let id = try statements.sessionID.first(.integer(number)) { row throws(LedgerError) in
            SessionID(UInt128(bigEndian: row.bytes(0)[...]))
        }
        guard let id, let session = try session(id) else {
            throw LedgerError.corrupt("there is no session with the number \(number)")
        }
        return try AuthorizationRow.authorization(row, of: session)
    }
}
