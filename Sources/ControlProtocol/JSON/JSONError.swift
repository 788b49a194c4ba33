import SessionKeys

/// Why some bytes are not a JSON document that leashd accepts; positions are byte offsets from 0.
package enum JSONError: Error, Equatable {
    /// The grammar of RFC 8259 wants something else at this byte.
    case malformed(at: Int, expected: String)
    /// A string holds bytes that are not UTF-8.
    case invalidUTF8(at: Int)
    /// An object names the same member twice, in whatever spelling.
    case duplicateKey(String, at: Int)
    /// Arrays and objects stand inside each other deeper than the limit.
    case tooDeep(limit: Int)
}

extension JSONError: CustomStringConvertible {
    /// A sentence that tells a person what is wrong, and where.
    package var description: String {
        switch self {
        case .malformed(let position, let expected): "not JSON at byte \(position): expected \(expected)"
        case .invalidUTF8(let position): "not UTF-8 at byte \(position)"
        case .duplicateKey(let key, let position):
            "the member \"\(key.beginning)\" stands twice in its object, again at byte \(position)"
        case .tooDeep(let limit): "arrays and objects nested deeper than \(limit)"
        }
    }
}
