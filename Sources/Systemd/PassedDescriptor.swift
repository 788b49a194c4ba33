package import Descriptors

/// A descriptor that the supervisor opened.
package struct PassedDescriptor {
    /// FileDescriptorName= of its socket unit; `unknown` where the supervisor tells none.
    package let name: String
    /// The descriptor itself, closed on exec.
    package let descriptor: FileDescriptor
}
