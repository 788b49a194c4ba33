import ControlProtocol

/// Messages that are complete are taken in.
extension Reception {
    /// How many messages of one connection are taken in a turn, so that its answers cannot pile up unsent.
    private static let messagesPerConnection = 64

    /// Takes in the messages that are complete, as long as the client reads its answers.
    ///
    /// - Parameters:
    ///   - intake: where to.
    ///   - hasRoom: whether the turn has room for one more.
    ///   - goOn: is called after each connection.
    func readMessages(
        into intake: inout Intake, while hasRoom: (borrowing Intake) -> Bool, then goOn: (inout Intake) -> Void
    ) {
        func read(_ connections: [Connection]) {
            for connection in connections where !connection.isClosed {
                readMessages(of: connection, into: &intake, while: hasRoom)
                goOn(&intake)
            }
        }
        guard !heldBack.isEmpty else { return read(active) }
        let waiting = heldBack.union(active.map(\.id)).sorted().compactMap { connections[$0] }
        for socket in DaemonSocket.allCases {
            read(inTurn(waiting.filter { $0.caller.socket == socket }, at: socket))
        }
    }

    /// Those behind whoever came last, before the others: there may be no room for all.
    private func inTurn(_ connections: [Connection], at socket: DaemonSocket) -> [Connection] {
        let last = takenInLast[socket, default: 0]
        return connections.filter { $0.id > last } + connections.filter { $0.id <= last }
    }

    private func readMessages(
        of connection: Connection, into intake: inout Intake, while hasRoom: (borrowing Intake) -> Bool
    ) {
        let taken = intake.exchangeCount
        let wasHeldBack = connection.isHeldBack
        connection.isHeldBack = readMessages(from: connection, into: &intake, while: hasRoom)
        connection.noteBegun()
        connection.unanswered += intake.exchangeCount - taken
        if intake.exchangeCount > taken, !heldBack.isEmpty { takenInLast[connection.caller.socket] = connection.id }
        if connection.isHeldBack != wasHeldBack { noteHeldBack(connection) }
        activate(connection)
    }

    private func noteHeldBack(_ connection: Connection) {
        if connection.isHeldBack { heldBack.insert(connection.id) } else { heldBack.remove(connection.id) }
    }

    /// - Returns: whether messages may be left that were not taken in.
    private func readMessages(
        from connection: Connection, into intake: inout Intake, while hasRoom: (borrowing Intake) -> Bool
    ) -> Bool {
        do throws(FrameError) {
            for _ in 0..<Self.messagesPerConnection {
                if connection.awaitsLongAnswer { return connection.reader.bufferedCount > 0 }
                guard hasRoom(intake), connection.waiting <= connections.answerLimit else { break }
                guard try readNextMessage(from: connection, into: &intake) else { return false }
            }
            return true
        } catch {
            switch error {
            case .malformed: refuseRest(of: connection, with: .unparsable("\(error)"), in: &intake)
            case .tooLarge: refuseRest(of: connection, with: .invalidRequest("\(error)"), in: &intake)
            }
            return false
        }
    }

    /// - Returns: whether there was one, and more may follow.
    private func readNextMessage(
        from connection: Connection, into intake: inout Intake
    ) throws(FrameError) -> Bool {
        guard let frame = try connection.reader.next() else {
            // Where it is the daemon that ends, nothing is wrong with what was not received whole.
            if connection.inputHasEnded, connection.reader.hasPartial, !isStopping {
                refuseRest(of: connection, with: .unparsable("the input ends inside a message"), in: &intake)
            }
            return false
        }
        connection.noteEnded()
        let taken = intake.exchangeCount
        guard intake.take(frame, from: connection.caller) else {
            dropRest(of: connection)
            return false
        }
        // To a notification nothing is answered, and the newest is of somebody else.
        if intake.exchangeCount > taken { connection.awaitsLongAnswer = intake.newestIsAnsweredAtLength }
        return true
    }

    private func refuseRest(of connection: Connection, with error: RemoteError, in intake: inout Intake) {
        dropRest(of: connection)
        intake.refuse(error, to: connection.caller, endingConnection: true)
    }

    private func dropRest(of connection: Connection) {
        connection.endInput()
        connection.reader = FrameReader(maximumMessageSize: connections.limits.messageSize)
    }

    /// Whether messages that were received can be taken in.
    var isSomeHeldBackWithRoom: Bool { heldBack.contains { mayTakeIn($0) } }

    private func mayTakeIn(_ id: UInt64) -> Bool {
        guard let connection = connections[id], !connection.awaitsLongAnswer else { return false }
        return connection.waiting <= connections.answerLimit
    }
}
