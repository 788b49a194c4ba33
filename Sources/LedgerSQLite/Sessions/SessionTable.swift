import SessionKeys

/// Sessions by their ids.
///
/// Each stands at the place that the lowest bits of its id name, or at the next one that is free: ids are random (rules
/// 1.4), and need no hash. Beside it stands where it lies in memory, so that it can be brought near without being looked
/// at. It cannot be copied: a copy would count a reference, with every look-up.
struct SessionTable: ~Copyable {
    private struct Slot {
        var id: UInt128 = 0
        var session: StoredSession?
        var address: UInt = 0
    }

    private static let fewestSlots = 16

    private var slots = [Slot](repeating: Slot(), count: fewestSlots)
    private(set) var count = 0

    /// The session with that id, if it is here.
    subscript(id: SessionID) -> StoredSession? { slots[place(of: id)].session }

    /// Where the session with that id lies; at no address, if it is not here.
    func memory(of id: SessionID) -> MemoryPlace {
        MemoryPlace(address: slots[place(of: id)].address, size: StoredSession.decisiveSize)
    }

    /// All of them, in no order.
    var all: [StoredSession] { slots.compactMap(\.session) }

    /// Adds a session, in place of another with its id.
    ///
    /// - Returns: whether there was none.
    @discardableResult
    mutating func insert(_ session: StoredSession) -> Bool {
        // Three of four may be taken.
        if count >= slots.count / 4 * 3 { grow() }
        let place = place(of: session.session.id)
        let isNew = slots[place].session == nil
        if isNew { count += 1 }
        slots[place] = Slot(
            id: session.session.id.rawValue, session: session, address: MemoryPlace(of: session, size: 0).address)
        return isNew
    }

    /// Forgets a session.
    mutating func remove(_ id: SessionID) {
        var hole = place(of: id)
        guard slots[hole].session != nil else { return }
        // Those behind it are looked for from their own place on, and must not lie behind a gap.
        var next = after(hole)
        while slots[next].session != nil {
            if distance(from: home(of: slots[next].id), to: next) >= distance(from: hole, to: next) {
                slots[hole] = slots[next]
                hole = next
            }
            next = after(next)
        }
        slots[hole] = Slot()
        count -= 1
    }

    /// Forgets all of them, and keeps the room that they took.
    mutating func removeAll() {
        slots = [Slot](repeating: Slot(), count: slots.count)
        count = 0
    }

    private mutating func grow() {
        var smaller = [Slot](repeating: Slot(), count: slots.count * 2)
        swap(&slots, &smaller)
        for slot in smaller where slot.session != nil { slots[place(of: SessionID(slot.id))] = slot }
    }

    /// Where the session with that id stands, or would stand.
    private func place(of id: SessionID) -> Int {
        var place = home(of: id.rawValue)
        while slots[place].id != id.rawValue, slots[place].session != nil { place = after(place) }
        return place
    }

    private func home(of id: UInt128) -> Int { Int(truncatingIfNeeded: id) & (slots.count - 1) }

    private func after(_ place: Int) -> Int { (place + 1) & (slots.count - 1) }

    private func distance(from start: Int, to end: Int) -> Int { (end - start) & (slots.count - 1) }
}
