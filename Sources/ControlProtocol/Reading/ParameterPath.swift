/// The place of a value in the parameters, as `permissions[1].data.allowance`: spelled out only where a fault names it.
package struct ParameterPath: Sendable {
    private var container = ""
    private var name: StaticString = ""
    private var index: Int?

    /// The parameters themselves.
    package static let root = ParameterPath()

    /// The place of a member.
    package func member(_ name: StaticString) -> ParameterPath {
        ParameterPath(container: isRoot ? "" : text + ".", name: name)
    }

    /// The place of an element.
    package func element(_ index: Int) -> ParameterPath {
        self.index == nil
            ? ParameterPath(container: container, name: name, index: index)
            : ParameterPath(container: text, name: "", index: index)
    }

    /// The place in words; empty for the parameters themselves.
    package var text: String { "\(container)\(name)" + (index.map { "[\($0)]" } ?? "") }

    private var isRoot: Bool { container.isEmpty && name.utf8CodeUnitCount == 0 && index == nil }
}
