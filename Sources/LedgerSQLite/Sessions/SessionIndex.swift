import SessionKeys

/// Sessions in memory, found by their ids.
///
/// Each stands at the place that the lowest bits of its id name, or at the next one that is free: ids are random (rules
/// 1.4), and need no hash. With half of its id beside it, it is found without being looked at, and can be brought near
/// first. The index cannot be copied: a copy would count a reference, with every look-up.
struct SessionIndex: ~Copyable {
    private struct Entry {
        /// What stands where no session is.
        static var none: Entry { Entry(mark: 0, session: nil) }

        /// The lower half of the id.
        let mark: UInt64
        let session: StoredSession?

        var isNone: Bool { session == nil }
    }

    private static let fewestPlaces = 16

    private var places = [Entry](repeating: .none, count: fewestPlaces)
    private(set) var count = 0

    /// The session with that id, if it is here.
    subscript(id: SessionID) -> StoredSession? { places[place(of: id)].session }

    /// The address at which the session with that id lies, or one with the same mark; `nil` if there is none.
    func address(of id: SessionID) -> UInt? {
        // Not the session itself, which would be looked at to count a reference: a reference, or none, is an address.
        let address = unsafe unsafeBitCast(places[firstPlace(of: id)].session, to: UInt.self)
        return address == 0 ? nil : address
    }

    /// All of them, in no order.
    var all: [StoredSession] { places.compactMap(\.session) }

    /// Keeps a session, in place of another with its id.
    ///
    /// - Returns: whether there was none.
    @discardableResult
    mutating func set(_ session: StoredSession) -> Bool {
        let id = session.session.id
        var place = place(of: id)
        let isNew = places[place].isNone
        if isNew {
            if !places.hasRoom(beside: count) {
                grow()
                place = self.place(of: id)
            }
            count += 1
        }
        places[place] = Entry(mark: Self.mark(of: id), session: session)
        return isNew
    }

    /// Forgets a session, if it is here.
    mutating func remove(_ id: SessionID) {
        let place = place(of: id)
        guard !places[place].isNone else { return }
        let size = places.count
        places.vacate(place, leaving: .none, isEmpty: \.isNone) { Self.home(of: $0.mark, among: size) }
        count -= 1
    }

    /// Forgets all of them, and has as many places as before.
    mutating func removeAll() {
        for place in places.indices { places[place] = .none }
        count = 0
    }

    private mutating func grow() {
        var smaller = [Entry](repeating: .none, count: places.count * 2)
        swap(&places, &smaller)
        // By their marks: no session is looked at for it.
        for entry in smaller where !entry.isNone {
            places[places.freePlace(from: home(of: entry.mark), isEmpty: \.isNone)] = entry
        }
    }

    /// Where the session with that id stands, or would stand.
    private func place(of id: SessionID) -> Int {
        var place = firstPlace(of: id)
        while let session = places[place].session, session.session.id.rawValue != id.rawValue {
            place = places.place(after: place)
        }
        return place
    }

    /// Where the first session stands that has the mark of that id, or where the next one would stand.
    private func firstPlace(of id: SessionID) -> Int {
        let mark = Self.mark(of: id)
        var place = home(of: mark)
        while places[place].mark != mark, !places[place].isNone { place = places.place(after: place) }
        return place
    }

    private static func mark(of id: SessionID) -> UInt64 { UInt64(truncatingIfNeeded: id.rawValue) }

    private func home(of mark: UInt64) -> Int { Self.home(of: mark, among: places.count) }

    private static func home(of mark: UInt64, among size: Int) -> Int { Int(truncatingIfNeeded: mark) & (size - 1) }
}
