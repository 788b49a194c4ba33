import ControlProtocol
import Descriptors
import Glibc

/// JSON that somebody gives to a command, in a file or on standard input.
struct InputText {
    /// No request may have more.
    private static let limit = Frame.sizeLimits.upperBound

    /// Where it came from, for a sentence.
    let name: String
    let value: JSONValue

    /// A part of what came from there.
    init(_ value: JSONValue, from name: String) { (self.name, self.value) = (name, value) }

    /// Reads the JSON of a file; `-` is standard input.
    init(of path: String) throws(Failure) {
        let name = path == "-" ? "standard input" : ShownText.of(path)
        let bytes: [UInt8]
        do {
            bytes =
                try path == "-" ? File.readStandardInput(limit: Self.limit) : File.readToEnd(path, limit: Self.limit)
        } catch {
            guard error.number != .tooLarge else {
                throw .wrongUsage(
                    "\(name) has more than \(ByteSize.text(Int64(Self.limit))), which no request may have")
            }
            throw .wrongUsage(ShownText.of("\(error)"))
        }
        guard !bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) else {
            throw .wrongUsage("\(name) is empty: give JSON there, or say it by options")
        }
        do {
            self.init(try JSONDocument(parsing: bytes).root, from: name)
        } catch {
            throw .wrongUsage("\(name): \(ShownText.of("\(error)"))")
        }
    }

    /// What is wrong with it, as a sentence that says where it came from.
    func fault(_ words: String) -> Failure { .wrongUsage("\(name): \(words)") }

    /// Whether nobody has redirected standard input, so that to read it would be to wait for a person.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
