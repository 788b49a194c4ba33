/// A system call that failed: what was attempted, on what, and why it did not work.
package struct SystemError: Error, Hashable, Sendable {
    /// Why, as the kernel says it.
    package let number: ErrorNumber
    /// What was attempted, so that it reads well after "cannot": `open`, `list the directory`.
    package let action: String
    /// The file that it was attempted on, if it was one.
    package let path: String?

    /// Describes a failed attempt.
    package init(_ number: ErrorNumber, action: String, path: String? = nil) {
        self.number = number
        self.action = action
        self.path = path
    }
}

extension SystemError: CustomStringConvertible {
    /// A sentence for people: `cannot open /etc/x: Permission denied (EACCES)`.
    package var description: String {
        guard let path else { return "cannot \(action): \(number)" }
        return "cannot \(action) \(path): \(number)"
    }
}
