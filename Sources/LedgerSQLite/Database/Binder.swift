import CSQLite
import SessionKeys

/// Takes the values of a statement's parameters, in their order.
// Safe to use: it lives as long as the call that binds, within which its statement and the statement's shelf are valid.
@safe struct Binder {
    private let handle: OpaquePointer
    /// Where bytes are kept until the statement is reset, so that SQLite need not find memory for a copy of its own.
    private let shelf: UnsafeMutableRawBufferPointer
    private var shelved = 0
    private var index: Int32 = 0
    /// The parameters that are not NULL, by their bits: binding NULL once more would be a call for nothing.
    private(set) var filled: UInt64
    /// The first result code that was no success.
    private(set) var code = SQLITE_OK

    init(_ handle: OpaquePointer, shelf: UnsafeMutableRawBufferPointer, filled: UInt64) {
        unsafe self.handle = handle
        unsafe self.shelf = shelf
        self.filled = filled
    }

    /// Puts the bytes on the shelf, or nowhere where they do not fit.
    private mutating func shelve(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
        guard unsafe bytes.count <= shelf.count - shelved,
            let place = unsafe shelf.baseAddress?.advanced(by: shelved)
        else { return nil }
        if let start = bytes.baseAddress { unsafe place.copyMemory(from: start, byteCount: bytes.count) }
        shelved += bytes.count
        return UnsafeRawPointer(place)
    }

    private mutating func note(_ result: Int32) {
        if result != SQLITE_OK, code == SQLITE_OK { code = result }
    }

    private mutating func next() -> Int32 {
        filled |= 1 << UInt64(index)
        index += 1
        return index
    }

    mutating func bindNull() {
        let parameter = UInt64(1) << UInt64(index)
        index += 1
        guard filled & parameter != 0 else { return }
        filled &= ~parameter
        note(unsafe sqlite3_bind_null(handle, index))
    }

    mutating func bind(_ integer: Int64) { note(unsafe sqlite3_bind_int64(handle, next(), integer)) }

    mutating func bind(_ integer: Int64?) {
        if let integer { bind(integer) } else { bindNull() }
    }

    /// Binds 32 bytes, most significant first.
    mutating func bind(_ amount: Amount) {
        unsafe withUnsafeBytes(of: (amount.high.bigEndian, amount.low.bigEndian)) { unsafe bindBlob($0) }
    }

    /// Binds the 32 bytes of the digest.
    mutating func bind(_ digest: ContentDigest?) { bind(digest?.value) }

    mutating func bind(_ amount: Amount?) {
        if let amount { bind(amount) } else { bindNull() }
    }

    /// Binds the 16 bytes of the session's id.
    mutating func bind(_ id: SessionID) {
        unsafe withUnsafeBytes(of: id.rawValue.bigEndian) { unsafe bindBlob($0) }
    }

    mutating func bind(_ bytes: [UInt8]) {
        // An empty blob needs a pointer too, or SQLite takes it for NULL.
        guard !bytes.isEmpty else { return note(unsafe sqlite3_bind_zeroblob(handle, next(), 0)) }
        unsafe bytes.withUnsafeBytes { unsafe bindBlob($0) }
    }

    private mutating func bindBlob(_ bytes: UnsafeRawBufferPointer) {
        let (place, count) = unsafe (shelve(bytes), Int32(bytes.count))
        note(unsafe leash_bind_blob(handle, next(), place ?? bytes.baseAddress, count, place == nil ? 0 : 1))
    }

    private mutating func bindText(_ text: UnsafeRawBufferPointer) {
        let (place, count) = unsafe (shelve(text), Int32(text.count))
        // Bytes are bytes of C characters.
        let start = unsafe (place ?? text.baseAddress)?.assumingMemoryBound(to: CChar.self)
        note(unsafe leash_bind_text(handle, next(), start, count, place == nil ? 0 : 1))
    }

    mutating func bind(_ bytes: [UInt8]?) {
        if let bytes { bind(bytes) } else { bindNull() }
    }

    mutating func bind(_ text: String) {
        var text = text
        text.withUTF8 { unsafe bindText(UnsafeRawBufferPointer($0)) }
    }

    mutating func bind(_ text: String?) {
        if let text { bind(text) } else { bindNull() }
    }

    mutating func bind(_ value: Value) {
        switch value {
        case .integer(let integer): bind(integer)
        case .blob(let bytes): bind(bytes)
        case .text(let text): bind(text)
        }
    }
}
