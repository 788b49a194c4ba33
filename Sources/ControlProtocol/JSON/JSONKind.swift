/// The kinds of a JSON value; `true` and `false` are kinds of their own, as in the grammar.
package enum JSONKind: UInt8, Sendable {
    case object
    case array
    case string
    case number
    case `true`
    case `false`
    case null
}
