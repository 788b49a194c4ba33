import SessionKeys

/// What an administrator can set, as typed values that are within their limits.
package struct Configuration: Equatable, Sendable {
    /// What the ledger goes by where nothing is set.
    private static let usualRules = LedgerRules()

    // [Sessions]
    /// How long a reservation waits for its settlement.
    package var reservationTime: Duration = .seconds(usualRules.reservationSec)
    /// Open reservations that one session may hold.
    package var reservationLimit = usualRules.reservationLimit
    /// How long before its expiry a session is refused already.
    package var expiryMargin: Duration = .seconds(usualRules.expiryMarginSec)

    // [Clock]
    /// The longest forward step of the clock that is believed without elapsed time to explain it.
    package var forwardStep: Duration = .seconds(3600)

    // [Store]
    /// How long history is kept; `nil` is for good.
    package var retention: Duration?

    // [Limits]
    /// Bytes in one message.
    package var messageSize = 256 * 1024
    /// Requests in one JSON-RPC batch.
    package var requestsPerMessage = 512
    /// Connections open at a time, both sockets together.
    package var connectionLimit = 1024
    /// Bytes of answers that wait for one slow reader.
    package var answerSize = 1024 * 1024
    /// Bytes of memory that all connections together occupy.
    package var bufferSize = 16 * 1024 * 1024
    /// How long a client may read none of the answers that wait for it.
    package var stallTime: Duration = .seconds(5)

    // [Sockets]
    /// The mode of `spend.sock`, where the daemon binds it by itself.
    package var spendSocketMode: UInt32 = 0o660
    /// The group of `spend.sock`.
    package var spendSocketGroup = SocketGroup.own
    /// The mode of `control.sock`, where the daemon binds it by itself.
    package var controlSocketMode: UInt32 = 0o660
    /// The group of `control.sock`.
    package var controlSocketGroup = SocketGroup.own

    // [Log]
    /// The least urgent record that is written.
    package var logLevel = LogLevel.info

    /// The settings of a daemon without any configuration file.
    package static let defaults = Configuration()

    /// Reads the files in the order given, later ones over earlier ones, and answers with all of their faults or none.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - hasGroup: whether the system has a group of that name.
    /// - Returns: what they say.
    /// - Throws: every fault of every file.
    package static func read(
        files: [ConfigurationFile], hasGroup: @escaping (String) -> Bool
    ) throws(ConfigurationFaults) -> Configuration {
        var reader = ConfigurationReader(hasGroup: hasGroup)
        for file in files { reader.read(file) }
        reader.finish()
        guard reader.faults.isEmpty else { throw ConfigurationFaults(faults: reader.faults) }
        return reader.configuration
    }
}
