/// All faults of all files, so that one look is enough to mend them.
package struct ConfigurationFaults: Error, Equatable, CustomStringConvertible {
    /// The faults in the order of reading; never empty.
    package let faults: [ConfigurationFault]

    /// One fault a line.
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
