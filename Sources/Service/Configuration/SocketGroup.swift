import SessionKeys

/// The group that a socket belongs to, not yet looked up.
package enum SocketGroup: Equatable, Sendable {
    /// The daemon's own group.
    case own
    case name(String)
    case id(UInt32)

    private static let longestName = 31

    /// Reads a group's name or number; nil where no system could have such a group.
    init?(text: String) {
        if let number = WholeNumber.read(text.utf8) {
            // All ones means "unchanged" to chown(2).
            guard number < UInt32.max else { return nil }
            self = .id(UInt32(number))
        } else if Self.isName(text) {
            self = .name(text)
        } else {
            return nil
        }
    }

    /// The group as a setting's value.
    var text: String {
        switch self {
        case .own: ""
        case .name(let name): name
        case .id(let id): String(id)
        }
    }

    private static func isName(_ text: String) -> Bool {
        guard text.utf8.count <= longestName, let first = text.utf8.first else { return false }
        return isLetter(first)
            && text.utf8.allSatisfy { isLetter($0) || WholeNumber.isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
