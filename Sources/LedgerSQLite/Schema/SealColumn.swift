extension Migration {
    /// What a balance says is sealed, so that damage of the file is noticed which keeps to every rule: pages of a database have
    /// no checksums. A row that has no seal is one that was not written since.
    static let sealColumn = Migration(number: 8, sql: "ALTER TABLE balance ADD COLUMN seal INTEGER;")
}
