import SessionKeys

/// Expiries in the order of their places.
extension [Expiry] {
    /// The first position at the place, or behind it.
    func position(from place: ExpiryPlace) -> Int { position { place <= $0 } }

    /// The first position behind the place.
    func position(behind place: ExpiryPlace) -> Int { position { place < $0 } }

    private func position(where isFarEnough: (ExpiryPlace) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isFarEnough(self[middle].place) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
