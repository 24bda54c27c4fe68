// Sums over rows of a matrix, for estimators: one block of rows at a time, the caller adds the
// blocks in order. Every path gives the same bits: each number is the same chain of fused
// multiply-adds, however many of them one instruction does.

#ifndef CKERNELS_ROWS_H
#define CKERNELS_ROWS_H

#include <stddef.h>
#include <stdint.h>

/// Some rows of dense columns, and how they are standardised.
///
/// A row of `z` is `(x - center) * scale` for each column, then 1 for the intercept, then zeros.
struct ck_rows {
  /// rows × columns, row after row.
  const double *values;
  size_t rows, columns;
  /// How many numbers may be read from `values` on; rows × columns or more.
  size_t readable;
  /// One number for each column, then zeros up to `ck_width(columns)` numbers.
  const double *centers, *scales;
};

/// Columns of ones and zeros: one column for each level of a factor.
struct ck_factors {
  size_t count;
  /// For each factor the level of each of the rows.
  const int32_t *const *codes;
  /// For each factor levels × width sums.
  double *const *crossed;
};

/// What is known about the rows of a logistic model.
struct ck_logistic {
  /// `ck_width` coefficients of `z`.
  const double *coefficients;
  /// A known part of each row's logit; null for 0.
  const double *offsets;
  /// 0 or 1 for each row.
  const double *outcomes;
  /// How often each row counts; null for once.
  const double *weights;
};

/// How many numbers a row of `z` has.
size_t ck_width(size_t columns);

/// How many numbers of scratch memory, aligned to 64 bytes, the sums need; zeros at first.
size_t ck_scratch(size_t width);

/// Adds to `score` (width) and to `gram` (width × width, from the diagonal to the right) what the
/// rows give: `Zᵀ w (y − p)` and `Zᵀ diag(w p (1 − p)) Z`. With factors, adds to their sums
/// `w p (1 − p) z` by level. Where `gram` is null, neither. Writes residuals `w (y − p)` and
/// curvatures `w p (1 − p)` of the rows unless they are null. Returns the log-likelihood.
double ck_logistic_rows(enum ck_path path, const struct ck_rows *rows,
                        const struct ck_logistic *model, const struct ck_factors *factors,
                        double *scratch, double *score, double *gram, double *residuals,
                        double *curvatures);

/// How many positions `ck_logistic_positions` looks at together.
#define CK_POSITIONS 8

/// How many numbers of scratch memory, aligned to 64 bytes, it needs; zeros at first.
size_t ck_position_scratch(size_t width);

/// Adds to `scores` and `likelihoods` (8) what `ck_logistic_rows` adds for one position, for eight
/// of them at once; they cost little more than one. `positions` and `scores` hold the numbers of
/// all eight side by side: width × 8. The coefficients of the model are not read.
void ck_logistic_positions(enum ck_path path, const struct ck_rows *rows,
                           const struct ck_logistic *model, const double *positions,
                           double *scratch, double *scores, double *likelihoods);

/// Adds `Zᵀ residuals` to `score`, `Zᵀ diag(weights) Z` to `gram`, and to the sums of factors
/// `weights z` by level. Weights are not negative.
void ck_weighted_rows(enum ck_path path, const struct ck_rows *rows, const double *weights,
                      const double *residuals, const struct ck_factors *factors, double *scratch,
                      double *score, double *gram);

/// Writes `Σ z · coefficients` of each row.
void ck_row_products(enum ck_path path, const struct ck_rows *rows, const double *coefficients,
                     double *scratch, double *products);

/// Adds the sums of `weights z` and `weights z²` to `sums` and `squares` (width); null for weights
/// of 1.
void ck_row_moments(enum ck_path path, const struct ck_rows *rows, const double *weights,
                    double *scratch, double *sums, double *squares);

#endif
