import ControlProtocol
import SessionKeys

/// The parameters of each method as a request to the ledger.
extension Router {
    func creation(_ parameters: JSONValue?) throws(ValueFault) -> CreateRequest {
        let key = try CreationReading.idempotencyKey(parameters)
        let definition: Result<SessionDefinition, ValueFault>
        do throws(ValueFault) {
            definition = .success(try CreationReading.definition(parameters))
        } catch {
            // Without a key there is nothing to look up before the fault is told.
            guard key != nil else { throw error }
            definition = .failure(error)
        }
        var given = JSONWriter()
        if let permissions = parameters?["permissions"] { given.value(permissions) }
        return CreateRequest(
            definition: definition, permissionsAsGiven: given.bytes, key: key,
            content: key == nil ? nil : (try? definition.get()).map { ContentHash.digest(of: $0.content) },
            freshID: SessionID(random.nextID()))
    }

    func check(_ reader: borrowing ParameterReader) throws(ValueFault) -> Request {
        .check(session: try reader.sessionID("sessionId"), try OperationReading.operation(reader))
    }

    func authorization(_ reader: borrowing ParameterReader) throws(ValueFault) -> AuthorizeRequest {
        let session = try reader.sessionID("sessionId")
        let operation = try OperationReading.operation(reader)
        let settle = try reader.optionalBool("settle") ?? false
        let name = try reader.optionalKey("idempotencyKey")
        // Calls without a name are new each time; a user operation is known by its content.
        let isKnown = name != nil || operation.isUserOperation
        let key =
            isKnown ? OperationKey(name: name, content: ContentHash.digest(of: operation.content(settle: settle))) : nil
        return AuthorizeRequest(
            session: session, operation: operation, key: key, settle: settle, freshNonce: random.next())
    }

    /// Whoever spends may not give itself anything back (rules 3.4).
    func settlement(_ reader: borrowing ParameterReader, from caller: Caller) throws(ValueFault) -> Action {
        let id = try reader.authorizationID("authorizationId")
        let outcome = try reader.choice("outcome", Settlement.Outcome.self)
        let actualGasUsed = try reader.optionalGasField("actualGasUsed")
        guard caller.socket == .control || outcome == .success && actualGasUsed == nil else {
            return .refuse(.controlSocketOnly("a settlement that gives something back"))
        }
        return .ask(.settle(SettleRequest(authorization: id, outcome: outcome, actualGasUsed: actualGasUsed)))
    }

    func revocation(_ reader: borrowing ParameterReader) throws(ValueFault) -> RevokeRequest {
        let session = try reader.optionalSessionID("sessionId")
        let account = try reader.optionalAddress("account")
        let reason = try reader.optionalLabel("reason")
        switch (session, account) {
        case (let session?, nil): return RevokeRequest(.session(session), reason: reason)
        case (nil, let account?): return RevokeRequest(.account(account), reason: reason)
        case (nil, nil): throw reader.fault("sessionId", "is missing; give it or an account")
        case (_?, _?): throw reader.fault("account", "is given beside sessionId; give one of them")
        }
    }

    func listing(_ reader: borrowing ParameterReader) throws(ValueFault) -> Query {
        var filter = SessionFilter()
        filter.status = try reader.optionalChoice("status", SessionStatus.self)
        filter.account = try reader.optionalAddress("account")
        filter.chainID = try reader.optionalChainID("chainId")
        return .sessions(filter, try page(reader))
    }

    func authorizations(_ reader: borrowing ParameterReader) throws(ValueFault) -> Query {
        .authorizations(try reader.sessionID("sessionId"), try page(reader))
    }

    func events(_ reader: borrowing ParameterReader) throws(ValueFault) -> Query {
        .events(
            after: try reader.optionalInteger("after", in: 0...Int64.max) ?? 0,
            session: try reader.optionalSessionID("sessionId"), limit: try pageLimit(reader))
    }

    func backupOffset(_ reader: borrowing ParameterReader) throws(ValueFault) -> Int64 {
        try reader.required("offset", try reader.optionalInteger("offset", in: 0...Int64.max))
    }

    private func page(_ reader: borrowing ParameterReader) throws(ValueFault) -> PageRequest {
        let cursor = try reader.optional("cursor", "the nextCursor of the page before") { text in
            let text = String(text)
            return Int64(text).flatMap { $0 > 0 && String($0) == text ? $0 : nil }
        }
        return PageRequest(limit: try pageLimit(reader), before: cursor, byteLimit: PageRequest.answerBytes)
    }

    private func pageLimit(_ reader: borrowing ParameterReader) throws(ValueFault) -> Int {
        try reader.optionalInteger("limit", in: 1...Int64(PageRequest.largestLimit)).map(Int.init)
            ?? PageRequest.usualLimit
    }
}
