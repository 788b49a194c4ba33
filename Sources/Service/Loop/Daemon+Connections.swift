import ControlProtocol
import Descriptors

/// Bytes to and from the connections.
extension Daemon {
    func receive(_ one: Readiness) {
        guard let connection = connections[one.token] else { return }
        active.insert(one.token)
        // First what is here already: else a client that asks without reading would fill the memory with its questions.
        if one.isReadable, !connection.inputHasEnded, !connection.isHeldBack {
            // What it holds is counted when its messages are taken out: what it had begun may end here.
            connection.receive(into: &buffer)
        }
        guard one.isHungUp else { return }
        // Nothing can be delivered any more; what was received is still done, unless it waits for somebody to read.
        connection.endInput()
        if !one.isReadable, !connection.isHeldBack || connection.awaitsLongAnswer { connection.breakOff() }
    }

    /// Takes in the messages that are complete, as long as the turn has room and the client reads its answers.
    func readMessages() {
        guard !heldBack.isEmpty else { return readMessages(from: active) }
        // Whoever spends may ask for more than is done at once; whoever ends sessions does not wait behind it.
        let waiting = active.union(heldBack).sorted()
        let spenders = waiting.filter { connections[$0]?.caller.door != .control }
        if spenders.count < waiting.count {
            readMessages(from: waiting.filter { connections[$0]?.caller.door == .control })
        }
        // Each in its turn, as there may be no room for all.
        let next = spenders.firstIndex { $0 > takenInLast } ?? 0
        readMessages(from: spenders[next...])
        readMessages(from: spenders[..<next])
    }

    private func readMessages(from ids: some Sequence<UInt64>) {
        let intake = intake
        for id in ids {
            guard let connection = connections[id] else {
                heldBack.remove(id)
                continue
            }
            let taken = intake.exchangeCount
            connection.isHeldBack = readMessages(from: connection, into: intake)
            connection.unanswered += intake.exchangeCount - taken
            if intake.exchangeCount > taken { takenInLast = id }
            if connection.isHeldBack { heldBack.insert(id) } else { heldBack.remove(id) }
            active.insert(id)
            startIfFull()
        }
    }

    /// - Returns: whether messages may be left that were not taken in.
    private func readMessages(from connection: Connection, into intake: Intake) -> Bool {
        do throws(FrameError) {
            for _ in 0..<Self.messagesPerConnection {
                if connection.awaitsLongAnswer { return connection.reader.bufferedCount > 0 }
                guard hasRoomForMore(in: intake), connection.waiting <= connections.answerLimit else { break }
                guard let frame = try connection.reader.next() else {
                    // Where it is the daemon that ends, nothing is wrong with what was not received whole.
                    if connection.inputHasEnded, connection.reader.hasPartial, !isStopping {
                        refuseRest(of: connection, .unparsable("the input ends inside a message"))
                    }
                    return false
                }
                let taken = intake.exchangeCount
                guard intake.take(frame, from: connection.caller) else {
                    dropRest(of: connection)
                    return false
                }
                // To a notification nothing is answered, and the newest is of somebody else.
                if intake.exchangeCount > taken { connection.awaitsLongAnswer = intake.newestIsAnsweredAtLength }
            }
            return true
        } catch {
            switch error {
            case .malformed: refuseRest(of: connection, .unparsable("\(error)"))
            case .tooLarge: refuseRest(of: connection, .invalidRequest("\(error)"))
            }
            return false
        }
    }

    /// Has an answer sent with what else the turn has for its connection.
    func answer(_ connection: Connection, with bytes: [UInt8]) {
        connection.answer(bytes)
        connection.unanswered -= 1
        active.insert(connection.id)
    }

    /// Whether more may be taken in, beside what was gathered and what is underway.
    private func hasRoomForMore(in intake: Intake) -> Bool {
        intake.count < Self.questionsPerTurn
            && intake.count + commits.questionsUnderway < Self.mostQuestions
            && intake.longAnswers + commits.longAnswersUnderway < Self.mostLongAnswers
    }

    private func refuseRest(of connection: Connection, _ error: RemoteError) {
        dropRest(of: connection)
        intake.refuse(error, to: connection.caller, endingConnection: true)
    }

    private func dropRest(of connection: Connection) {
        connection.endInput()
        connection.reader = FrameReader(maximumMessageSize: connections.limits.messageSize)
    }

    /// Counts what a connection holds, and lets go of those that hold most where it is too much.
    func makeRoom(for connection: Connection) {
        for closed in connections.count(connection) {
            forget(closed.id)
            telemetry.recordRefusal(
                of: closed.caller, "closed",
                as: "all together held more than \(connections.limits.bufferSize) bytes, and it neither went on nor "
                    + "read")
        }
    }

    /// Nothing is kept for a connection that was closed.
    private func forget(_ id: UInt64) {
        subscriptions.closeAll(of: id)
        heldBack.remove(id)
        doors.tryAgain()
    }

    /// Whether messages that were received can be taken in.
    var isSomeHeldBackWithRoom: Bool { heldBack.contains { mayTakeIn($0) } }

    private func mayTakeIn(_ id: UInt64) -> Bool {
        guard let connection = connections[id], !connection.awaitsLongAnswer else { return false }
        return connection.waiting <= connections.answerLimit
    }

    /// Sends what there is to send, and lets go of connections that are done.
    func attend() {
        for id in active {
            guard let connection = connections[id] else { continue }
            if connections.attend(connection) { makeRoom(for: connection) } else { forget(id) }
        }
        active.removeAll(keepingCapacity: true)
        // What was sent just now may have made room, and then nothing else would wake the loop.
        mustNotWait = isSomeHeldBackWithRoom || subscriptions.hasSomeBehind(mayReceive: hasRoom)
    }
}
