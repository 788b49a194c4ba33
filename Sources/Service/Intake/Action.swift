import ControlProtocol
import SessionKeys

/// What a request comes to once it has been understood. Cases that are rare and large are indirect: every request has
/// room for the largest case that is not.
enum Action {
    /// The ledger is asked.
    case ask(Request)
    /// A subscription begins, by default after the newest event, which the ledger is asked for in the requests' order.
    indirect case subscribe(SubscriptionRequest)
    case unsubscribe(String)
    /// The clock is believed again, and the status told.
    case confirmClock
    /// The daemon is asked.
    case tell(DaemonQuery)
    /// A backup is begun, which is answered when it is there.
    case backUp
    /// A part of a backup, from a byte on.
    case readBackup(Int64)
    indirect case refuse(RemoteError)

    /// Whether it changes nothing: then it is refused once the answer to its message has grown too long.
    var isOnlyRead: Bool {
        switch self {
        case .ask(let request): !request.mayWrite
        case .tell, .readBackup: true
        case .subscribe, .unsubscribe, .confirmClock, .backUp, .refuse: false
        }
    }

    /// Whether the answer to a short message may be of any length up to the limit, and not a few hundred bytes.
    var isAnsweredAtLength: Bool {
        switch self {
        case .ask(.read), .tell, .backUp, .readBackup: true
        case .ask(let request): request.revokesAnAccount
        case .subscribe, .unsubscribe, .confirmClock, .refuse: false
        }
    }

    /// Whether it takes longer than a turn of the loop, and is answered when it is done.
    var takesLong: Bool {
        if case .backUp = self { true } else { false }
    }

    /// Why it cannot be part of a message with this many requests behind it; `nil` where it can.
    func refusal(inMessageBefore others: Int) -> RemoteError? {
        switch self {
        case .backUp: .invalidRequest("daemon_backup has to be a message by itself")
        case .confirmClock where others > 0:
            .invalidRequest(
                "daemon_confirmClock has to be the last of its batch: what stands behind it would be decided by the "
                    + "clock before it")
        case .ask, .subscribe, .unsubscribe, .confirmClock, .tell, .readBackup, .refuse: nil
        }
    }

    /// Whether what the ledger says is all that the answer takes.
    var isOfTheLedgerAlone: Bool {
        switch self {
        case .ask, .refuse: true
        case .subscribe, .unsubscribe, .confirmClock, .tell, .backUp, .readBackup: false
        }
    }

    /// Whether the daemon is asked of itself.
    var asksTheDaemon: Bool {
        switch self {
        case .tell, .confirmClock, .backUp, .readBackup: true
        case .ask, .subscribe, .unsubscribe, .refuse: false
        }
    }

    /// The action apart from what the ledger is asked for it: `nil` where the ledger's answer is the whole answer.
    consuming func parted() -> (action: Action?, request: Request?) {
        switch self {
        case .ask(let request): (nil, request)
        case .subscribe(let request):
            (self, .read(.events(after: request.after ?? .max, session: request.session, limit: 0)))
        case .unsubscribe, .confirmClock, .tell, .backUp, .readBackup, .refuse: (self, nil)
        }
    }
}
