import SessionKeys

extension Reason {
    /// What the caller was told, but for the key that it chose: that is between the two of them.
    func recordText(of request: Request) -> String {
        switch (code, request) {
        case (.idempotencyConflict, _): "the key was used for something else"
        case (.alreadySettled, .authorize): "what the key was used for is settled, and not as a success; use a new key"
        default: message
        }
    }
}
