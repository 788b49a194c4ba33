/// A number below 64 that equal names share, and different ones seldom do.
enum NameMark {
    /// How many marks there are.
    static let count = 64

    /// The mark of a name of so many bytes that ends with this one.
    @inline(__always)
    static func of(length: Int, last: UInt8) -> Int { (length &* 5 &+ Int(last)) & (count - 1) }
}
