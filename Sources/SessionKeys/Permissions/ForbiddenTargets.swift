/// The addresses by which a session could lift its own limits (rules 1.5), the same on every chain.
enum ForbiddenTargets {
    /// Whether the address is forbidden, as a target and as an account; the zero address is, too.
    static func contains(_ address: Address) -> Bool { address == .zero || table.contains(address) }

    /// Why such an address is forbidden, to follow "which" in a sentence.
    static func danger(of address: Address) -> String {
        address == .zero ? "is nobody's" : "could lift the session's own limits"
    }

    private static let table: [Address] = [
        // EntryPoint v0.6, v0.7, v0.8, v0.9
        Address(high: 0x5FF1_37D4_b0FD_CD49_DcA3_0c7C_F57E_578a, low: 0x026d_2789),
        Address(high: 0x0000_0000_7172_7De2_2E5E_9d8B_Af0e_dAc6, low: 0xf37d_a032),
        Address(high: 0x4337_084D_9E25_5Ff0_7024_61CF_8895_CE9E, low: 0x3b5F_f108),
        Address(high: 0x4337_0900_9B83_30FD_a323_11DF_1C2A_FA40, low: 0x2eD8_D009),
        // AccountFactory
        Address(high: 0x0000_0000_0000_17c6_1b5b_Ee81_050E_C8eF, low: 0xc9c6_fecd),
        // SingleSignerValidation
        Address(high: 0x0000_0000_0000_99DE_0BF6_fA90_dEB8_51E2, low: 0xA2df_7d83),
        // Allowlist v2.0.1 and v2.0.0
        Address(high: 0x0000_0000_003e_8264_73a3_13e6_00b5_b9b7, low: 0x91f5_a59a),
        Address(high: 0x0000_0000_0000_2311_EEE9_A2B8_87af_1F14, low: 0x4dbb_4F6e),
        // NativeTokenLimit
        Address(high: 0x0000_0000_0000_01e5_41f0_D090_868F_Be24, low: 0xb59F_be06),
        // TimeRange
        Address(high: 0x0000_0000_0000_82B8_e201_2be9_14dF_A4f6, low: 0x2A05_73eA),
        // PaymasterGuard
        Address(high: 0x0000_0000_0000_1aA7_A7F7_E29a_be0b_e06c, low: 0x72FD_42A1),
        // WebAuthnValidation
        Address(high: 0x0000_0000_0000_1D9d_34E0_7D98_3427_4dF9, low: 0xae57_5217),
    ]
}
