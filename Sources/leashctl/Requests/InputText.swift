import ControlProtocol
import Descriptors
import Glibc
import SessionKeys

/// JSON that somebody gives to a command, in a file or on standard input.
enum InputText {
    /// No request may have more.
    private static let limit = Frame.sizeLimits.upperBound

    /// Reads the JSON of a file; `-` is standard input.
    static func read(_ path: String) throws(Failure) -> JSONValue {
        let name = path == "-" ? "standard input" : PrintableText.of(path)
        let bytes: [UInt8]
        do {
            bytes = try path == "-" ? File.readStandardInput(limit: limit) : File.readToEnd(path, limit: limit)
        } catch {
            guard error.number != .tooLarge else {
                throw .wrongUsage("\(name) has more than \(ByteSize.text(Int64(limit))), which no request may have")
            }
            throw .wrongUsage(PrintableText.of("\(error)"))
        }
        guard !bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) else {
            throw .wrongUsage("\(name) is empty: give JSON there, or say it by options")
        }
        do {
            return try JSONDocument(parsing: bytes).root
        } catch {
            throw .wrongUsage("\(name): \(PrintableText.of("\(error)"))")
        }
    }

    /// Whether nobody has redirected standard input, so that to read it would be to wait for a person.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
