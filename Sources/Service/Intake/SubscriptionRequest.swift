import ControlProtocol
import SessionKeys

/// What somebody wants to be told of.
struct SubscriptionRequest {
    /// The number after which events are sent; `nil` is from now on.
    let after: Int64?
    /// Where that number stands in the parameters.
    let afterPath: ParameterPath
    let session: SessionID?
    let style: Subscription.Style
}
