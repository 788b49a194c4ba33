package import SessionKeys

/// What a turn of the loop came to.
package struct Outcome {
    /// Bytes for a connection, in the order of its messages.
    package struct Reply {
        package let connection: UInt64
        package let bytes: [UInt8]
        package let endsConnection: Bool
    }

    /// What one caller asked and was told, for the log.
    package struct Case {
        package let caller: Caller
        package let request: Request
        package let answer: Result<Answer, LedgerError>
    }

    package let turn: Turn
    package var cases: [Case]
    package var replies: [Reply] = []
    /// When the first of its messages was taken in, in microseconds of the monotonic clock.
    package let began: UInt64
    /// How long the ledger took, in microseconds.
    package var commitMicroseconds: UInt64
}
