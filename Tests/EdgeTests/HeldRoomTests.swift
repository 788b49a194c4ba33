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

    @Test func `more than a file can hold is refused, and nothing of it kept`() throws {
        try withTemporaryDirectory { directory in
            let room = try HeldRoom(directory + "/room")
            #expect(throws: SystemError.self) { try room.hold(.max) }
            #expect(try room.bytes == 0)
        }
    }
}
