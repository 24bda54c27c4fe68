// Functions of many numbers at once. Every path gives the same bits.

#ifndef CKERNELS_FUNCTIONS_H
#define CKERNELS_FUNCTIONS_H

#include <stddef.h>

/// Writes ln(1 + x) of each number, to two units in the last place; 0 for negative numbers, and
/// `missing` for NaN. Infinity is not a number here. Values and result may be the same memory.
void ck_log_one_plus(enum ck_path path, const double *values, size_t count, double missing,
                     double *result);

/// Writes 1 / (1 + e^-x) of each number, but no less than `low` and no more than `high`; NaN for
/// NaN. Logits and result may be the same memory.
void ck_logistic_values(enum ck_path path, const double *logits, size_t count, double low,
                        double high, double *result);

#endif
