extension Bookkeeper {
    /// Grants a session, unless its key was used before: then the first answer again, or a conflict (rules 3.5).
    mutating func create(_ request: CreateRequest) throws(LedgerError) -> Answer {
        if let key = request.key, let creation = try store.creation(key: key) {
            guard creation.content == request.content else {
                return .denied([
                    Reason(
                        .idempotencyConflict,
                        "the key \"\(key)\" was used to create another session, \(creation.session)")
                ])
            }
            return granted(creation.session, creation.definition, createdSec: creation.createdSec)
        }
        let definition: SessionDefinition
        do throws(ValueFault) {
            definition = try request.definition.get()
            try definition.validate(at: moment.now)
        } catch {
            return .invalid(error)
        }
        let session = Session(id: request.freshID, definition: definition, createdSec: moment.now.seconds)
        try store.insert(session, from: request)
        try append(.created(account: definition.account, chainID: definition.chainID), of: session.id)
        return granted(session.id, definition, createdSec: session.createdSec)
    }

    private func granted(_ id: SessionID, _ definition: SessionDefinition, createdSec: Int64) -> Answer {
        let warnings = definition.warnings(createdSec: createdSec, expiryMarginSec: rules.expiryMarginSec)
        return .created(id, chainID: definition.chainID, warnings: warnings)
    }
}
