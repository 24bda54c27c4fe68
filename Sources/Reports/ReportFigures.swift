/// The charts of the report as SVG files, for notebooks and slides.
///
/// Each is the report's own chart with the colours of the page, light and dark, and loads nothing.
/// Charts that would show nothing are left out.
///
///     for figure in ReportFigures(content).files { write(figure.svg, to: figure.name) }
public struct ReportFigures: Sendable, Hashable {
  /// One chart.
  public struct File: Sendable, Hashable {
    /// The file's name, such as `gain.svg`.
    public var name: String
    /// The file, to be saved as UTF-8.
    public var svg: String
  }

  private let content: ReportContent

  /// Creates the figures of a report.
  public init(_ content: ReportContent) { self.content = content }

  /// The files, in the order of the report.
  public var files: [File] {
    let report = HTMLReport(content)
    return [
      scoreDistribution,
      bars("conversion-by-band", content.bands.isEmpty ? nil : report.bandChart),
      content.gain.isEmpty ? nil : square("gain", GainChart(content.gain).markup()),
      content.cycle == nil ? nil : bars("sales-cycle", report.cycleChart),
      content.calibration.isEmpty
        ? nil : square("calibration", CalibrationChart(content.calibration).markup()),
      bars("reasons", content.reasons.isEmpty ? nil : report.reasonChart),
    ].compactMap(\.self)
  }

  private var scoreDistribution: File? {
    guard content.hasModel, content.probabilityHistogram.contains(where: { $0 > 0 }) else {
      return nil
    }
    let chart = HistogramChart(
      counts: content.probabilityHistogram,
      maximum: content.histogramMaximum
    )
    return file(
      "score-distribution",
      "<svg width=\"720\" height=\"\(at: HistogramChart.height)\">\(chart.markup())</svg>",
      width: 720,
      height: HistogramChart.height
    )
  }

  private func bars(_ name: String, _ chart: BarChart?) -> File? {
    guard let (image, height) = chart?.figure() else { return nil }
    return file(name, image, width: 720, height: height)
  }

  private func square(_ name: String, _ chart: Markup) -> File {
    file(
      name,
      "<svg width=\"340\" height=\"352\" overflow=\"visible\">\(chart)</svg>",
      width: 340,
      height: 352
    )
  }

  /// A chart with a margin, on paper of its own, so that it can be read on any ground.
  private func file(_ name: String, _ chart: Markup, width: Double, height: Double) -> File {
    let size: Markup = "width=\"\(at: width + 32)\" height=\"\(at: height + 32)\""
    let svg: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) \
      viewBox="-16 -16 \(at: width + 32) \(at: height + 32)">
      <style>\(HTMLReport.colours)\(HTMLReport.charts).name{fill:var(--ink)}</style>
      <rect x="-16" y="-16" \(size) fill="var(--paper)"/>
      \(chart)
      </svg>

      """
    return File(name: "\(name).svg", svg: svg.html)
  }
}
