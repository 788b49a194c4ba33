import Descriptors
import Glibc
import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

@Suite("A limit on the size of files") struct FileSizeLimitTests {
    private static func setLimit(_ bytes: rlim_t) throws {
        var limit = rlimit(rlim_cur: bytes, rlim_max: .max)
        try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
    }

    @Test func `is a full disk once it is reached, is told as what it is, and may be raised`() async {
        await #expect(processExitsWith: .success) {
            SignalReader.ignoreFileSizeLimit()
            try Store.withNew { store in
                try store.withClerk { clerk throws in
                    let session = try clerk.create()
                    try Self.setLimit(4 << 20)
                    let refusal = #expect(throws: LedgerError.self) {
                        while true { _ = try clerk.authorize(.transfer(0), within: session, settle: true) }
                    }
                    guard let refusal, case .full = refusal else {
                        Issue.record("it is no full disk")
                        return
                    }
                    let words = refusal.description
                    #expect(words.hasPrefix("the store has reached a limit: File too large (EFBIG): raise the limit"))
                    try Self.setLimit(.max)
                    _ = try clerk.authorize(.transfer(0), within: session, settle: true)
                }
            }
        }
    }
}
