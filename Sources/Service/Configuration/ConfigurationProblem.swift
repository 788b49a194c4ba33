/// What can be wrong with a line of a configuration file.
package enum ConfigurationProblem: Error, Equatable, CustomStringConvertible {
    case fileTooLarge
    case filePipe
    case fileUnreadable(String)
    case directoryUnreadable(String)
    case notUTF8
    case nulByte
    case unclosedSection
    case unknownSection(nearest: ConfigurationSection?)
    case neitherSectionNorAssignment
    case outsideSection
    case unknownKey(nearest: String?)
    case keyOfOtherSection(ConfigurationSection)
    case malformed(kind: String, hint: String)
    case outOfRange(String)
    case unknownGroup
    case noRoomForMessages(messageSize: Int, bufferSize: Int)

    /// Whether no line of the file was looked at.
    var isOfWholeFile: Bool {
        switch self {
        case .fileTooLarge, .filePipe, .fileUnreadable, .directoryUnreadable: true
        default: false
        }
    }

    /// The words after the place and the text.
    package var description: String {
        switch self {
        case .fileTooLarge: "the file is larger than \(SizeText.write(ConfigurationFile.sizeLimit)); it was not read"
        case .filePipe: "a pipe, of which a reload would find nothing: a file is wanted"
        case .fileUnreadable(let why): "the file cannot be read: \(why)"
        case .directoryUnreadable(let why): "the directory of drop-ins cannot be read: \(why)"
        case .notUTF8: "not UTF-8"
        case .nulByte: "a NUL byte"
        case .unclosedSection: "a section's line ends with ]"
        case .unknownSection(nil):
            "unknown section (there are \(ConfigurationSection.allCases.map { "[\($0.rawValue)]" }.joined(separator: ", ")))"
        case .unknownSection(let nearest?): "unknown section (did you mean \(nearest)?)"
        case .neitherSectionNorAssignment: "neither [Section] nor Key=value nor a comment"
        case .outsideSection: "stands before any [Section]"
        case .unknownKey(nil): "unknown key"
        case .unknownKey(let nearest?): "unknown key (did you mean \(nearest)=?)"
        case .keyOfOtherSection(let section): "unknown key (it belongs in \(section))"
        case .malformed(let kind, let hint): "not a \(kind) (\(hint))"
        case .outOfRange(let range): "out of range (\(range))"
        case .noRoomForMessages(let messageSize, let bufferSize):
            "a message of MessageSize=\(SizeText.write(messageSize)) may take twice its size while it is received, and "
                + "BufferSize=\(SizeText.write(bufferSize)) has no room for it: make BufferSize= at least "
                + SizeText.write(2 * messageSize)
        case .unknownGroup: "there is no such group: create it, or name another"
        }
    }
}
