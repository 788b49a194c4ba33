import SessionKeys
import Testing
import TestSupport

/// Why a session of this definition may not be granted, as the code and the path of the offending value; `nil` where it
/// may.
func fault(_ definition: SessionDefinition, at now: Int64 = Sample.now) -> String? {
    do throws(ValueFault) {
        try definition.validate(at: Instant(seconds: now))
        return nil
    } catch {
        #expect(!error.message.isEmpty)
        return "\(error.code.rawValue) \(error.path)"
    }
}

func fault(_ permissions: [Permission]) -> String? { fault(Sample.definition(permissions)) }
