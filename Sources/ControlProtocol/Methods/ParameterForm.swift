/// What a method takes: dispatch reads parameters by it, and `rpc.discover` shows it.
package enum ParameterForm: Sendable {
    /// One object of these fields, by itself or alone in an array.
    case object(FieldTable)
    /// Values by position.
    case positions(FieldTable)
}
