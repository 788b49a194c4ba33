import SessionKeys

/// Expiries in the order of their places.
extension [Expiry] {
    /// The first position at the place, or behind it.
    func position(from place: ExpiryPlace) -> Int { partitioningIndex { place <= $0.place } }

    /// The first position behind the place.
    func position(behind place: ExpiryPlace) -> Int { partitioningIndex { place < $0.place } }
}
