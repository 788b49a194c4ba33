/// Where something lies in memory, so that it can be brought near before it is looked at. It is a number, and nothing is
/// ever read by it: what lies there may be gone.
package struct MemoryPlace {
    /// The address of the first byte.
    package let address: UInt
    /// In bytes.
    package let size: Int

    /// Where an object lies, of which so many bytes are of interest.
    package init(of object: AnyObject, size: Int) {
        // The reference is not kept, and nobody reads by the address.
        address = unsafe UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())
        self.size = size
    }

    /// Where the elements of an array lie, and before them what says how many they are.
    package init<Element>(of array: [Element]) {
        // Type, references, count and capacity.
        let header = 4 * MemoryLayout<Int>.size
        // Nobody reads by the address.
        address = unsafe array.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } &- UInt(header)
        size = header + array.count * MemoryLayout<Element>.stride
    }
}
