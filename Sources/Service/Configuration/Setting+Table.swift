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
            How long before its expiry a session is already refused, so that what is authorized last still has time \
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
            How long events are kept, and, after a session has ended, its authorizations with their idempotency \
            keys. What is older is removed for good, a little at a time. Sessions stay, with what they spent, and so \
            do the authorizations of active ones.
            """)
    ]

    private static let limits = [
        Setting(
            .limits, "MessageSize", \.messageSize, .size(Frame.sizeLimits), .onReload,
            "The largest message that is read. A larger one is answered with an error, and its connection is closed."),
        Setting(
            .limits, "BatchLimit", \.requestsPerMessage, .number(1...65536), .onReload,
            "How many requests one batch may hold. A larger batch is answered with one error."),
        Setting(
            .limits, "ConnectionLimit", \.connectionLimit, .number(1...65536), .onReload,
            """
            How many connections may be open, both sockets together. One more gets an error and is closed; but \
            control.sock lets in more while it holds fewer than an eighth as many, 1 to 16, so that spenders cannot \
            keep an administrator out. If the process may have too few files open for this many, fewer are let in.
            """),
        Setting(
            .limits, "AnswerSize", \.answerSize, .size(64 * 1024...64 * 1024 * 1024), .onReload,
            """
            How many bytes of answers may wait for a client that reads slowly. Beyond this nothing more is read from \
            it, and a subscriber for which only events wait is disconnected.
            """),
        Setting(
            .limits, "BufferSize", \.bufferSize, .size(1024 * 1024...4 * 1024 * 1024 * 1024), .onReload,
            """
            How many bytes all connections together may hold, in unfinished messages and unread answers. Beyond this \
            nothing more is read from a client with unread answers, and of the clients that for StallSec= have not \
            finished a message, or not read, the one that holds most is closed with an error; beyond eight times \
            this, for which MemoryMax= of the unit has to have room, whatever it does. It has to be at least twice \
            MessageSize=, as a message may take that much while it is received.
            """),
        Setting(
            .limits, "StallSec", \.stallTime, .time(.seconds(1) ... .seconds(3600)), .onReload,
            """
            How long a client may leave what waits for it unread, or a message that it has begun unfinished, before \
            it is closed where all connections together hold too much.
            """),
    ]

    private static let sockets = [
        Setting(
            .sockets, "SpendSocketMode", \.spendSocketMode, .mode, .atStart,
            "The access mode of spend.sock: whoever may write to it may spend."),
        Setting(
            .sockets, "SpendSocketGroup", \.spendSocketGroup, .group, .atStart,
            "The group of spend.sock. Empty: the daemon's own group."),
        Setting(
            .sockets, "ControlSocketMode", \.controlSocketMode, .mode, .atStart,
            "The access mode of control.sock: whoever may write to it may grant, settle and end sessions."),
        Setting(
            .sockets, "ControlSocketGroup", \.controlSocketGroup, .group, .atStart,
            "The group of control.sock. Empty: the daemon's own group."),
    ]

    private static let log = [
        Setting(
            .log, "Level", \.logLevel, .level, .onReload,
            "The least urgent records that are written. A faulty reload is told in any case, and so is how many records "
                + "were left out.")
    ]
}

extension Duration {
    fileprivate static func days(_ count: Int) -> Duration { .seconds(count * 86400) }
}
