import Glibc
import TestSupport
import Testing

@testable import Service

struct SupervisionTests {
    @Test func `a sign of life for which there was no room is given again`() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { directory in
                let supervisor = try Supervisor(at: directory + "/notify")
                unsafe setenv("NOTIFY_SOCKET", supervisor.path, 1)
                let (supervision, overview) = (Supervision(), MemoryLedger().overview)
                supervision.ready(overview)
                #expect(!supervision.hasUntold)
                try supervisor.fill()
                supervision.giveSignOfLife()
                #expect(supervision.hasUntold)
                #expect(!supervisor.messages.contains("WATCHDOG=1"))
                let isGiven = eventually {
                    supervision.update(overview)
                    return supervisor.messages.contains("WATCHDOG=1")
                }
                #expect(isGiven && !supervision.hasUntold)
            }
        }
    }
}
