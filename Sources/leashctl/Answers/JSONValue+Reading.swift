import ControlProtocol
import SessionKeys

/// Members of an answer, read leniently but for what is needed: whatever is missing or strange is nil, and no text can
/// command a terminal.
extension JSONValue {
    /// What a verdict rests on, by the keys that lead to it: whoever answers without it, or with another kind, is not
    /// leashd.
    func needed<Value>(_ keys: String..., as read: (JSONValue) -> Value?) throws(Failure) -> Value {
        let member = keys.reduce(self as JSONValue?) { $0?[$1] }
        guard let value = member.flatMap(read) else {
            throw .misunderstood("an answer without \(keys.joined(separator: "."))")
        }
        return value
    }

    /// The rows of a listing, each of which has texts by these names: what has none of them is no row of leashd's.
    func neededRows(_ key: String, with names: [String]) throws(Failure) -> [JSONValue] {
        let rows = try needed(key) { $0.kind == .array ? Array($0.elements) : nil }
        for (place, row) in rows.enumerated() {
            for name in names where row[name]?.string == nil {
                throw .misunderstood("an answer without \(key)[\(place)].\(name)")
            }
        }
        return rows
    }

    /// A member's text, printable.
    func text(_ key: String) -> String? { self[key]?.string.map(ShownText.of) }

    /// A member's text, where it says anything.
    func filledText(_ key: String) -> String? { text(key).flatMap { $0.isEmpty ? nil : $0 } }

    /// A member's number.
    func number(_ key: String) -> Int64? { self[key]?.integer }

    /// A member's amount.
    func amount(_ key: String) -> Amount? { self[key]?.withText(Amount.init(wire:)) }

    /// A member's elements; none where it is no array.
    func list(_ key: String) -> [JSONValue] { self[key].map { Array($0.elements) } ?? [] }

    /// A chain's number, which goes as a hexadecimal quantity.
    func chain(_ key: String) -> UInt64? { self[key]?.withText(ChainID.number(wire:)) }
}
