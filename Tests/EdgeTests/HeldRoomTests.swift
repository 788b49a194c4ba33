import Descriptors
import TestSupport
import Testing

struct HeldRoomTests {
    @Test func `room is really taken from the disk, kept by the file, and given back`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/room"
            try HeldRoom(path).hold(1 << 20)
            let room = try HeldRoom(path)
            #expect(try room.bytes >= 1 << 20)
            try room.release()
            #expect(try room.bytes == 0)
            try room.hold(4096)
            #expect(try room.bytes >= 4096)
        }
    }

    @Test func `a part of it may be given back`() throws {
        try withTemporaryDirectory { directory in
            let room = try HeldRoom(directory + "/room")
            try room.hold(1 << 20)
            try room.release(1 << 19)
            #expect(try room.size == 1 << 19 && room.bytes >= 1 << 19)
            try room.release(1 << 20)
            #expect(try room.bytes == 0)
        }
    }

    @Test func `more than a file can hold is refused, and no more kept than there was`() throws {
        try withTemporaryDirectory { directory in
            let room = try HeldRoom(directory + "/room")
            for held: Int64 in [0, 1 << 20] {
                if held > 0 { try room.hold(held) }
                let before = try room.bytes
                #expect(try room.size == held && before >= held)
                #expect(throws: SystemError.self) { try room.hold(.max) }
                #expect(try room.size == held && room.bytes == before)
            }
        }
    }
}
