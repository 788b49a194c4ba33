import SessionKeys

/// Whether a store is the one that ran last in its state directory, by its mark and its newest event.
///
/// Anything else could refill allowances: a copy knows nothing of what was spent, settled and revoked after it was
/// made.
enum Recognition: Equatable {
    /// It is the one, or the directory has known none before.
    case recognised
    /// The directory knows another store, or the same one at another time.
    case another(knownEvent: Int64)
    /// It is the one, but lacks events that were answered: part of it was put back, or its log is lost.
    case behind(knownEvent: Int64)
    /// The directory knows a store, and there is none.
    case gone(knownEvent: Int64)
    /// The store has run somewhere, and this directory does not know it.
    case stranger
    /// What the directory knows cannot be read: which of its files, and what is wrong with it.
    case unknown(String)

    /// Compares a store with what is known.
    init(
        of mark: StoreMark?, lastEvent: Int64, known: HighWaterFile.Contents, progress: ProgressFile.Contents
    ) {
        switch known {
        case .missing: self = mark == nil ? .recognised : .stranger
        case .damaged: self = .unknown("high-water is damaged")
        case .value(let value):
            switch progress {
            case .damaged: self = .unknown("progress is damaged")
            case .missing:
                self.init(of: mark, lastEvent: lastEvent, known: value, noted: value.lastEvent)
                // None was written before the first start was done; an administrator's word removes it.
                let hasBegun =
                    value.mark != nil && value.acceptedInsteadOf == nil && max(lastEvent, value.lastEvent) > 0
                if hasBegun, self == .recognised { self = .unknown("progress is missing") }
            case .value(let progress):
                // What was noted for another mark tells of another run.
                let noted = progress.mark == value.mark ? max(value.lastEvent, progress.lastEvent) : value.lastEvent
                self.init(of: mark, lastEvent: lastEvent, known: value, noted: noted)
            }
        }
    }

    private init(of mark: StoreMark?, lastEvent: Int64, known: HighWater, noted: Int64) {
        if mark == known.mark || mark != nil && mark == known.nextMark {
            self = lastEvent >= noted ? .recognised : .behind(knownEvent: noted)
        } else if mark == nil, lastEvent == 0 {
            self = .gone(knownEvent: noted)
        } else {
            self = .another(knownEvent: noted)
        }
    }

    /// How far the store had come that was known; 0 where nothing is.
    var knownEvent: Int64 {
        switch self {
        case .another(let event), .behind(let event), .gone(let event): event
        case .recognised, .stranger, .unknown: 0
        }
    }

    /// What was found and what it could mean, for an administrator; `nil` where there is nothing to say.
    func explanation(path: String, directory: String, lastEvent: Int64) -> String? {
        let found: String
        switch self {
        case .recognised: return nil
        case .another(let known):
            found =
                "\(path) is not the store that ran here last, but a copy or another store: its newest event is "
                + "\(lastEvent), and the one known here had come to event \(known) at least"
        case .behind(let known):
            found =
                "\(path) has lost what it held: its newest event is \(lastEvent), and it had come to event \(known) at "
                + "least (is its log leash.db-wal damaged or removed, or was an old file put back?)"
        case .gone(let known):
            found =
                "\(path) is gone, or its log leash.db-wal is: there is nothing in it, and the store that ran here last "
                + "had come to event \(known) at least"
        case .stranger:
            found =
                "\(path) has run before, but not here, or \(directory)/high-water was removed: it may be a copy that "
                + "is older than what was spent (its newest event is \(lastEvent))"
        case .unknown(let what):
            found = "\(directory)/\(what): whether \(path) is the store that ran here last is not known"
        }
        return """
            \(found)
            What was spent since could be spent again, and sessions revoked since would be active: put the right store back,
            or accept this one, once and for good, as the user that leashd runs as:
            leashd --accept-restored-store --state-directory \(ShellWord.quoted(directory))
            """
    }
}
