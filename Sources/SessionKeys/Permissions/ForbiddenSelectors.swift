/// The account's own functions that no session may be granted one by one, and those that root cannot reach either.
enum ForbiddenSelectors {
    private static let validateUserOp = Selector(0x1982_2f7c)
    private static let executeWithRuntimeValidation = Selector(0xf268_0c0f)

    /// What account-functions may never hold (rules 1.6).
    static let inAccountFunctions: Set<Selector> = [
        .execute, .executeBatch, .executeUserOperation,
        validateUserOp,
        Selector(0x5998_db5c),  // performCreate
        executeWithRuntimeValidation,
        Selector(0x1bbf_564c),  // installValidation
        Selector(0xb6b1_ccfe),  // uninstallValidation
        Selector(0x001a_63e9),  // installExecution
        Selector(0x1d37_e7d6),  // installExecution, as some tools list it
        Selector(0x93b1_dc61),  // uninstallExecution
        Selector(0x0b7c_ad71),  // uninstallExecution, as some tools list it
        Selector(0x4f1e_f286),  // upgradeToAndCall
        Selector(0x3000_9d52),  // updateFallbackSignerData
    ]

    /// What the account keeps from root (rules 2.5).
    static let forRoot: Set<Selector> = [
        .executeUserOperation,
        executeWithRuntimeValidation,
        Selector(0xb0d6_91fe),  // entryPoint
        validateUserOp,
        Selector(0x150b_7a02),  // onERC721Received
        Selector(0xf23a_6e61),  // onERC1155Received
        Selector(0xbc19_7c81),  // onERC1155BatchReceived
        Selector(0x1626_ba7e),  // isValidSignature
        Selector(0x01ff_c9a7),  // supportsInterface
        Selector(0x9cfd_7cff),  // accountId
        Selector(0x757c_8a26),  // getExecutionData
        Selector(0xd31b_575b),  // getValidationData
        Selector(0x52d1_902d),  // proxiableUUID
        Selector(0xa8b0_4729),  // getFallbackSignerData
    ]
}
