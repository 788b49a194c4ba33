import SessionKeys

/// Sessions by their ids.
///
/// Each stands at the place that the lowest bits of its id name, or at the next one that is free: ids are random (rules
/// 1.4), and need no hash. With half of its id beside it, it is found without being looked at, and can be brought near
/// first. The table cannot be copied: a copy would count a reference, with every look-up.
struct SessionTable: ~Copyable {
    private struct Slot {
        /// The lower half of the id.
        var mark: UInt64 = 0
        var session: StoredSession?
    }

    private static let fewestSlots = 16

    private var slots = [Slot](repeating: Slot(), count: fewestSlots)
    private(set) var count = 0

    /// The session with that id, if it is here.
    subscript(id: SessionID) -> StoredSession? { slots[place(of: id)].session }

    /// The address at which the session with that id lies, or one with the same mark; 0 if there is none.
    func address(of id: SessionID) -> UInt {
        // Not the session itself, which would be looked at to count a reference: a reference, or none, is an address.
        unsafe unsafeBitCast(slots[firstPlace(of: id)].session, to: UInt.self)
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
        slots[place] = Slot(mark: Self.mark(of: session.session.id), session: session)
        return isNew
    }

    /// Forgets a session.
    mutating func remove(_ id: SessionID) {
        var hole = place(of: id)
        guard slots[hole].session != nil else { return }
        // Those behind it are looked for from their own place on, and must not lie behind a gap.
        var next = after(hole)
        while slots[next].session != nil {
            if distance(from: home(of: slots[next].mark), to: next) >= distance(from: hole, to: next) {
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
        for slot in smaller { if let session = slot.session { slots[place(of: session.session.id)] = slot } }
    }

    /// Where the session with that id stands, or would stand.
    private func place(of id: SessionID) -> Int {
        var place = firstPlace(of: id)
        while let session = slots[place].session, session.session.id.rawValue != id.rawValue { place = after(place) }
        return place
    }

    /// Where the first session stands that has the mark of that id, or where the next one would stand.
    private func firstPlace(of id: SessionID) -> Int {
        let mark = Self.mark(of: id)
        var place = home(of: mark)
        while slots[place].mark != mark, slots[place].session != nil { place = after(place) }
        return place
    }

    private static func mark(of id: SessionID) -> UInt64 { UInt64(truncatingIfNeeded: id.rawValue) }

    private func home(of mark: UInt64) -> Int { Int(truncatingIfNeeded: mark) & (slots.count - 1) }

    private func after(_ place: Int) -> Int { (place + 1) & (slots.count - 1) }

    private func distance(from start: Int, to end: Int) -> Int { (end - start) & (slots.count - 1) }
}
