extension Configuration {
    /// Every setting with its value, as a file that says all of it would have it.
    package var text: String {
        ConfigurationSection.allCases.map { section in
            let settings = Setting.all.filter { $0.section == section }
            return "\(section)\n" + settings.map { "\($0.key)=\($0.text(in: self))\n" }.joined()
        }
        .joined(separator: "\n")
    }
}
