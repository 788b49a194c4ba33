@testable import ControlProtocol
import FoundationEssentials
import Testing

/// The files of JSONTestSuite, where the environment says where they are.
///
/// `y_` must be accepted, `n_` refused, `i_` may be either. Duplicate keys and depth are ours to refuse.
struct JSONTestSuiteTests {
    private static let directory = ProcessInfo.processInfo.environment["LEASHD_JSON_TEST_SUITE"]

    private static var files: [String] {
        guard let directory else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    @Test(.enabled(if: directory != nil, "LEASHD_JSON_TEST_SUITE names no directory"), arguments: files)
    func `a file of the suite is judged as its name says`(_ name: String) throws {
        let path = try #require(Self.directory) + "/" + name
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        do {
            let document = try JSONDocument(parsing: bytes)
            #expect(!name.hasPrefix("n_"))
            _ = try JSONDocument(parsing: document.root.canonicalBytes())
        } catch {
            switch error {
            case .malformed, .invalidUTF8: #expect(!name.hasPrefix("y_"), "\(error)")
            case .duplicateKey, .tooDeep: break
            }
        }
    }

    @Test(.enabled(if: directory != nil, "LEASHD_JSON_TEST_SUITE names no directory"))
    func `the directory holds the suite`() {
        #expect(Self.files.count > 300)
    }
}
