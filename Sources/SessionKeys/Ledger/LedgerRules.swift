/// The settings that the rules depend on.
package struct LedgerRules: Hashable, Sendable {
    /// How long a reservation waits for its settlement.
    package var reservationSec: Int64 = 3600
    /// How many reservations one session may have open.
    package var reservationLimit = 10_000
    /// How long before its expiry a session takes nothing any more.
    package var expiryMarginSec: Int64 = 0
    /// How many sessions have to expire together to be ended together, which costs little for each.
    /// No setting: tests lower it.
    package var expiriesTogether = 16
    /// How long history is kept after it was made; `nil` is for good.
    package var retentionSec: Int64?

    /// The rules of a daemon without any configuration.
    package init() {}
}
