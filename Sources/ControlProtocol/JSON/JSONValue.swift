/// One value of a document: a view that stays valid by itself, and costs nothing but a reference to the tape.
package struct JSONValue: Sendable {
    let tape: JSONTape
    let index: Int

    /// An object without members.
    static let emptyObject = JSONValue(
        tape: JSONTape(bytes: Array("{}".utf8), nodes: [JSONNode(kind: .object, start: 0, end: 2, next: 1)]), index: 0)

    private var node: JSONNode { tape.nodes[index] }

    /// What the value is.
    package var kind: JSONKind { node.kind }

    /// The bytes of the value as they were written, white space inside of it included.
    package var rawBytes: ArraySlice<UInt8> { tape.source(of: index) }

    /// Hands what a string says to the body, in UTF-8 with its escapes resolved; nil for any other kind.
    ///
    /// Without escapes this is the document's bytes: no copy is made.
    package func withText<Result>(_ body: (Span<UInt8>) -> Result?) -> Result? {
        tape.withString(at: index, body)
    }

    /// What a string says; nil for any other kind.
    package var string: String? { withText { String($0) } }

    /// Whether the value is a string that says exactly this, byte for byte.
    package func matches(_ text: String) -> Bool {
        kind == .string && tape.text(of: index, equals: text.utf8Span.span)
    }

    /// The truth value of `true` and `false`; nil for any other kind.
    package var bool: Bool? {
        switch kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A number written as an integer in the range of 64 bits; nil for one with a fraction or an exponent, even if
    /// it is whole in value, and for any other kind.
    package var integer: Int64? {
        kind == .number ? Int64(rawBytes) : nil
    }
}

extension Int64 {
    /// The number that a parsed JSON number spells, if it is a plain integer in range.
    fileprivate init?(_ number: ArraySlice<UInt8>) {
        let isNegative = number.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in isNegative ? number.dropFirst() : number {
            guard JSONText.isDigit(byte) else { return nil }
            let digit = Int64(byte - UInt8(ascii: "0"))
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            // Towards its own sign, so that the least value, which has no positive counterpart, is reached too.
            let (sum, spills) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            guard !overflows, !spills else { return nil }
            value = sum
        }
        self = value
    }
}
