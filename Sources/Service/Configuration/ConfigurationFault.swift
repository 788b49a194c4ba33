import SessionKeys

/// Something that a configuration file says and that cannot be done, with its place.
package struct ConfigurationFault: Equatable, Sendable, CustomStringConvertible {
    /// The file's name.
    package let file: String
    /// The line, from 1; of a continued line, the first.
    package let line: Int
    /// What stands there, shortened and made printable; nil where it is no text.
    package let subject: String?
    /// What is wrong with it.
    package let problem: ConfigurationProblem

    init(file: String, line: Int, subject: String?, problem: ConfigurationProblem) {
        self.file = file
        self.line = line
        // A file's text never reaches a terminal with its control characters, nor the journal at full length.
        self.subject = subject.map { PrintableText.of($0.beginning) }
        self.problem = problem
    }

    /// `FILE:LINE: [Section] Key=value: what is wrong`, as compilers and editors write a place; without a line where it
    /// is the whole file.
    package var description: String {
        let place = problem.isOfWholeFile ? "\(file): " : "\(file):\(line): "
        guard let subject else { return place + problem.description }
        return place + "\(subject): \(problem)"
    }
}
