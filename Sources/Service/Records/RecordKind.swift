/// Every kind of record. Each has an id that never changes, an urgency, and an entry in `systemd/leashd.catalog` that
/// tells an administrator what to do; tests hold the three together.
package enum RecordKind: Int, CaseIterable, Sendable {
    case started
    case stopping
    case reloaded
    case configurationFaulty
    case sessionGranted
    case sessionEnded
    case authorized
    case settled
    case denied
    case recordsOmitted
    case clockUncertain
    case clockConfirmed
    case storeFailed
    case connectionRefused
    case subscriberDropped
    case storeNotRecognised
    case storeAccepted
    case backupMade
    case backupFailed
    case historyRemoved
    case failed
    case connectionLimitLowered
    case storeRecovered

    /// How urgent it is.
    package var level: LogLevel {
        switch self {
        // Whoever spends is refused until somebody does something about it.
        case .storeFailed: .critical
        case .clockUncertain, .failed, .configurationFaulty, .storeNotRecognised, .backupFailed: .error
        case .denied, .recordsOmitted, .connectionRefused, .subscriberDropped, .storeAccepted,
            .connectionLimitLowered:
            .warning
        case .sessionGranted, .sessionEnded, .clockConfirmed, .storeRecovered, .started, .stopping, .reloaded,
            .backupMade, .historyRemoved:
            .notice
        case .authorized, .settled: .debug
        }
    }

    /// Whether it is written however little is wanted: it answers whoever asked for a reload.
    var isAlwaysWritten: Bool { self == .configurationFaulty }

    /// The journal's MESSAGE_ID.
    package var messageID: String {
        switch self {
        case .started: "369edbd221f64f4fa182a2f85b77085e"
        case .stopping: "c07d64e0077e4debb96d7a051aea655e"
        case .reloaded: "e57f74d5fb454b9ea99fef3e65f1d68d"
        case .configurationFaulty: "b006e2d2cbf74c08909ec937040a5105"
        case .sessionGranted: "99532c7639a64e32b7f311ea4fad6747"
        case .sessionEnded: "f7e8ae9a8ffc4550a710fed187970f59"
        case .authorized: "ca12593af1b74581a78aeb5d6b60b65e"
        case .settled: "214961afdb9c4b608c04f2868168571f"
        case .denied: "7dcc80b168c14df09bb29d0778a60557"
        case .recordsOmitted: "7578f99e026848de9f46e7ff95aa7a99"
        case .clockUncertain: "5928a4cf01f54f4b810d835b4961ab38"
        case .clockConfirmed: "ef3cfa0a091a4c0e87a3f1cbccdb5232"
        case .storeFailed: "262e84869aa64cbaa16175250a01fee7"
        case .connectionRefused: "2524029af1ce40b49fc5fcaa1a804fa1"
        case .subscriberDropped: "7a213746b99743e4a08e9322b4e79bb7"
        case .storeNotRecognised: "8f30910cdc974dec8d8d6f5894261660"
        case .storeAccepted: "cf6472048caa49a48d9c6ed2205f120e"
        case .backupMade: "bf963fbef22a4c8090e9a1baf271181d"
        case .backupFailed: "ca50c491d79b48bcb3cce196a95ad6a3"
        case .historyRemoved: "758cb1a513ea40fb8d3c083048a6ee7b"
        case .failed: "d8f4572c0d1643cf871bd29421c2da80"
        case .connectionLimitLowered: "b7c1f8d04e5a4c6f9a3de2105b86cf47"
        case .storeRecovered: "18270da8fbdc4201a66c3cef62391a08"
        }
    }

    /// How many of them a second are written; `nil` for those that no load brings about.
    package var perSecond: Int? {
        switch self {
        case .sessionGranted, .sessionEnded: 10
        case .authorized, .settled, .denied: 5
        case .storeFailed: 3
        case .connectionRefused, .subscriberDropped, .clockUncertain: 2
        case .clockConfirmed, .storeRecovered, .backupMade, .backupFailed, .recordsOmitted: 1
        // Old history is removed once an hour at most.
        case .started, .stopping, .reloaded, .configurationFaulty, .storeNotRecognised, .storeAccepted, .historyRemoved,
            .failed, .connectionLimitLowered:
            nil
        }
    }

    /// The fields that every record of the kind carries, whatever else it may carry.
    package var fields: [RecordField] {
        switch self {
        case .started: [.version]
        case .sessionGranted: [.session, .account, .chain, .eventSequence] + RecordField.caller
        case .sessionEnded: [.session, .code, .eventSequence]
        case .authorized, .settled: [.session, .authorization] + RecordField.caller
        case .denied: [.code] + RecordField.caller
        case .recordsOmitted: [.omitted]
        case .clockUncertain: [.clockStep]
        case .storeAccepted: [.eventSequence, .knownEventSequence]
        case .backupMade: [.eventSequence] + RecordField.caller
        case .backupFailed, .subscriberDropped: RecordField.caller
        case .historyRemoved: [.eventSequence, .removedEvents, .removedAuthorizations]
        case .storeFailed, .stopping, .reloaded, .configurationFaulty, .clockConfirmed, .connectionRefused,
            .storeNotRecognised, .failed, .connectionLimitLowered, .storeRecovered:
            []
        }
    }

    /// What so many of them are called.
    package func name(of count: Int) -> String {
        let (one, several) =
            switch self {
            case .sessionGranted: ("grant", "grants")
            case .sessionEnded: ("session end", "session ends")
            case .authorized: ("authorization", "authorizations")
            case .settled: ("settlement", "settlements")
            case .denied: ("denial", "denials")
            case .storeFailed: ("failure of the store", "failures of the store")
            case .storeRecovered: ("recovery of the store", "recoveries of the store")
            case .connectionRefused: ("refused connection", "refused connections")
            case .subscriberDropped: ("dropped subscriber", "dropped subscribers")
            case .clockUncertain, .clockConfirmed: ("record of the clock", "records of the clock")
            case .backupMade: ("backup", "backups")
            case .backupFailed: ("failed backup", "failed backups")
            case .started, .stopping, .reloaded, .configurationFaulty, .storeNotRecognised, .storeAccepted,
                .historyRemoved, .recordsOmitted, .failed, .connectionLimitLowered:
                ("record", "records")
            }
        return count == 1 ? one : several
    }
}
