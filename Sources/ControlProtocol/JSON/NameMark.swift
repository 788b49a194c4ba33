/// A number below 64 that equal names share, and different ones seldom do.
enum NameMark {
    /// How many marks there are.
    static let count = 64

    /// The mark of a name.
    @inline(__always)
    static func of(_ name: Span<UInt8>) -> Int { of(length: name.count, last: name.isEmpty ? 0 : name[name.count - 1]) }

    /// The mark of a name.
    @inline(__always)
    static func of(_ name: StaticString) -> Int {
        // Constant memory with its length; the buffer does not leave the body.
        let last = name.withUTF8Buffer { unsafe $0.last ?? 0 }
        return of(length: name.utf8CodeUnitCount, last: last)
    }

    /// The mark of a name of so many bytes that ends with this one.
    @inline(__always)
    static func of(length: Int, last: UInt8) -> Int { (length &* 5 &+ Int(last)) & (count - 1) }
}
