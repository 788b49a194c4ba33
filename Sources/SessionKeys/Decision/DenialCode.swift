/// Why an operation, or a request about one, is denied. The raw values are the codes of rules 2 and 3.
package enum DenialCode: String, CaseIterable, Sendable {
    // State and time (2.3, 4.3)
    case sessionRevoked = "session_revoked"
    case sessionExpired = "session_expired"
    case sessionExhausted = "session_exhausted"
    case sessionNotYetValid = "session_not_yet_valid"
    case clockUncertain = "clock_uncertain"
    // Chain and sender (2.3)
    case wrongChain = "wrong_chain"
    case wrongAccount = "wrong_account"
    // Shape (2.1, 2.3)
    case userOperationContextRequired = "user_op_context_required"
    case calldataMalformed = "calldata_malformed"
    case operationEmpty = "operation_empty"
    // Calls (2.4, 2.5)
    case accountFunctionNotAllowed = "account_function_not_allowed"
    case selfCall = "self_call"
    case targetForbidden = "target_forbidden"
    case selectorMissing = "selector_missing"
    case tokenCalldataTooShort = "token_calldata_too_short"
    case tokenCallNotAllowed = "token_call_not_allowed"
    case nativeValueNotAllowed = "native_value_not_allowed"
    case selectorNotAllowed = "selector_not_allowed"
    case targetNotAllowed = "target_not_allowed"
    // Meters (3.2, 3.3)
    case nativeAllowanceExceeded = "native_allowance_exceeded"
    case tokenAllowanceExceeded = "token_allowance_exceeded"
    case gasLimitExceeded = "gas_limit_exceeded"
    case gasUnspecified = "gas_unspecified"
    // The ledger (3.4, 3.5)
    case tooManyReservations = "too_many_reservations"
    case idempotencyConflict = "idempotency_conflict"
    case alreadySettled = "already_settled"
}
