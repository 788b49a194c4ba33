extension Bookkeeper {
    /// Removes history that is older than the retention: events, oldest first and without leaving a gap, then the
    /// authorizations of the sessions whose history ended with one of them.
    ///
    /// A session itself stays, with its meters and its creation key, so that nothing is ever granted anew. No event
    /// comes before what it tells: where a session's last event may go, the session has ended at least as long ago.
    package mutating func removeHistory(limit: Int) throws(LedgerError) -> Removal {
        guard moment.isCertain, let retentionSec = rules.retentionSec else { return Removal() }
        var removal = try store.removeRetired(limit: limit)
        let retention = retentionSec * 1000
        var hasRetired = false
        for event in try store.oldestEvents(limit: limit - removal.count) {
            // A time that is damaged may be any number.
            let (end, isBeyondTime) = event.time.milliseconds.addingReportingOverflow(retention)
            guard !isBeyondTime, end < moment.now.milliseconds else {
                removal.next = isBeyondTime ? nil : Instant(milliseconds: end)
                break
            }
            if event.isNewest { break }
            try store.remove(event, retiringSession: event.closesSession)
            removal.events += 1
            hasRetired = hasRetired || event.closesSession
        }
        if hasRetired || removal.count >= limit { removal.next = moment.now }
        return removal
    }
}
