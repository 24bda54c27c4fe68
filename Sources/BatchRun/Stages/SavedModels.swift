import CRMData
import ChannelPreference
import Foundation
import LeadScoring
import SendTime

/// What `model.json` holds: everything that a night learned.
struct SavedModels: Encodable {
  /// The number of this file's format; another one is refused.
  static let format = 1

  var format = Self.format
  var version = LeadtimeVersion.current
  var conversion: ConversionModel
  var sendTime: SendTimeModel
  var channels: ChannelPreferenceModel
  var accounts: AccountModel

  /// The file's text; equal models have equal bytes.
  func text() throws -> String { try JSONText.encode(self) }
}

/// The models of a `model.json` that score, read again to the last bit.
struct SavedConversion {
  let model: ConversionModel
  let accounts: AccountModel
  let digest: FileDigest?

  private struct Header: Decodable {
    var format: Int?
    var version: String?
  }

  private struct Body: Decodable {
    var conversion: ConversionModel
    var accounts: AccountModel
  }

  /// Reads a model file.
  ///
  /// - Throws: `CRMDataError` where there is none, `LeadScoringError` `score.model-damaged` for what
  ///   is no model or not a whole one, and `score.model-schema` for another format.
  init(contentsOf path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CRMDataError(
        .missingInput,
        "there is no model file '\(path)' that can be read",
        hint: "learn one: leadtime train INPUT... --model '\(path)'"
      )
    }
    let decoder = JSONDecoder()
    // What a model may hold without limit; a NaN in it is damage.
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity",
      negativeInfinity: "-Infinity",
      nan: ""
    )
    try Self.check(data, decoder, path)
    do {
      let body = try decoder.decode(Body.self, from: data)
      (model, accounts) = (body.conversion, body.accounts)
    } catch let error as DecodingError {
      throw Self.damaged(path, Self.place(of: error))
    }
    digest = FileDigest(of: path)
  }

  /// Refuses what is no model of this format, before its parts are looked at.
  private static func check(_ data: Data, _ decoder: JSONDecoder, _ path: String) throws {
    guard let header = try? decoder.decode(Header.self, from: data) else {
      let isWhole = (try? JSONSerialization.jsonObject(with: data)) != nil
      throw damaged(path, isWhole ? "it is no object with a format" : "it is no JSON, or cut off")
    }
    guard let format = header.format, let version = header.version else {
      throw damaged(path, "it does not say its format and version")
    }
    guard format == SavedModels.format else {
      throw LeadScoringError(
        .modelSchema,
        "the model '\(path)' has format \(format), this version reads \(SavedModels.format)"
          + " (it was written by Leadtime \(version.prefix(20)))",
        hint: "learn it anew: leadtime train INPUT... --model '\(path)'"
      )
    }
  }

  private static func damaged(_ path: String, _ what: String) -> LeadScoringError {
    LeadScoringError(
      .modelDamaged,
      "'\(path)' is no usable model: \(what)",
      hint: "copy it again, or learn it anew: leadtime train INPUT... --model '\(path)'"
    )
  }

  /// Where decoding stopped, without the values there.
  private static func place(of error: DecodingError) -> String {
    func text(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "its top level" : path.map(\.stringValue).joined(separator: ".")
    }
    return switch error {
    case .keyNotFound(let key, let context): "\(text(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(text(context.codingPath)) is not what it must be"
    case .dataCorrupted(let context): "\(text(context.codingPath)) is damaged"
    @unknown default: "it cannot be read"
    }
  }
}
