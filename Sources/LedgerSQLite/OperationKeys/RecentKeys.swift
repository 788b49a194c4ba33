/// The keys in memory: a generation that gathers, and the one before it while it moves to the table.
struct RecentKeys {
    /// How many make a generation full.
    private let size: Int
    /// How many generations may gather while none can move.
    private static let mostGenerations = 4
    private var gathering = KeyGeneration()
    var moving: MovingKeys?

    init(size: Int) { self.size = size }

    /// Whether so many have gathered that memory has no room for more.
    var isOverfull: Bool { gathering.count >= size * Self.mostGenerations }

    mutating func add(_ key: KeyEntry) { gathering.append(key) }

    /// Takes back a key that was added by a transaction that never was.
    mutating func takeBack(_ key: KeyEntry) { gathering.takeBack(key) }

    /// Takes note that a key's authorization was removed, or that it was not.
    ///
    /// - Returns: whether the key is in memory.
    mutating func mark(_ key: KeyEntry, removed: Bool) -> Bool {
        gathering.mark(key, removed: removed) || moving?.keys.mark(key, removed: removed) == true
    }

    /// The authorizations with that hash, newest first.
    func authorizations(with hash: Int64) -> [Int64] {
        let found = gathering.authorizations(with: hash)
        guard let moving else { return found }
        return found + moving.keys.authorizations(with: hash)
    }

    /// Takes the keys of a row, but for those that the table has: they may have been removed there.
    mutating func take(_ run: KeyRun, after through: Int64) {
        for key in run.keys where key.authorization > through {
            if key.isRemoved { _ = mark(key, removed: true) } else { add(key) }
        }
        startMoving(through: run.through)
    }

    /// Has the gathering keys move, up to that authorization, where they are enough and none move before them.
    mutating func startMoving(through: Int64) {
        guard moving == nil, gathering.count >= size else { return }
        moving = MovingKeys(gathering, through: through)
        gathering = KeyGeneration()
    }
}
