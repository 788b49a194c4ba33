extension Configuration {
    /// What differs in `new`, in the order of the settings: the report of a reload.
    package func changes(to new: Configuration) -> [ConfigurationChange] {
        Setting.all.compactMap { setting in
            let before = setting.text(in: self)
            let after = setting.text(in: new)
            guard before != after else { return nil }
            return ConfigurationChange(
                setting: setting.name, before: before, after: after, needsRestart: setting.takesEffect == .atStart)
        }
    }

    /// What a running daemon holds after a reload: `new`, but for the settings that only a restart applies.
    package func reloaded(with new: Configuration) -> Configuration {
        var result = new
        for setting in Setting.all where setting.takesEffect == .atStart {
            setting.copy(from: self, to: &result)
        }
        return result
    }
}
