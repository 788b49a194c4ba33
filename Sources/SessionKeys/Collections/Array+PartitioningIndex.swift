extension Array {
    /// The first index whose element is in the second partition, by a binary search: of an array in which all elements
    /// that are come behind all that are not. The number of elements where none is.
    @inlinable
    package func partitioningIndex(where belongsInSecondPartition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if belongsInSecondPartition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
