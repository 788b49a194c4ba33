import ArgumentParser
import ControlProtocol

/// `leashctl metrics`
struct MetricsCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Print what the daemon counts and measures, for Prometheus.",
        discussion: """
            The text is OpenMetrics. With --output it replaces a file in one step, for the textfile collector of \
            node_exporter; where the daemon cannot be reached the file then says leashd_up 0.

            EXAMPLE
              leashctl metrics \\
                --output /var/lib/prometheus/node-exporter/leashd.prom
            """)

    static let method = Method.metrics

    @Option(
        help: ArgumentHelp("Replace this file instead of printing.", valueName: "file"), completion: .file(),
        transform: Arguments.writtenFile)
    var output: String?

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        guard output == nil || !connection.json else {
            throw ValidationError("--output and --json exclude each other")
        }
    }

    func run() throws {
        let file = try output.map { path throws(Failure) in try MetricsFile(path) }
        do throws(Failure) {
            let metrics = try connection.connect().call(.metrics)
            _ = try metrics.needed("status", "version", as: \.string)
            if connection.printed(metrics) { return }
            let text = MetricsText(MetricTable(metrics).families).bytes
            guard let file else { return Output.write(text) }
            try file.write(text)
        } catch {
            if error.exitStatus == .unreachable { try file?.write(MetricsText(MetricTable.ofNobody).bytes) }
            throw error
        }
    }
}
