extension SessionDefinition {
    /// What the amounts of the session count in.
    package var denomination: Denomination { Denomination(chain: chainID, gasLimitUnit: gasLimitUnit) }
}
