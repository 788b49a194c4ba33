package import SessionKeys

extension CreateRequest {
    /// A request for a session, with the content that its definition has.
    package static func make(
        _ definition: SessionDefinition = .make(), key: String? = nil, permissionsAsGiven: String = "[]",
        freshID: SessionID = SessionID(1)
    ) -> CreateRequest {
        CreateRequest(
            definition: .success(definition), permissionsAsGiven: Array(permissionsAsGiven.utf8), key: key,
            content: .make(definition.content), freshID: freshID)
    }

    /// A request whose definition could not be read.
    package static func faulty(_ fault: ValueFault, key: String? = nil) -> CreateRequest {
        CreateRequest(
            definition: .failure(fault), permissionsAsGiven: [], key: key, content: nil, freshID: SessionID(1))
    }
}

extension AuthorizeRequest {
    /// A request that is known by the name that is given, or by its content where it is a user operation without one.
    package static func make(
        _ operation: Operation, within session: SessionID, named name: String? = nil, settle: Bool = false,
        freshNonce: UInt64 = 1
    ) -> AuthorizeRequest {
        let isKnown = name != nil || operation.isUserOperation
        return AuthorizeRequest(
            session: session, operation: operation,
            key: isKnown ? OperationKey(name: name, content: .make(operation.content(settle: settle))) : nil,
            settle: settle, freshNonce: freshNonce)
    }
}
