import SessionKeys
import Testing

@testable import Service

struct StatusLineTests {
    private func text(active: Int, nextExpirySec: Int64? = nil) -> String {
        var overview = Overview()
        overview.sessions = [.active: active, .expired: 7]
        overview.nextExpirySec = nextExpirySec
        return StatusLine(overview).text
    }

    @Test func `the line tells the sessions active and the next expiry`() {
        #expect(text(active: 0) == "0 sessions active, no expiry ahead")
        #expect(
            text(active: 1, nextExpirySec: 1_767_225_600) == "1 session active, next expiry 2026-01-01 00:00:00 UTC")
        #expect(text(active: 2).hasPrefix("2 sessions active"))
        #expect(StatusLine(Overview()).text.hasPrefix("0 sessions active"))
    }
}
