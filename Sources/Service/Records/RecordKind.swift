/// Every kind of record. A kind that somebody may want to alert on has an id that never changes.
package enum RecordKind: CaseIterable, Sendable {
    case started
    case stopping
    case reloaded
    case configurationFaulty
    case sessionGranted
    case sessionEnded
    case authorized
    case settled
    case denied
    case denialsOmitted
    case clockUncertain
    case clockConfirmed
    case storeFailed
    case connectionRefused
    case subscriberDropped
    case failed

    /// How urgent it is.
    package var level: LogLevel {
        switch self {
        case .storeFailed, .clockUncertain, .failed, .configurationFaulty: .error
        case .denied, .denialsOmitted, .connectionRefused, .subscriberDropped: .warning
        case .sessionGranted, .sessionEnded, .clockConfirmed, .started, .stopping, .reloaded: .notice
        case .authorized, .settled: .debug
        }
    }

    /// The journal's MESSAGE_ID.
    package var messageID: String {
        switch self {
        case .started: "5b0f1a1d0c7d4c0e9f5a7c1f8d4a2e01"
        case .stopping: "0e4c9b8f6a414a50b8a3d2c7f9e15b02"
        case .reloaded: "c2a7d96e1f0b4e8d9b64a05e7d3c8f03"
        case .configurationFaulty: "9d1e6f3b7a2c4b75a8c0f4d6e2b91a04"
        case .sessionGranted: "37f8c05a9e6d4e21b7d4a1c8f0b26e05"
        case .sessionEnded: "e48b2d7c510f4f6d8a9c3b5e7f1d0a06"
        case .authorized: "6ac3f91e8d2b4705b1e8c7a4d5f09307"
        case .settled: "b15d8e0a4c7f4926ad3e6f2b8c9a5108"
        case .denied: "f07a2c6b9d5e4318840b1e9d3c7fa609"
        case .denialsOmitted: "2d94e7b1a0c84d5fb6f3c8a5e1d7300a"
        case .clockUncertain: "8c5f1b3e7d9a4260a4b7e0d2f6c8190b"
        case .clockConfirmed: "41e0a9d6c3b74f82956d7c1e8fa2b50c"
        case .storeFailed: "d73b6c0f5e814a9c82a1f9e4b0d5c70d"
        case .connectionRefused: "1f8e4d2a7b6c4093b5c8a0e3d9f7610e"
        case .subscriberDropped: "a6d0c3f9e8154b7ea17c2d5b4e8f930f"
        case .failed: "73c1e5a8b90d4f26bd84f0a6c2e7d510"
        }
    }
}
