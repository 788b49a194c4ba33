/// What connections may take of the process.
struct ConnectionLimits {
    /// What the daemon has open besides connections, the administrators beyond the limit among it.
    private static let ownDescriptors = 64

    /// How many may be open: as many as are wanted, as far as there are descriptors for them.
    let connections: Int
    /// Whether that is fewer than are wanted.
    let isLowered: Bool
    /// How many bytes one message may have.
    let messageSize: Int
    /// How many bytes of answers may wait for one of them.
    let answerSize: Int
    /// How much memory all together may occupy.
    let bufferSize: Int
    /// How much memory they may occupy, all of them together and whatever they do.
    var mostHeld: Int { 8 * bufferSize }
    /// How long one may read nothing before it counts as stalled.
    let stallMicroseconds: UInt64

    /// The limits of a configuration, for a process that may have `descriptors` descriptors open.
    init(_ configuration: Configuration, descriptors: Int) {
        connections = min(configuration.connectionLimit, max(1, descriptors - Self.ownDescriptors))
        isLowered = connections < configuration.connectionLimit
        messageSize = configuration.messageSize
        answerSize = configuration.answerSize
        bufferSize = configuration.bufferSize
        stallMicroseconds = configuration.stallMicroseconds
    }
}
