import ControlProtocol

extension Setting {
    /// Every setting there is, in the order of `etc/leashd.conf`.
    package static let all: [Setting] = sessions + clock + store + limits + sockets + log

    private static let sessions = [
        Setting(
            .sessions, "ReservationSec", \.reservationTime, .time(.seconds(1) ... .days(30)), .onReload,
            """
            How long an authorization waits for its settlement. After that it counts as spent, with the amounts that \
            it reserved. A change does not touch reservations already made.
            """),
        Setting(
            .sessions, "ReservationLimit", \.reservationLimit, .number(1...1_000_000), .onReload,
            """
            How many reservations one session may hold open. The next authorization is refused until one of them is \
            settled or its time is over.
            """),
        Setting(
            .sessions, "ExpiryMarginSec", \.expiryMargin, .time(.zero ... .days(1)), .onReload,
            """
            How long before its expiry a session is refused already, so that what is authorized last still has time \
            to be mined.
            """),
    ]

    private static let clock = [
        Setting(
            .clock, "ForwardStepSec", \.forwardStep, .time(.seconds(60) ... .days(365)), .onReload,
            """
            A forward step of the clock beyond this, which elapsed time does not explain, is not believed: no session \
            ends by it and nothing is authorized until the two agree again or the time is confirmed.
            """)
    ]

    private static let store = [
        Setting(
            .store, "RetentionSec", \.retention, .timeOrNever(.days(1) ... .days(36_500)), .onReload,
            """
            How long events are kept, and the authorizations of a session after it has ended, with their idempotency \
            keys. What is older is removed for good, a little at a time. Sessions stay, with what they spent, and so do \
            the authorizations of active ones.
            """)
    ]

    private static let limits = [
        Setting(
            .limits, "MessageSize", \.messageSize, .size(Frame.sizeLimits), .onReload,
            "The largest message that is read. A larger one is answered with an error, and its connection is closed."),
        Setting(
            .limits, "BatchLimit", \.batchLimit, .number(1...65536), .onReload,
            "How many requests one batch may hold. A larger batch is answered with one error."),
        Setting(
            .limits, "ConnectionLimit", \.connectionLimit, .number(1...65536), .onReload,
            """
            How many connections may be open, both sockets together. One more gets an error and is closed, but for an \
            eighth as many, 1 to 16, by control.sock, so that whoever spends cannot keep an administrator out. Where \
            the process may have too few files open for it, fewer are let in.
            """),
        Setting(
            .limits, "AnswerSize", \.answerSize, .size(64 * 1024...64 * 1024 * 1024), .onReload,
            """
            How many bytes of answers may wait for a client that reads slowly. Beyond this nothing more is read from \
            it, and a subscriber for whom only events wait is disconnected.
            """),
        Setting(
            .limits, "BufferSize", \.bufferSize, .size(1024 * 1024...4 * 1024 * 1024 * 1024), .onReload,
            """
            How many bytes all connections together may hold, of messages that have begun and of answers that were not \
            read. Beyond this nothing more is read from who has not read all answers, and of those that neither end \
            their message nor read, the one that holds most is closed with an error. It has to be twice as large as \
            MessageSize= at least, as a message may take so much while it is received.
            """),
        Setting(
            .limits, "StallSec", \.stallTime, .time(.seconds(1) ... .seconds(3600)), .onReload,
            """
            How long a client may read nothing of what waits for it before it is one of those that do not read, which \
            are closed where all connections together hold too much.
            """),
    ]

    private static let sockets = [
        Setting(
            .sockets, "SpendSocketMode", \.spendSocketMode, .mode, .atStart,
            "The access mode of spend.sock: who may write to it may spend."),
        Setting(
            .sockets, "SpendSocketGroup", \.spendSocketGroup, .group, .atStart,
            "The group of spend.sock. Empty: the daemon's own group."),
        Setting(
            .sockets, "ControlSocketMode", \.controlSocketMode, .mode, .atStart,
            "The access mode of control.sock: who may write to it may grant, settle and end sessions."),
        Setting(
            .sockets, "ControlSocketGroup", \.controlSocketGroup, .group, .atStart,
            "The group of control.sock. Empty: the daemon's own group."),
    ]

    private static let log = [
        Setting(
            .log, "Level", \.logLevel, .level, .onReload,
            "The least urgent records that are written.")
    ]
}

extension Duration {
    fileprivate static func days(_ count: Int) -> Duration { .seconds(count * 86400) }
}
