import ControlProtocol
import SessionKeys

/// What a message of the workload asks.
struct Question {
    let session: SessionID
    let operation: Operation
    let key: String?

    /// Reads the message as the daemon does.
    init(_ frame: Frame) throws {
        guard case .single(let request) = try Message(frame, requestsPerMessage: 1),
            let object = try ParameterList.object(try request.content.get().parameters)
        else { fatalError("a message of the workload holds no request") }
        let reader = try ParameterReader(object, fields: Fields.authorize)
        session = try reader.sessionID("sessionId")
        operation = try OperationReading.operation(reader)
        key = try reader.optionalKey("idempotencyKey")
    }
}
