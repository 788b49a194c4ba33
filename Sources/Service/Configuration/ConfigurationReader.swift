import SessionKeys

/// Goes through files line by line, keeps the values and collects every fault.
struct ConfigurationReader {
    /// Where in a file the next line stands.
    private enum Place {
        case beforeAnySection
        case section(ConfigurationSection)
        /// Below a section's line that was faulty: what its keys mean nobody knows, and one fault is enough.
        case unknownSection
    }

    /// The values read so far, over the defaults.
    private(set) var configuration = Configuration.defaults
    /// The faults found so far, in the order of reading.
    private(set) var faults: [ConfigurationFault] = []

    /// The keys of the sizes that have to fit each other.
    private static let sizes: Set = ["MessageSize", "BufferSize"]

    /// Whether the system has a group of that name.
    private let hasGroup: (String) -> Bool
    /// Where the last of the sizes stands that have to fit each other; what is wrong with one by itself is enough.
    private var lastSize: (file: String, line: Int, text: String, faultsBefore: Int)?
    private var hasFaultySize = false
    private var file = ""
    private var place = Place.beforeAnySection

    /// A reader that has read nothing yet.
    init(hasGroup: @escaping (String) -> Bool) { self.hasGroup = hasGroup }

    /// Reads one more file, over those before it.
    mutating func read(_ file: ConfigurationFile) {
        self.file = file.name
        place = .beforeAnySection
        if let problem = file.problem { return report(problem, in: nil, at: 1) }
        for line in ConfigurationLine.lines(of: file.bytes) { read(line) }
    }

    /// Holds against each other what the files say of what belongs together; every file has been read.
    mutating func finish() {
        // While a message grows it may take twice its room.
        guard let lastSize, !hasFaultySize, configuration.bufferSize < 2 * configuration.messageSize else { return }
        let problem = ConfigurationProblem.noRoomForMessages(
            messageSize: configuration.messageSize, bufferSize: configuration.bufferSize)
        let fault = ConfigurationFault(
            file: lastSize.file, line: lastSize.line, subject: lastSize.text, problem: problem)
        faults.insert(fault, at: lastSize.faultsBefore)
    }

    private mutating func read(_ line: ConfigurationLine) {
        let isSection = line.text.utf8.first == UInt8(ascii: "[")
        if let problem = line.problem {
            if isSection { place = .unknownSection }
            report(problem, in: nil, at: line.number)
        } else if isSection {
            enterSection(line)
        } else {
            assign(line)
        }
    }

    private mutating func enterSection(_ line: ConfigurationLine) {
        place = .unknownSection
        guard line.text.utf8.last == UInt8(ascii: "]") else {
            // Which one is meant is plain all the same.
            if let section = ConfigurationSection(rawValue: String(line.text.dropFirst())) { place = .section(section) }
            return report(.unclosedSection, in: line.text, at: line.number)
        }
        let name = String(line.text.dropFirst().dropLast())
        guard let section = ConfigurationSection(rawValue: name) else {
            let nearest = NearestName.of(name, among: ConfigurationSection.allCases.map(\.rawValue))
            let problem = ConfigurationProblem.unknownSection(nearest: nearest.flatMap(ConfigurationSection.init))
            return report(problem, in: line.text, at: line.number)
        }
        place = .section(section)
    }

    private mutating func assign(_ line: ConfigurationLine) {
        guard let (key, value) = Self.split(line.text) else {
            return report(.neitherSectionNorAssignment, in: line.text, at: line.number)
        }
        switch place {
        case .unknownSection: return
        case .beforeAnySection: report(.outsideSection, in: "\(key)=\(value)", at: line.number)
        case .section(let section):
            let text = "\(section) \(key)=\(value)"
            do throws(ConfigurationProblem) {
                let setting = try Self.setting(key, in: section)
                try setting.assign(value, to: &configuration)
                if case .name(let name) = setting.group(in: configuration), !hasGroup(name) { throw .unknownGroup }
                if Self.sizes.contains(key) { lastSize = (file, line.number, text, faults.count) }
            } catch {
                if Self.sizes.contains(key) { hasFaultySize = true }
                report(error, in: text, at: line.number)
            }
        }
    }

    /// The setting of that key, or the best word about why there is none.
    private static func setting(
        _ key: String, in section: ConfigurationSection
    ) throws(ConfigurationProblem) -> Setting {
        let namesakes = Setting.all.filter { $0.key == key }
        if let setting = namesakes.first(where: { $0.section == section }) { return setting }
        if let namesake = namesakes.first { throw .keyOfOtherSection(namesake.section) }
        let keys = Setting.all.filter { $0.section == section }.map(\.key)
        throw .unknownKey(nearest: NearestName.of(key, among: keys))
    }

    /// The two sides of the first equals sign, without the white space around them; nil without a key.
    private static func split(_ text: String) -> (key: String, value: String)? {
        let sides = text.unicodeScalars.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        let key = sides[0].reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        let value = sides[1].drop { $0 == " " || $0 == "\t" }
        guard !key.isEmpty else { return nil }
        return (String(String.UnicodeScalarView(key)), String(value))
    }

    private mutating func report(_ problem: ConfigurationProblem, in text: String?, at line: Int) {
        faults.append(ConfigurationFault(file: file, line: line, subject: text, problem: problem))
    }
}
