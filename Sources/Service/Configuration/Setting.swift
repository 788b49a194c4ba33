/// One row of the table of settings: where a setting stands, what it takes, what it means and when it applies.
package struct Setting: Sendable {
    /// When a changed value takes effect.
    package enum TakesEffect: Sendable {
        case onReload
        case atStart
    }

    /// The section that it stands in.
    package let section: ConfigurationSection
    /// The word before the equals sign.
    package let key: String
    /// When a changed value takes effect.
    package let takesEffect: TakesEffect
    /// What it does, for the comment above it in `etc/leashd.conf`.
    package let documentation: String
    /// What it takes and when it applies, for the same comment.
    package let terms: String

    private let assignText: @Sendable (String, inout Configuration) throws(ConfigurationProblem) -> Void
    private let copyValue: @Sendable (Configuration, inout Configuration) -> Void
    private let writeText: @Sendable (Configuration) -> String
    private let readGroup: @Sendable (Configuration) -> SocketGroup?

    init<Value>(
        _ section: ConfigurationSection, _ key: String,
        _ value: any WritableKeyPath<Configuration, Value> & Sendable, _ syntax: SettingSyntax<Value>,
        _ takesEffect: TakesEffect, _ documentation: String
    ) {
        self.section = section
        self.key = key
        self.takesEffect = takesEffect
        self.documentation = documentation
        terms = "\(syntax.terms) \(takesEffect == .onReload ? "SIGHUP applies it." : "Only a restart applies it.")"
        assignText = { text, configuration throws(ConfigurationProblem) in
            configuration[keyPath: value] = try syntax.value(of: text)
        }
        copyValue = { source, target in target[keyPath: value] = source[keyPath: value] }
        writeText = { configuration in syntax.write(configuration[keyPath: value]) }
        readGroup = { configuration in configuration[keyPath: value] as? SocketGroup }
    }

    /// The key with its section.
    package var name: String { "\(section) \(key)" }

    /// The value that a configuration holds, as a file would write it.
    package func text(in configuration: Configuration) -> String { writeText(configuration) }

    /// Sets the value that the text stands for; an empty text stands for the default.
    func assign(_ text: String, to configuration: inout Configuration) throws(ConfigurationProblem) {
        if text.isEmpty {
            copy(from: .defaults, to: &configuration)
        } else {
            try assignText(text, &configuration)
        }
    }

    /// The group that it names in a configuration; nil where it names none.
    func group(in configuration: Configuration) -> SocketGroup? { readGroup(configuration) }

    /// Takes this setting's value over from another configuration.
    func copy(from source: Configuration, to target: inout Configuration) { copyValue(source, &target) }
}
