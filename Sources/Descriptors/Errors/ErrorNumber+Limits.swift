extension ErrorNumber {
    /// Which limit leaves no room on a disk that may have some, and what to do about it.
    package var limitReached: String? {
        switch self {
        case .tooLarge: "\(self): raise the limit (LimitFSIZE= of the unit, ulimit -f in a shell)"
        case .overQuota: "\(self): raise the quota, or make room within it"
        default: nil
        }
    }
}
