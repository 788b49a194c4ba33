import ControlProtocol
import SessionKeys

/// The parameters of subscribing and unsubscribing.
extension Router {
    func subscription(_ reader: borrowing ParameterReader, style: Subscription.Style) throws(ValueFault) -> Action {
        .subscribe(
            SubscriptionRequest(
                after: try reader.optionalInteger("after", in: 0...Int64.max), afterPath: reader.path(of: "after"),
                session: try reader.optionalSessionID("sessionId"), style: style))
    }

    /// `["sessions", {after?, sessionId?}]`, as Ethereum clients subscribe.
    func ethSubscription(_ parameters: JSONValue?) throws(ValueFault) -> Action {
        let values = try ParameterList.positions(parameters, limit: 2)
        guard let kind = values.first, kind.matches("sessions") else {
            throw .malformed("[0]", mustBe: "\"sessions\"", not: values.first)
        }
        let options = values.count > 1 ? values[1] : nil
        let reader = try ParameterReader(options, at: ParameterPath.root.element(1), fields: Fields.subscription)
        return try subscription(reader, style: .ethereum)
    }

    func subscriptionID(_ parameters: JSONValue?) throws(ValueFault) -> String {
        let values = try ParameterList.positions(parameters, limit: 1)
        guard let id = values.first?.string else {
            throw .malformed("[0]", mustBe: "the id of a subscription", not: values.first)
        }
        return id
    }
}
