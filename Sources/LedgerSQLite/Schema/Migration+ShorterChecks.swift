extension Migration {
    /// The same checks of balances and authorizations, in one expression where there were three: SQLite takes eight
    /// steps to compare whether two columns are NULL, with every row that is written. Only the words change, as in
    /// `outcomeCheck`.
    static let shorterChecks = Migration(
        number: 7,
        sql: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql,
                'CHECK ((slot % 256 = 0) = (open_reservations IS NOT NULL))',
                'CONSTRAINT tally_stands_first CHECK ('
                    || 'open_reservations IS NOT NULL AND events IS NOT NULL AND slot % 256 = 0 '
                    || 'OR open_reservations IS NULL AND events IS NULL AND slot % 256 <> 0 AND allowance IS NOT NULL)'),
                'CHECK ((open_reservations IS NULL) = (events IS NULL)),' || char(10)
                    || '    CHECK (slot % 256 = 0 OR allowance IS NOT NULL),' || char(10) || '    ', ''),
                'CHECK ((allowance IS NULL) = (spent IS NULL)),' || char(10)
                    || '    CHECK ((allowance IS NULL) = (debited IS NULL)),' || char(10) || '    ', ''),
                'CHECK (spent <= debited),' || char(10) || '    CHECK (debited <= allowance)',
                'CONSTRAINT nothing_overspent CHECK ('
                    || 'allowance IS NOT NULL AND spent IS NOT NULL AND debited IS NOT NULL '
                    || 'AND spent <= debited AND debited <= allowance '
                    || 'OR allowance IS NULL AND spent IS NULL AND debited IS NULL)')
                WHERE type = 'table' AND name = 'balance';
            UPDATE sqlite_schema SET sql = replace(replace(sql,
                'CHECK ((outcome IS NULL) = (settled_sec IS NULL)),' || char(10)
                    || '    CHECK ((outcome IS NULL) = (settled_debits IS NULL)),' || char(10) || '    ', ''),
                'CHECK ((outcome IS NULL) = (settled_meters IS NULL))',
                'CONSTRAINT outcome_is_whole CHECK ('
                    || 'outcome IS NULL AND settled_sec IS NULL AND settled_debits IS NULL AND settled_meters IS NULL '
                    || 'OR outcome IS NOT NULL AND settled_sec IS NOT NULL '
                    || 'AND settled_debits IS NOT NULL AND settled_meters IS NOT NULL)')
                WHERE type = 'table' AND name = 'authorization';
            PRAGMA writable_schema = RESET;
            """)
}
