/// Metrics as text that is OpenMetrics 1.0 and the older format of Prometheus at once.
struct MetricsText {
    private(set) var lines: [String] = []

    /// Writes these families, and the end.
    init(_ families: [MetricFamily]) {
        for family in families where !family.samples.isEmpty { add(family) }
        lines.append("# EOF")
    }

    /// The whole text.
    var bytes: [UInt8] { lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] } }

    private mutating func add(_ family: MetricFamily) {
        lines.append("# HELP \(family.name) \(family.help)")
        if family.kind != .counter { lines.append("# TYPE \(family.name) \(family.kind.rawValue)") }
        if let unit = family.unit { lines.append("# UNIT \(family.name) \(unit)") }
        for sample in family.samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            let braces = labels.isEmpty ? "" : "{\(labels)}"
            lines.append("\(family.name)\(sample.suffix)\(braces) \(sample.value)")
        }
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }
}
