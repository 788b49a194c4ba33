import TestSupport

/// The two ways to subscribe.
enum SubscriptionStyle: String, CaseIterable {
    case session
    case eth

    func request(_ options: String) -> String {
        switch self {
        case .session: Wire.request("session_subscribe", options)
        case .eth: Wire.request("eth_subscribe", #"["sessions",\#(options)]"#)
        }
    }
}
