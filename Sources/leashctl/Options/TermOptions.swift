import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// When a session holds and what it is called: for flags, and in place of what a file says.
struct TermOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When the session ends by itself: 90min, '1d 12h', 2w, 2030-01-31 or 2030-01-31T12:00 (in UTC), Unix "
                + "seconds; never or 0 for no end.",
            valueName: "time"),
        transform: Arguments.time(.end))
    var expires: TimeArgument?

    @Option(
        help: ArgumentHelp(
            "When the session begins; the same forms but never. Else, or by 0, at once.", valueName: "time"),
        transform: Arguments.time(.beginning))
    var notBefore: TimeArgument?

    @Option(help: ArgumentHelp("A name for people, at most \(GivenText.labelLimit) characters.", valueName: "text"))
    var label: String?

    @Option(
        help: ArgumentHelp(
            "Create once: the same key with the same content gives the session that exists already, ended or not. "
                + "Give times as dates then: 1h means another time when the command is repeated.",
            valueName: "key"))
    var idempotencyKey: String?

    /// The names of the members that these options write.
    var names: Set<String> {
        var names: Set<String> = []
        if expires != nil { names.insert("expirySec") }
        if notBefore != nil { names.insert("notBeforeSec") }
        if label != nil { names.insert("label") }
        if idempotencyKey != nil { names.insert("idempotencyKey") }
        return names
    }

    /// Refuses a session that would end before it begins.
    func checkOptions() throws {
        let now = SystemClock.unixSeconds()
        guard let begin = notBefore?.unixSeconds(now: now), let end = expires?.unixSeconds(now: now), end > 0,
            begin >= end
        else { return }
        throw ValidationError(
            "the session would end, at \(CivilDate(unixSeconds: end)), no later than --not-before lets it begin, at "
                + "\(CivilDate(unixSeconds: begin))")
    }

    /// Writes the members.
    func write(to writer: inout JSONWriter, now: Int64) {
        if let expires { writer.member("expirySec", integer: expires.unixSeconds(now: now)) }
        if let notBefore { writer.member("notBeforeSec", integer: notBefore.unixSeconds(now: now)) }
        if let label { writer.member("label", string: label) }
        if let idempotencyKey { writer.member("idempotencyKey", string: idempotencyKey) }
    }
}
