extension Array {
    /// The first position whose element has come so far, in an array in which all behind it have, too: found by
    /// halving. The number of elements where none has.
    @inlinable
    package func firstPosition(where hasComeSoFar: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if hasComeSoFar(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
