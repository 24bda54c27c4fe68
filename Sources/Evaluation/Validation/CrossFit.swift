public import LinearAlgebra
public import Models

/// Predictions in which no row was seen by the model that predicts it.
public struct CrossFit: Hashable, Sendable, Codable {
  /// The predicted probability of every row.
  public let probabilities: [Double]
  /// The report over all rows.
  public let report: ClassificationReport
  /// One report per fold; nil for a fold without rows.
  public let foldReports: [ClassificationReport?]
}

extension Folds {
  /// Fits once per fold and predicts the rows that were left out.
  ///
  /// Whatever learns from rows (filling in, scaling, selection) belongs inside the closure, where
  /// it sees training rows only.
  ///
  ///     let crossFit = try folds.crossFitted(outcomes: converted) { training, test in
  ///       let pipeline = pipeline.fitted(to: rows(training))
  ///       return try probabilities(of: pipeline.applied(to: rows(test)))
  ///     }
  ///
  /// - Parameters:
  ///   - outcomes: 0 or 1 for every row.
  ///   - predict: gets the rows to learn from and the rows to predict; returns one probability per
  ///     row of the second.
  /// - Returns: The predictions in the order of rows, judged in total and by fold.
  /// - Throws: What the closure throws, or ``EvaluationError``.
  public func crossFitted(
    outcomes: [Double],
    predicting predict: (_ trainingRows: [Int], _ testRows: [Int]) throws -> [Double]
  ) throws -> CrossFit {
    precondition(outcomes.count == assignment.count, "every row needs an outcome")
    var probabilities = Array(repeating: 0.0, count: outcomes.count)
    var foldReports: [ClassificationReport?] = []
    for fold in 0..<count {
      let testRows = testRows(of: fold)
      guard !testRows.isEmpty else {
        foldReports.append(nil)
        continue
      }
      let predicted = try predict(trainingRows(of: fold), testRows)
      precondition(predicted.count == testRows.count, "every test row needs a prediction")
      for (row, probability) in zip(testRows, predicted) { probabilities[row] = probability }
      foldReports.append(
        try ClassificationReport(
          outcomes: testRows.map { outcomes[$0] },
          probabilities: predicted
        )
      )
    }
    return CrossFit(
      probabilities: probabilities,
      report: try ClassificationReport(outcomes: outcomes, probabilities: probabilities),
      foldReports: foldReports
    )
  }

  /// Cross-fits a logistic regression on a design that needs no preparation.
  ///
  /// Rows that are held out have the weight 0, so that the matrix is never copied for training.
  ///
  /// - Parameters:
  ///   - regression: the options of every fit.
  ///   - design: rows × columns.
  ///   - outcomes: 0 or 1 for every row.
  ///   - threads: how many threads to use; the result does not depend on it.
  /// - Returns: The predictions in the order of rows, judged in total and by fold.
  /// - Throws: `ModelError` when a fit is refused, or ``EvaluationError``.
  public func crossFitted(
    _ regression: LogisticRegression,
    on design: Matrix,
    outcomes: [Double],
    threads: Int = 1
  ) throws -> CrossFit {
    try crossFitted(outcomes: outcomes) { trainingRows, testRows in
      try regression.fitted(
        to: design.selecting(rows: trainingRows),
        outcomes: trainingRows.map { outcomes[$0] },
        threads: threads
      )
      .probabilities(of: design.selecting(rows: testRows), threads: threads)
    }
  }
}
