import Descriptors
import Glibc
import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite
@testable import Service

@Suite("A ledger with a reserve") struct LedgerWithReserveTests {
    /// A ledger, the file of its reserve, and how much room its disk has.
    private final class Site {
        let memory = MemoryLedger()
        let path: String
        var free = Int64.max
        private(set) var reserve: DiskReserve?

        init(in directory: String, free: Int64 = .max) throws {
            path = directory + "/reserve"
            self.free = free
            reserve = try DiskReserve(in: directory, diskSize: 1 << 40) { [unowned self] in self.free }
        }

        func clerk() throws -> Clerk { Clerk(LedgerWithReserve(memory, reserve: try #require(reserve))) }

        var held: Int64 { get throws { try HeldRoom(path).bytes } }
    }

    @Test func `takes half of a small disk, so that there is room for a ledger`() throws {
        try withTemporaryDirectory { directory in
            let reserve = try DiskReserve(in: directory, diskSize: 16 << 20) { 16 << 20 }
            #expect(reserve.bytes == 8 << 20)
            #expect(reserve.isHeld)
        }
    }

    @Test func `has room for all that the store's log holds, and for a large transaction besides`() {
        let log = Int64(Opening.pagesUntilCheckpoint) * 4096
        #expect(DiskReserve.usualBytes >= log + 8 << 20)
    }

    @Test func `holds it while there is room, and keeps it for the next run`() throws {
        try withTemporaryDirectory { directory in
            #expect(try Site(in: directory).held >= DiskReserve.usualBytes)
            let next = try Site(in: directory, free: 0)
            #expect(next.reserve?.isHeld == true)
            _ = try next.clerk().create()
        }
    }

    @Test func `ends sessions in what a start on a full disk has left of it, and holds it again with what lacks`()
        throws
    {
        try withTemporaryDirectory { directory in
            try HeldRoom(try Site(in: directory).path).release(1 << 20)
            let site = try Site(in: directory, free: 1 << 20)
            #expect(try HeldRoom(site.path).size == DiskReserve.usualBytes - (1 << 20))
            #expect(site.reserve?.isHeld == false && site.reserve?.neededMebibytes == 2)
            site.free = 2 << 20
            let clerk = try site.clerk()
            let id = try clerk.create()
            #expect(try site.held >= DiskReserve.usualBytes)
            try HeldRoom(site.path).release(1 << 20)
            let next = try Site(in: directory, free: 0)
            let again = Clerk(LedgerWithReserve(site.memory, reserve: try #require(next.reserve)))
            site.memory.failNext(with: .full("no space left"))
            #expect(try again.revoke(.session(id)) == .revoked([id]))
            #expect(try next.held == 0)
        }
    }

    @Test func `names the limit that leaves it no room on a disk that has some`() async {
        await #expect(processExitsWith: .success) {
            SignalReader.ignoreFileSizeLimit()
            try withTemporaryDirectory { directory in
                var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 30)
                try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                let site = try Site(in: directory)
                #expect(site.reserve?.isHeld == false)
                let error = #expect(throws: LedgerError.self) { try site.clerk().create() }
                #expect(error?.description.contains("reached a limit: File too large (EFBIG): raise") == true)
                site.free = 0
                let next = #expect(throws: LedgerError.self) { try site.clerk().create() }
                #expect(next?.description.hasPrefix("the disk is full, make room on it: ") == true)
                (limit.rlim_cur, site.free) = (1 << 30, .max)
                try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                // It is tried now and then.
                #expect(eventually { site.reserve?.takeBack() == true })
                _ = try site.clerk().create()
            }
        }
    }

    @Test func `gives it up to end sessions, and writes nothing else until there is room again`() throws {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory)
            let clerk = try site.clerk()
            let sessions = [try clerk.create(), try clerk.create()]
            let reserved = try clerk.reserve(.transfer(1), within: sessions[1])
            site.free = 0
            site.memory.failNext(with: .full("no space left"))
            let answered = try clerk.commit([
                clerk.authorization(of: .transfer(1), within: sessions[1]),
                .revoke(RevokeRequest(.session(sessions[0]))),
            ])
            #expect(answered.answers[0] == .failure(.full("no space left")))
            #expect(answered.answers[1] == .success(.revoked([sessions[0]])))
            #expect(answered.events.map(\.sequence) == [4])
            #expect(try site.held == 0)

            #expect(throws: LedgerError.self) { try clerk.authorize(.transfer(1), within: sessions[1]) }
            #expect(throws: LedgerError.self) { try clerk.create() }
            #expect(throws: LedgerError.self) { try clerk.settle(reserved, as: .dropped) }
            let next = try #require(try clerk.maintain().nextDeadline)
            clerk.now = Moment(next)
            #expect(throws: LedgerError.self) { try clerk.maintain() }
            #expect(throws: LedgerError.self) { try clerk.ledger.keep(FakeClock().reading) }
            #expect(throws: LedgerError.self) { try clerk.removeHistory() }
            #expect(try clerk.session(sessions[1]).status == .active)
            #expect(try clerk.revoke(.session(sessions[1])) == .revoked([sessions[1]]))

            site.free = DiskReserve.usualBytes + DiskReserve.roomBeside
            #expect(try clerk.maintain().events.count == 1)
            _ = try clerk.create()
            #expect(try site.held >= DiskReserve.usualBytes)
        }
    }

    /// What the disk fails with, and how often it is asked in one step.
    @Test(arguments: [(LedgerError.full("no space left"), 2), (.cannotWrite("read-only"), 1), (.cannotRead("EIO"), 1)])
    func `while what is due cannot be done nothing is decided that comes after it`(error: LedgerError, tries: Int)
        throws
    {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory)
            let clerk = try site.clerk()
            let sessions = [try clerk.create(), try clerk.create()]
            _ = try clerk.reserve(.transfer(1), within: sessions[0])
            clerk.pass(seconds: 3601)
            site.memory.failNext(tries, with: error)
            #expect(throws: error) { try clerk.maintain() }
            #expect(throws: error) { try clerk.authorize(.transfer(1), within: sessions[1]) }
            #expect(try clerk.revoke(.session(sessions[1])) == .revoked([sessions[1]]))
            #expect(try clerk.maintain().events.count == 1)
            _ = try clerk.reserve(.transfer(1), within: sessions[0])
        }
    }

    @Test func `what is due no more keeps nothing from being decided`() throws {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory)
            let clerk = try site.clerk()
            let end = FakeClock.startSec + 10
            let sessions = [try clerk.create(.make(expirySec: end)), try clerk.create()]
            clerk.pass(seconds: 11)
            site.memory.failNext(2, with: .full("no space left"))
            #expect(throws: LedgerError.full("no space left")) { try clerk.maintain() }
            #expect(throws: LedgerError.full("no space left")) {
                try clerk.authorize(.transfer(1), within: sessions[1])
            }
            #expect(try clerk.revoke(.session(sessions[0])) == .revoked([]))
            _ = try clerk.reserve(.transfer(1), within: sessions[1])
        }
    }

    /// What is due was ended by somebody meanwhile, or still is due.
    @Test(arguments: [true, false])
    func `what a step has passed over that nobody sees is told with the next one`(isEnded: Bool) throws {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory)
            let clerk = try site.clerk()
            let sessions = [try clerk.create(.make(expirySec: FakeClock.startSec + 10)), try clerk.create()]
            clerk.pass(seconds: 11)
            site.memory.failNext(with: .cannotRead("EIO"))
            #expect(throws: LedgerError.cannotRead("EIO")) { try clerk.maintain() }
            if isEnded { _ = try clerk.revoke(.session(sessions[0])) }
            let damage: [LedgerError] = [.corrupt("a row"), .corrupt("a page")]
            site.memory.passedOver = damage
            let answer = try? clerk.authorize(.transfer(1), within: sessions[1])
            #expect((answer != nil) == isEnded && site.memory.passedOver.isEmpty)
            site.memory.passedOver = [.corrupt("a page"), .corrupt("an index")]
            #expect(try clerk.maintain().damage == damage + [.corrupt("an index")])
            #expect(try clerk.maintain().damage.isEmpty)
        }
    }

    @Test func `ends a few things where there is no room for many`() throws {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory)
            let clerk = try site.clerk()
            let session = try clerk.create()
            for _ in 0..<20 { _ = try clerk.reserve(.transfer(1), within: session) }
            clerk.pass(seconds: 3601)
            site.memory.failNext(with: .full("no space left"))
            #expect(try clerk.maintain().events.count == 8)
            #expect(try clerk.maintain().events.count == 12)
        }
    }

    @Test func `keeps it where a full disk keeps only others from writing`() throws {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory)
            let clerk = try site.clerk()
            site.memory.failNext(with: .full("no space left"))
            #expect(throws: LedgerError.full("no space left")) { try clerk.create() }
            #expect(site.reserve?.isHeld == true)
            _ = try clerk.create()
        }
    }

    @Test func `that never had room for it only ends sessions`() throws {
        try withTemporaryDirectory { directory in
            let site = try Site(in: directory, free: DiskReserve.usualBytes)
            let clerk = try site.clerk()
            #expect(throws: LedgerError.self) { try clerk.create() }
            #expect(try clerk.revoke(.account(.account)) == .revoked([]))
            site.free = .max
            _ = try clerk.create()
        }
    }
}
