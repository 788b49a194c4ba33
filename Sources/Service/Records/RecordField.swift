/// The fields of the journal that are leashd's own; the raw value is the field's name.
package enum RecordField: String, CaseIterable, Sendable {
    case session = "LEASH_SESSION"
    case account = "LEASH_ACCOUNT"
    case chain = "LEASH_CHAIN"
    case authorization = "LEASH_AUTHORIZATION"
    /// A denial's code, or the status with which a session ended.
    case code = "LEASH_CODE"
    /// What was asked for, in decimal.
    case amount = "LEASH_AMOUNT"
    /// What is left of the allowance that was asked too much of, in decimal.
    case remaining = "LEASH_REMAINING"
    case peerUID = "LEASH_PEER_UID"
    case peerGID = "LEASH_PEER_GID"
    case peerPID = "LEASH_PEER_PID"
    /// The socket that was asked at.
    case socket = "LEASH_SOCKET"
    /// The number of the event that the ledger keeps of it.
    case eventSequence = "LEASH_EVENT_SEQ"
    /// The number of the event that a store had come to before another was accepted in its place.
    case knownEventSequence = "LEASH_KNOWN_EVENT_SEQ"
    /// How many records were left out.
    case omitted = "LEASH_OMITTED"
    /// How many of those were denials.
    case omittedDenials = "LEASH_OMITTED_DENIALS"
    /// How much old history was removed.
    case removedEvents = "LEASH_REMOVED_EVENTS"
    case removedAuthorizations = "LEASH_REMOVED_AUTHORIZATIONS"
    /// How far the clock stands beyond what elapsed time explains, in milliseconds.
    case clockStep = "LEASH_CLOCK_STEP_MS"
    case version = "LEASH_VERSION"

    /// Who asked.
    package static let caller: [RecordField] = [.peerUID, .peerGID, .peerPID, .socket]
}
