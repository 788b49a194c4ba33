import SessionKeys

/// Holds each check against the authorization that was asked for right after it.
enum Foresight {
    /// What an authorization may be denied for that no check foretells: its key, and the room for reservations.
    private static let beyondChecks: [DenialCode] = [.idempotencyConflict, .alreadySettled, .tooManyReservations]

    /// Where the two of them disagree, in words; `known` are the authorizations of earlier steps, which may be answered
    /// again.
    static func contradictions(in answered: AnsweredBatch, of step: Step, known: [AuthorizationID]) -> [String] {
        guard case .commit(let requests, _, _) = step else { return [] }
        var known = Set(known)
        var found: [String] = []
        for index in requests.indices.dropFirst() {
            guard case .authorize(let request) = requests[index], case .check = requests[index - 1],
                case .success(let foretold) = answered.answers[index - 1],
                case .success(let given) = answered.answers[index]
            else { continue }
            if case .authorized(let authorization, _) = given, !known.insert(authorization.id).inserted { continue }
            if !agree(foretold, given, settle: request.settle) { found.append("\(foretold) was foretold of \(given)") }
        }
        return found
    }

    private static func agree(_ foretold: Answer, _ given: Answer, settle: Bool) -> Bool {
        switch (foretold, given) {
        case (.unknownSession(let foretold), .unknownSession(let given)): foretold == given
        case (.checked(let verdict, let meters), .authorized(let authorization, _)):
            // Settled at once, the same debits are spent and not reserved.
            verdict.isAllowed && verdict.debits == authorization.debits && (settle || meters == authorization.meters)
        case (.checked(let verdict, _), .denied(let reasons, _)):
            reasons.first.map { beyondChecks.contains($0.code) || $0.code == verdict.reasons.first?.code } ?? false
        default: false
        }
    }
}
