import ControlProtocol
import SessionKeys

/// Members of an answer, read leniently: whatever is missing or strange is nil, and no text can command a terminal.
extension JSONValue {
    /// A member's text, printable.
    func text(_ key: String) -> String? { self[key]?.string.map(PrintableText.of) }

    /// A member's number.
    func number(_ key: String) -> Int64? { self[key]?.integer }

    /// A member's amount.
    func amount(_ key: String) -> Amount? { self[key]?.withText(Amount.init(wire:)) }

    /// A member's elements; none where it is no array.
    func list(_ key: String) -> [JSONValue] { self[key].map { Array($0.elements) } ?? [] }

    /// A chain's number, which goes as a hexadecimal quantity.
    func chain(_ key: String) -> UInt64? {
        amount(key).flatMap { $0.high == 0 ? UInt64(exactly: $0.low) : nil }
    }
}
