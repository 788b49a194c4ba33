/// What a time is asked for as, which decides what may be written for it.
enum TimeKind {
    /// When something ends, which may be never.
    case end
    /// When something begins; 0 is at once.
    case beginning
    /// What has been.
    case past
}
