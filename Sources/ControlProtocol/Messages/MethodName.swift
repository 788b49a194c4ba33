/// The name of a method, as a request gives it.
package enum MethodName: Equatable, Sendable {
    case known(Method)
    case unknown(String)

    /// The name that somebody wrote.
    init(_ name: Span<UInt8>) { self = Method(name: name).map(Self.known) ?? .unknown(String(name)) }
}
