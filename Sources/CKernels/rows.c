#include "CKernels.h"

// No multiplication and addition may be fused but where it says so: the paths would differ.
#pragma STDC FP_CONTRACT OFF

#include "vectors.h"

size_t ck_width(size_t columns) {
  size_t width = (columns + 1 + 7) / 8 * 8;
  // Rows a multiple of 512 bytes apart would share few lines of the first cache.
  return width % 64 == 0 ? width + 8 : width;
}

// As many rows as fit into the first cache, but no fewer than pay for loading a tile of sums.
INLINE size_t rows_at_once(size_t width) {
  size_t fitting = 4096 / width / 8 * 8;
  return fitting < 48 ? 48 : fitting > 256 ? 256 : fitting;
}

size_t ck_scratch(size_t width) { return rows_at_once(width) * (width + 4); }

// MARK: standardised rows

INLINE eight standardised(const struct ck_rows block, const double *x, size_t column) {
  return (load(x + column) - load(block.centers + column)) * load(block.scales + column);
}

// The columns of a row behind the last whole eight, then 1 for the intercept, then zeros.
INLINE eight standardised_rest(const struct ck_rows block, size_t row, const double *x) {
  const eight_integers lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  size_t whole = block.columns / 8 * 8, rest = block.columns - whole;
  eight value = {};
  if (row * block.columns + whole + 8 <= block.readable) {
    value = standardised(block, x, whole);
  } else {
    for (size_t column = 0; column < rest; column++)
      value[column] = (x[whole + column] - block.centers[whole + column])
                      * block.scales[whole + column];
  }
  // What belongs to the next row is left out, whatever it is: 0 times infinity is no number.
  eight_integers place = (eight_integers){} + (int64_t)rest;
  return choose(lanes < place, value, choose(lanes == place, all(1), (eight){}));
}

INLINE void standardise_row(const struct ck_rows block, size_t row, double *restrict z) {
  const double *x = block.values + row * block.columns;
  size_t whole = block.columns / 8 * 8;
  for (size_t column = 0; column < whole; column += 8)
    store(z + column, standardised(block, x, column));
  store(z + whole, standardised_rest(block, row, x));
}

// Standardises a row and returns its product with the coefficients.
INLINE double row_product(const struct ck_rows block, size_t row,
                          const double *restrict coefficients, double *restrict z) {
  const double *x = block.values + row * block.columns;
  size_t whole = block.columns / 8 * 8;
  eight total = {};
  for (size_t column = 0; column < whole; column += 8) {
    eight value = standardised(block, x, column);
    store(z + column, value);
    total = FUSED(value, load(coefficients + column), total);
  }
  eight value = standardised_rest(block, row, x);
  store(z + whole, value);
  return sum(FUSED(value, load(coefficients + whole), total));
}

// Adds Σ factor · z to some vectors of `sums`, in registers; each is a chain of its own.
INLINE void add_columns(const double *z, size_t rows, size_t width, const double *factors,
                        const size_t vectors, double *sums) {
  eight totals[4];
  for (size_t v = 0; v < vectors; v++) totals[v] = load(sums + 8 * v);
  for (size_t row = 0; row < rows; row++) {
    eight factor = all(factors[row]);
    for (size_t v = 0; v < vectors; v++)
      totals[v] = FUSED(factor, load(z + row * width + 8 * v), totals[v]);
  }
  for (size_t v = 0; v < vectors; v++) store(sums + 8 * v, totals[v]);
}

INLINE void add_rows(const double *z, size_t rows, size_t width, const double *factors,
                     double *sums) {
  size_t column = 0;
  for (; column + 32 <= width; column += 32)
    add_columns(z + column, rows, width, factors, 4, sums + column);
  switch ((width - column) / 8) {
    case 3: add_columns(z + column, rows, width, factors, 3, sums + column); break;
    case 2: add_columns(z + column, rows, width, factors, 2, sums + column); break;
    case 1: add_columns(z + column, rows, width, factors, 1, sums + column); break;
    default: break;
  }
}

// MARK: the logistic link

// Everything comes from e^-|η|: p (1 - p) from a rounded p would be 0 beyond η = 37.
INLINE eight link(eight logits, eight outcomes, eight weights, double *residuals,
                  double *curvatures) {
  // Towards the outcome that happened is the positive direction.
  eight direction = 2 * outcomes - 1;
  eight agreement = direction * logits;
  eight_integers is_right = agreement >= (eight){};
  eight distance = choose(is_right, -agreement, agreement);
  // Beyond 708 the rest is 0 to any digit.
  eight_integers is_far = distance < all(-708);
  eight tail = choose(is_far, (eight){}, exponential(choose(is_far, (eight){}, distance)));
  eight head = 1 / (1 + tail);
  eight miss = choose(is_right, tail * head, head);
  store(residuals, weights * direction * miss);
  store(curvatures, weights * tail * head * head);
  eight loss = choose(is_right, (eight){}, -agreement) + log_one_plus(tail);
  return -weights * loss;
}

// MARK: Gram matrices

// One tile of the upper triangle: rows i to i + 7, `vectors` times eight columns from j on.
INLINE void wide_tile(const double *z, size_t rows, size_t width, size_t i, size_t j,
                      const size_t vectors, double *gram) {
  eight sums[8][3] = {};
  for (size_t row = 0; row < rows; row++) {
    const double *at = z + row * width;
    eight right[3];
    for (size_t v = 0; v < vectors; v++) right[v] = load(at + j + 8 * v);
    for (size_t a = 0; a < 8; a++) {
      eight left = all(at[i + a]);
      for (size_t v = 0; v < vectors; v++) sums[a][v] = FUSED(left, right[v], sums[a][v]);
    }
  }
  for (size_t a = 0; a < 8; a++)
    for (size_t v = 0; v < vectors; v++) {
      double *to = gram + (i + a) * width + j + 8 * v;
      store(to, load(to) + sums[a][v]);
    }
}

INLINE void narrow_tile(const double *z, size_t rows, size_t width, size_t i, size_t j,
                        const size_t vectors, double *gram) {
  four sums[4][3] = {};
  for (size_t row = 0; row < rows; row++) {
    const double *at = z + row * width;
    four right[3];
    for (size_t v = 0; v < vectors; v++) right[v] = load_four(at + j + 4 * v);
    for (size_t a = 0; a < 4; a++) {
      four left = {at[i + a], at[i + a], at[i + a], at[i + a]};
      for (size_t v = 0; v < vectors; v++) sums[a][v] = FUSED(left, right[v], sums[a][v]);
    }
  }
  for (size_t a = 0; a < 4; a++)
    for (size_t v = 0; v < vectors; v++) {
      double *to = gram + (i + a) * width + j + 4 * v;
      four total = load_four(to) + sums[a][v];
      __builtin_memcpy(to, &total, sizeof total);
    }
}

// Adds ZᵀZ from the diagonal to the right.
INLINE void add_gram(const double *z, size_t rows, size_t width, const int is_wide, double *gram) {
  const size_t side = is_wide ? 8 : 4;
  for (size_t i = 0; i < width; i += side) {
    size_t j = i;
    for (; j + 3 * side <= width; j += 3 * side)
      is_wide ? wide_tile(z, rows, width, i, j, 3, gram)
              : narrow_tile(z, rows, width, i, j, 3, gram);
    size_t left = (width - j) / side;
    if (left == 2)
      is_wide ? wide_tile(z, rows, width, i, j, 2, gram)
              : narrow_tile(z, rows, width, i, j, 2, gram);
    else if (left == 1)
      is_wide ? wide_tile(z, rows, width, i, j, 1, gram)
              : narrow_tile(z, rows, width, i, j, 1, gram);
  }
}

// Adds to each level's sums its rows of √w z, times √w once more.
INLINE void add_levels(const struct ck_factors *factors, size_t first, const double *z,
                       const double *roots, size_t rows, size_t width) {
  for (size_t factor = 0; factor < factors->count; factor++) {
    const int32_t *codes = factors->codes[factor] + first;
    double *crossed = factors->crossed[factor];
    for (size_t row = 0; row < rows; row++) {
      double *sums = crossed + (size_t)codes[row] * width;
      eight root = all(roots[row]);
      for (size_t column = 0; column < width; column += 8)
        store(sums + column, FUSED(root, load(z + row * width + column), load(sums + column)));
    }
  }
}

// Multiplies the rows by the roots of their weights, then adds their products.
INLINE void add_products(const struct ck_factors *factors, size_t first, double *z,
                         double *weights, size_t rows, size_t width, const int is_wide,
                         double *gram) {
  for (size_t row = 0; row < rows; row += 8)
    store(weights + row, __builtin_elementwise_sqrt(load(weights + row)));
  for (size_t row = 0; row < rows; row++) {
    eight root = all(weights[row]);
    for (size_t column = 0; column < width; column += 8)
      store(z + row * width + column, load(z + row * width + column) * root);
  }
  add_gram(z, rows, width, is_wide, gram);
  if (factors) add_levels(factors, first, z, weights, rows, width);
}

// MARK: blocks of rows

// The scratch memory: rows of z, then four numbers for each row.
struct scratch {
  size_t width, at_once;
  double *z, *logits, *outcomes, *weights, *curvatures;
};

INLINE struct scratch divide(const struct ck_rows *block, double *memory) {
  size_t width = ck_width(block->columns), at_once = rows_at_once(width);
  double *rest = memory + at_once * width;
  return (struct scratch){width, at_once, memory, rest, rest + at_once, rest + 2 * at_once,
                          rest + 3 * at_once};
}

// Numbers of some rows, and zeros up to a multiple of eight; a default where there are none.
INLINE void gather(const double *from, size_t rows, double otherwise, double *to) {
  size_t padded = (rows + 7) / 8 * 8;
  if (from) __builtin_memcpy(to, from, rows * sizeof *to);
  for (size_t row = 0; row < padded; row += 8)
    if (!from) store(to + row, all(otherwise));
  for (size_t row = rows; row < padded; row++) to[row] = 0;
}

INLINE void keep(const double *from, size_t rows, double *to) {
  if (to) __builtin_memcpy(to, from, rows * sizeof *to);
}

INLINE double logistic_rows(const struct ck_rows *shared, const struct ck_logistic *model,
                            const struct ck_factors *factors, double *memory, double *score,
                            double *gram, double *residuals, double *curvatures,
                            const int is_wide) {
  const struct ck_rows copy = *shared, *block = &copy;
  const double *coefficients = model->coefficients;
  struct scratch s = divide(block, memory);
  eight total = {};
  for (size_t first = 0; first < block->rows; first += s.at_once) {
    size_t rows = block->rows - first < s.at_once ? block->rows - first : s.at_once;
    gather(model->offsets ? model->offsets + first : 0, rows, 0, s.logits);
    gather(model->outcomes + first, rows, 0, s.outcomes);
    gather(model->weights ? model->weights + first : 0, rows, 1, s.weights);
    for (size_t row = 0; row < rows; row++)
      s.logits[row] += row_product(*block, first + row, coefficients, s.z + row * s.width);
    for (size_t row = 0; row < rows; row += 8)
      total += link(load(s.logits + row), load(s.outcomes + row), load(s.weights + row),
                    s.logits + row, s.curvatures + row);
    keep(s.logits, rows, residuals ? residuals + first : 0);
    keep(s.curvatures, rows, curvatures ? curvatures + first : 0);
    add_rows(s.z, rows, s.width, s.logits, score);
    if (gram) add_products(factors, first, s.z, s.curvatures, rows, s.width, is_wide, gram);
  }
  return sum(total);
}

INLINE void weighted_rows(const struct ck_rows *block, const double *weights,
                          const double *residuals, const struct ck_factors *factors,
                          double *memory, double *score, double *gram, const int is_wide) {
  struct scratch s = divide(block, memory);
  for (size_t first = 0; first < block->rows; first += s.at_once) {
    size_t rows = block->rows - first < s.at_once ? block->rows - first : s.at_once;
    for (size_t row = 0; row < rows; row++)
      standardise_row(*block, first + row, s.z + row * s.width);
    add_rows(s.z, rows, s.width, residuals + first, score);
    gather(weights + first, rows, 0, s.curvatures);
    add_products(factors, first, s.z, s.curvatures, rows, s.width, is_wide, gram);
  }
}

INLINE void row_products(const struct ck_rows *block, const double *coefficients, double *memory,
                         double *products) {
  for (size_t row = 0; row < block->rows; row++)
    products[row] = row_product(*block, row, coefficients, memory);
}

INLINE void row_moments(const struct ck_rows *block, const double *weights, double *memory,
                        double *sums, double *squares) {
  size_t width = ck_width(block->columns);
  for (size_t row = 0; row < block->rows; row++) {
    standardise_row(*block, row, memory);
    eight weight = all(weights ? weights[row] : 1);
    for (size_t column = 0; column < width; column += 8) {
      eight z = load(memory + column), weighted = z * weight;
      store(sums + column, load(sums + column) + weighted);
      store(squares + column, FUSED(weighted, z, load(squares + column)));
    }
  }
}

// MARK: one copy of each for every kind of processor

#define COPIES(suffix, attributes, is_wide)                                                     \
  attributes static double logistic_##suffix(                                                   \
      const struct ck_rows *rows, const struct ck_logistic *model,                              \
      const struct ck_factors *factors, double *scratch, double *score, double *gram,           \
      double *residuals, double *curvatures) {                                                  \
    return logistic_rows(rows, model, factors, scratch, score, gram, residuals, curvatures,     \
                         is_wide);                                                              \
  }                                                                                             \
  attributes static void weighted_##suffix(const struct ck_rows *rows, const double *weights,   \
                                           const double *residuals,                             \
                                           const struct ck_factors *factors, double *scratch,   \
                                           double *score, double *gram) {                       \
    weighted_rows(rows, weights, residuals, factors, scratch, score, gram, is_wide);            \
  }                                                                                             \
  attributes static void products_##suffix(const struct ck_rows *rows,                          \
                                           const double *coefficients, double *scratch,         \
                                           double *products) {                                  \
    row_products(rows, coefficients, scratch, products);                                        \
  }                                                                                             \
  attributes static void moments_##suffix(const struct ck_rows *rows, const double *weights,    \
                                          double *scratch, double *sums, double *squares) {     \
    row_moments(rows, weights, scratch, sums, squares);                                         \
  }

COPIES(portable, , 0)

#if defined(__x86_64__)
COPIES(avx2, __attribute__((target("avx2,fma"))), 0)
COPIES(avx512, __attribute__((target("avx512f,avx512dq,fma"))), 1)
#define DISPATCH(name, ...)                               \
  (path == CK_AVX512 ? name##_avx512(__VA_ARGS__)         \
   : path == CK_AVX2 ? name##_avx2(__VA_ARGS__)           \
                     : name##_portable(__VA_ARGS__))
#else
#define DISPATCH(name, ...) ((void)path, name##_portable(__VA_ARGS__))
#endif

double ck_logistic_rows(enum ck_path path, const struct ck_rows *rows,
                        const struct ck_logistic *model, const struct ck_factors *factors,
                        double *scratch, double *score, double *gram, double *residuals,
                        double *curvatures) {
  return DISPATCH(logistic, rows, model, factors, scratch, score, gram, residuals, curvatures);
}

void ck_weighted_rows(enum ck_path path, const struct ck_rows *rows, const double *weights,
                      const double *residuals, const struct ck_factors *factors, double *scratch,
                      double *score, double *gram) {
  DISPATCH(weighted, rows, weights, residuals, factors, scratch, score, gram);
}

void ck_row_products(enum ck_path path, const struct ck_rows *rows, const double *coefficients,
                     double *scratch, double *products) {
  DISPATCH(products, rows, coefficients, scratch, products);
}

void ck_row_moments(enum ck_path path, const struct ck_rows *rows, const double *weights,
                    double *scratch, double *sums, double *squares) {
  DISPATCH(moments, rows, weights, scratch, sums, squares);
}

// MARK: eight positions at a time

// A lane is a position here, where it is a column or a row above.

size_t ck_position_scratch(size_t width) { return ck_scratch(width) + 8 * rows_at_once(width); }

// The logits of some rows at eight positions.
INLINE void position_logits(const double *z, size_t width, const double *positions,
                            const double *offsets, const size_t rows, double *logits) {
  eight sums[8];
  for (size_t row = 0; row < rows; row++) sums[row] = all(offsets[row]);
  for (size_t column = 0; column < width; column++) {
    eight position = load(positions + 8 * column);
    for (size_t row = 0; row < rows; row++)
      sums[row] = FUSED(all(z[row * width + column]), position, sums[row]);
  }
  for (size_t row = 0; row < rows; row++) store(logits + 8 * row, sums[row]);
}

// Adds Zᵀ residuals for some columns.
INLINE void add_position_scores(const double *z, size_t rows, size_t width,
                                const double *residuals, const size_t columns, double *scores) {
  eight sums[8];
  for (size_t column = 0; column < columns; column++) sums[column] = load(scores + 8 * column);
  for (size_t row = 0; row < rows; row++) {
    eight residual = load(residuals + 8 * row);
    for (size_t column = 0; column < columns; column++)
      sums[column] = FUSED(all(z[row * width + column]), residual, sums[column]);
  }
  for (size_t column = 0; column < columns; column++) store(scores + 8 * column, sums[column]);
}

INLINE void logistic_positions(const struct ck_rows *shared, const struct ck_logistic *model,
                               const double *positions, double *memory, double *scores,
                               double *likelihoods, const size_t side) {
  const struct ck_rows copy = *shared, *block = &copy;
  struct scratch s = divide(block, memory);
  double *residuals = memory + ck_scratch(s.width), curvatures[8];
  eight total = load(likelihoods);
  for (size_t first = 0; first < block->rows; first += s.at_once) {
    size_t rows = block->rows - first < s.at_once ? block->rows - first : s.at_once;
    gather(model->offsets ? model->offsets + first : 0, rows, 0, s.logits);
    for (size_t row = 0; row < rows; row++)
      standardise_row(*block, first + row, s.z + row * s.width);
    // What lies behind the last row are older rows; their logits are not used.
    for (size_t row = 0; row < rows; row += side)
      position_logits(s.z + row * s.width, s.width, positions, s.logits + row, side,
                      residuals + 8 * row);
    for (size_t row = 0; row < rows; row++)
      total += link(load(residuals + 8 * row), all(model->outcomes[first + row]),
                    all(model->weights ? model->weights[first + row] : 1), residuals + 8 * row,
                    curvatures);
    for (size_t column = 0; column < s.width; column += side)
      add_position_scores(s.z + column, rows, s.width, residuals, side, scores + 8 * column);
  }
  store(likelihoods, total);
}

#define POSITION_COPY(suffix, attributes, side)                                                \
  attributes static void positions_##suffix(                                                   \
      const struct ck_rows *rows, const struct ck_logistic *model, const double *positions,    \
      double *scratch, double *scores, double *likelihoods) {                                  \
    logistic_positions(rows, model, positions, scratch, scores, likelihoods, side);            \
  }

POSITION_COPY(portable, , 4)
#if defined(__x86_64__)
POSITION_COPY(avx2, __attribute__((target("avx2,fma"))), 4)
POSITION_COPY(avx512, __attribute__((target("avx512f,avx512dq,fma"))), 8)
#endif

void ck_logistic_positions(enum ck_path path, const struct ck_rows *rows,
                           const struct ck_logistic *model, const double *positions,
                           double *scratch, double *scores, double *likelihoods) {
  DISPATCH(positions, rows, model, positions, scratch, scores, likelihoods);
}
