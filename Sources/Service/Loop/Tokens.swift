/// What the poller's tokens stand for. Connections have all numbers from `firstConnection` on.
enum Tokens {
    static let signals: UInt64 = 0
    static let deadline: UInt64 = 1
    static let watchdog: UInt64 = 2
    static let commit: UInt64 = 3
    static let backgroundWork: UInt64 = 4
    static let firstSocket: UInt64 = 16
    static let firstConnection: UInt64 = 1024
}
