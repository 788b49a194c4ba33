import ControlProtocol
import SessionKeys
import Testing

/// Holds an answer against what a vector expects: only what is named is compared.
struct VectorComparison {
    /// What a failure is told with.
    let place: String
    let ids: [String: String]

    /// What is compared in a way of its own.
    private static let special: Set<String> = ["call", "reasons", "meters", "debits", "warned", "revoked"]

    func compare(error: JSONValue, with expected: JSONValue?) {
        guard let number = expected?["error"]?.integer else {
            return record("refused")
        }
        #expect(error["code"]?.integer == number, "\(place)")
        for name in ["code", "path"] {
            guard let value = expected?[name]?.string else { continue }
            #expect(error["data"]?[name]?.string == value, "\(place)")
        }
        compare(reasons: error["data"]?["reasons"], with: expected)
    }

    func compare(result: JSONValue, with expected: JSONValue?) throws {
        guard expected?["error"] == nil else { return record("not refused") }
        compare(reasons: result["reasons"], with: expected)
        let members = expected.map { $0.members.map { (name: $0.key.string ?? "", value: $0.value) } } ?? []
        for (name, value) in members where !Self.special.contains(name) {
            let wanted = value.string.map { ids[$0] ?? $0 } ?? text(of: value)
            #expect(result[name].map { $0.string ?? text(of: $0) } == wanted, "\(name) of \(place)")
        }
        if let meters = expected?["meters"] { try compare(meters: result["meters"], with: meters) }
        if let debits = expected?["debits"] {
            #expect(try amounts(of: result["debits"]) == amounts(of: debits), "\(place)")
        }
        if let warned = expected?["warned"]?.bool {
            #expect(((result["warnings"]?.count ?? 0) > 0) == warned, "\(place)")
        }
        if let revoked = expected?["revoked"]?.integer { #expect(result["revoked"]?.count == Int(revoked), "\(place)") }
        checkForm(of: result)
    }

    private func compare(reasons: JSONValue?, with expected: JSONValue?) {
        let reasons = reasons.map { Array($0.elements) } ?? []
        if let call = expected?["call"]?.integer { #expect(reasons.first?["call"]?.integer == call, "\(place)") }
        guard let wanted = expected?["reasons"] else { return }
        #expect(reasons.map(Self.summary) == wanted.elements.map(Self.summary), "\(place)")
    }

    private static func summary(of reason: JSONValue) -> String {
        "\(reason["code"]?.string ?? "?") \(reason["call"]?.integer ?? -1)"
    }

    private func compare(meters: JSONValue?, with expected: JSONValue) throws {
        for wanted in expected.elements {
            let meter = try #require(meters?.elements.first { kind(of: $0) == kind(of: wanted) }, "\(place)")
            for name in ["allowance", "spent", "reserved", "remaining"] {
                guard let value = wanted[name] else { continue }
                #expect(try amount(meter[name]) == amount(value), "\(name) of \(place)")
            }
        }
    }

    /// What holds for every answer, expected or not.
    private func checkForm(of result: JSONValue) {
        let debits = result["debits"].map { $0.elements.map(kind) } ?? []
        #expect(Set(debits).count == debits.count, "a meter has two debits: \(place)")
        for warning in result["warnings"].map({ Array($0.elements) }) ?? [] {
            #expect(
                warning["code"]?.string?.isEmpty == false && warning["message"]?.string?.isEmpty == false, "\(place)")
        }
        guard let permissions = result["permissions"], let meters = result["meters"] else { return }
        let metered = permissions.elements.filter { $0["data"]?["allowance"] != nil || $0["data"]?["limit"] != nil }
        #expect(
            meters.elements.map(kind) == metered.map(kind), "meters stand in the order of the permissions: \(place)")
    }

    /// What a debit, a meter or a permission is about.
    private func kind(of entry: JSONValue) -> String {
        let address = entry["address"] ?? entry["data"]?["address"]
        return "\(entry["type"]?.string ?? "?") \(address?.string?.lowercased() ?? "")"
    }

    private func amounts(of debits: JSONValue?) throws -> [String: Amount] {
        var amounts: [String: Amount] = [:]
        for debit in try #require(debits, "\(place)").elements {
            let amount = try amount(debit["amount"])
            if !amount.isZero { amounts[kind(of: debit)] = amount }
        }
        return amounts
    }

    private func amount(_ value: JSONValue?) throws -> Amount {
        try #require(value?.withText(Amount.init(wire:)), "no amount: \(place)")
    }

    private func text(of value: JSONValue) -> String { String(decoding: value.rawBytes, as: UTF8.self) }

    private func record(_ what: String) { Issue.record("\(what): \(place)") }
}
