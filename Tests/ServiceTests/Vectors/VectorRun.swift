import ControlProtocol
import ServiceTestSupport
import SessionKeys
import Testing

/// Plays a case against a desk, and holds each answer against what is expected of it.
struct VectorRun {
    let vector: Vector
    let desk: Desk
    /// The ids that answers gave, by their names.
    private var ids: [String: String] = [:]

    /// Methods whose parameters name everything by themselves.
    private static let selfSufficient: Set<String> = ["wallet_createSession", "session_settle"]

    init(_ vector: Vector, on desk: Desk) {
        self.vector = vector
        self.desk = desk
    }

    mutating func play() throws {
        let session = try #require(vector.value["session"])
        let answer = try desk.request("wallet_createSession", text(of: session))
        try compare(answer, with: vector.value["expect"], "the creation")
        ids["$session"] = answer["result"]?["sessionId"]?.string
        for (index, step) in try vector.steps.enumerated() { try play(step, "step \(index)") }
    }

    private mutating func play(_ step: Vector.Step, _ place: String) throws {
        if let atSec = step.atSec { try desk.move(toSec: atSec) }
        let answer = try desk.request(step.method, parameters(of: step), at: step.socket)
        if let alias = step.alias {
            ids["$" + alias] = answer["result"]?["authorizationId"]?.string ?? answer["result"]?["sessionId"]?.string
        }
        try compare(answer, with: step.expected, "\(place), \(step.method)")
    }

    /// The parameters with ids in the place of names, and with the session's id where they need it.
    private func parameters(of step: Vector.Step) -> String {
        var text = text(of: step.parameters)
        let namesSomething = step.parameters["account"] != nil || step.parameters["sessionId"] != nil
        if !Self.selfSufficient.contains(step.method), !namesSomething, let id = ids["$session"] {
            let comma = step.parameters.count > 0 ? "," : ""
            text = #"{"sessionId":"\#(id)"\#(comma)"# + text.dropFirst()
        }
        return text
    }

    private func text(of value: JSONValue) -> String {
        var text = String(decoding: value.rawBytes, as: UTF8.self)
        // The longer names first: one may begin like another.
        for (name, id) in ids.sorted(by: { $0.key.count > $1.key.count }) {
            text = text.split(separator: "\"\(name)\"", omittingEmptySubsequences: false).joined(separator: "\"\(id)\"")
        }
        return text
    }

    private func compare(_ answer: JSONValue, with expected: JSONValue?, _ place: String) throws {
        let comparison = VectorComparison(
            place: "\(vector.name): \(place): \(String(decoding: answer.rawBytes, as: UTF8.self))", ids: ids)
        if let error = answer["error"] {
            comparison.compare(error: error, with: expected)
        } else {
            try comparison.compare(result: try #require(answer["result"]), with: expected)
        }
    }
}
