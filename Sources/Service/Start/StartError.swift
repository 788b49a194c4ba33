/// Why the daemon does not start: a sentence, and what the process ends with.
package struct StartError: Error, CustomStringConvertible {
    package let status: ExitStatus
    package let description: String

    /// An error with its words.
    package init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
