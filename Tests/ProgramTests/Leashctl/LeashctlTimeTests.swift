import SessionKeys
import Testing

@testable import leashctl

@Suite struct LeashctlTimeTests {
    @Test func `the ends of time do not trap`() {
        #expect(!TimeSpan.text(to: .max, from: -1).isEmpty)
        #expect(!TimeSpan.text(to: .min, from: 1).isEmpty)
    }

    @Test(arguments: [
        ("1h", TimeArgument.fromNow(3600)), ("1d12h", .fromNow(129_600)), ("90m", .fromNow(5400)),
        ("2w", .fromNow(1_209_600)), ("1min", .fromNow(60)), ("1 h 30 min", .fromNow(5400)),
        ("1h 30min", .fromNow(5400)), ("2 days", .fromNow(172_800)), ("1.5h", .fromNow(5400)),
        ("1M", .fromNow(2_629_800)),
        ("never", .absolute(0)), ("0", .absolute(0)), ("1893456000", .absolute(1_893_456_000)),
        ("2030-01-01", .absolute(1_893_456_000)), ("2030-01-01T00:00:00Z", .absolute(1_893_456_000)),
        ("2030-01-01 02:00", .absolute(1_893_463_200)), ("2030-01-01T02:00:00+02:00", .absolute(1_893_456_000)),
        ("2029-12-31T19:00:00-05:00", .absolute(1_893_456_000)), ("2030-01-01T02:00:00+0200", .absolute(1_893_456_000)),
        ("1000000000", .absolute(1_000_000_000)),
        ("2001-09-09T01:46:40", .absolute(1_000_000_000)), ("2286-11-20T17:46:39Z", .absolute(9_999_999_999)),
    ])
    func `times are read in the forms that people write`(text: String, moment: TimeArgument) throws {
        #expect(try TimeArgument(text, as: .end) == moment)
    }

    @Test(arguments: [
        ("60", TimeFault.unitMissing("60")), ("soon", .notTime("soon", .end)), ("1h30", .notTime("1h30", .end)),
        ("", .notTime("", .end)), ("-1h", .notTime("-1h", .end)), ("0h", .noLength("0h")), ("0s", .noLength("0s")),
        ("1h 30", .notTime("1h 30", .end)), ("1H", .notTime("1H", .end)), ("900ms", .noLength("900ms")),
        ("101y", .tooFar("101y", .end)),
        ("2030-02-30", .noSuchDay("2030-02-30")), ("2030-13-01", .noSuchDay("2030-13-01")),
        ("2030-01-01T12:00+200", .notTime("2030-01-01T12:00+200", .end)),
        ("2030-02-30T12:00Z", .noSuchDay("2030-02-30T12:00Z")), ("2030-2-30", .notTime("2030-2-30", .end)),
        ("2030-01-01T25:00", .notTime("2030-01-01T25:00", .end)), ("10000000000", .tooFar("10000000000", .end)),
        ("1970-01-01", .tooEarly("1970-01-01")), ("1970-01-01T01:00+01:00", .tooEarly("1970-01-01T01:00+01:00")),
        ("2001-09-09T01:46:39Z", .tooEarly("2001-09-09T01:46:39Z")), ("1969-12-31", .tooEarly("1969-12-31")),
        ("2286-11-20T17:46:40", .tooFar("2286-11-20T17:46:40", .end)), ("9999-12-31", .tooFar("9999-12-31", .end)),
        ("99999999999999999999h", .tooFar("99999999999999999999h", .end)),
        ("99999999999999999999", .tooFar("99999999999999999999", .end)),
        ("1796080000000", .milliseconds("1796080000000")), ("1000000000000", .milliseconds("1000000000000")),
        ("9999999999999", .milliseconds("9999999999999")), ("999999999999", .tooFar("999999999999", .end)),
        ("10000000000000", .tooFar("10000000000000", .end)),
    ])
    func `a time that is none is refused by name`(text: String, fault: TimeFault) {
        #expect(throws: fault) { try TimeArgument(text, as: .end) }
    }

    @Test(arguments: [
        (TimeKind.beginning, "never", TimeFault.noBeginning("never")), (.past, "never", .notPast("never")),
        (.past, "0", .tooEarly("0")), (.beginning, "0s", .noBeginning("0s")), (.past, "0s", .notPast("0s")),
        (.past, "soon", .notTime("soon", .past)),
        (.beginning, "101y", .tooFar("101y", .beginning)), (.past, "9999-12-31", .tooFar("9999-12-31", .past)),
    ])
    func `what a time is asked for as decides what is taken, and what is told`(
        kind: TimeKind, text: String, fault: TimeFault
    ) throws {
        #expect(throws: fault) { try TimeArgument(text, as: kind) }
        #expect(!"\(fault)".contains("or never"))
        #expect(try TimeArgument("1h", as: kind) == .fromNow(3600))
        #expect("\(TimeFault.notTime("soon", .end))".hasSuffix("or never"))
    }

    @Test func `0 is a beginning at once`() throws { #expect(try TimeArgument("0", as: .beginning) == .absolute(0)) }

    @Test func `spans keep the two units that matter`() {
        #expect(TimeSpan.text(seconds: 0) == "0s")
        #expect(TimeSpan.text(seconds: 3599) == "59m 59s")
        #expect(TimeSpan.text(seconds: 3600) == "1h")
        #expect(TimeSpan.text(seconds: 3605) == "1h")
        #expect(TimeSpan.text(seconds: 183_900) == "2d 3h")
        #expect(TimeSpan.text(to: 100, from: 160) == "1m ago")
        #expect(TimeSpan.text(to: 160, from: 100) == "in 1m")
        #expect(TimeSpan.text(to: 100, from: 100) == "now")
    }
}
