import Features

extension ConversionScorer {
  /// The features that the model reads and the data lack: of another export, or of another year.
  public var absentFeatures: [String] {
    model.fitted.encoding.map(features.absentFeatures) ?? []
  }
}
