// Eight numbers at a time, for the files that need them. No file may fuse a multiplication and an
// addition but where it says so: the paths would differ.

#ifndef CKERNELS_VECTORS_H
#define CKERNELS_VECTORS_H

#include "CKernels.h"

typedef double eight __attribute__((vector_size(64)));
typedef double four __attribute__((vector_size(32)));
typedef int64_t eight_integers __attribute__((vector_size(64)));

#define INLINE __attribute__((always_inline)) static inline
#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)

// The vectors live in registers of functions that are inlined; none is passed by any convention.
#pragma clang diagnostic ignored "-Wpsabi"

INLINE eight load(const double *from) {
  eight value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

INLINE void store(double *to, eight value) { __builtin_memcpy(to, &value, sizeof value); }

INLINE four load_four(const double *from) {
  four value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

// Not (eight){} + value: adding 0 is an addition, as it turns -0 into 0.
INLINE eight all(double value) {
  return (eight){value, value, value, value, value, value, value, value};
}

INLINE eight choose(eight_integers mask, eight yes, eight no) {
  return (eight)((mask & (eight_integers)yes) | (~mask & (eight_integers)no));
}

INLINE double sum(eight v) {
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

// e^x for -708 <= x <= 0, to one unit in the last place: 2^k e^r with |r| <= ln 2 / 2, and the
// series of e^r to r^13.
INLINE eight exponential(eight x) {
  const eight shift = all(0x1.8p52);
  eight shifted = FUSED(x, all(0x1.71547652b82fep0), shift);
  eight k = shifted - shift;
  eight r = FUSED(k, all(-0x1.62e42fefa39efp-1), x);
  r = FUSED(k, all(-0x1.abc9e3b39803fp-56), r);
  static const double series[] = {
      1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880,
      1.0 / 40320,      1.0 / 5040,      1.0 / 720,      1.0 / 120,     1.0 / 24,
      1.0 / 6,          0.5,             1,              1};
  eight value = all(series[0]);
  for (int term = 1; term < 14; term++) value = FUSED(value, r, all(series[term]));
  return (eight)((eight_integers)value + ((eight_integers)shifted << 52));
}

// ln(1 + t) for 0 <= t <= 1, to two units in the last place: 2 artanh(s), with 1 + t halved above
// √2, so that |s| <= 0.172 and twelve terms of the series are enough.
INLINE eight log_one_plus(eight t) {
  eight_integers is_large = t > all(0.41421356237309503);
  eight s = choose(is_large, t - 1, t) / choose(is_large, t + 3, t + 2);
  eight z = s * s;
  eight series = all(2.0 / 25);
  for (int power = 23; power >= 3; power -= 2) series = FUSED(series, z, all(2.0 / power));
  eight tail = series * z * s;
  eight base = choose(is_large, all(0x1.62e42fefa39efp-1), (eight){});
  return base + (2 * s + tail);
}

#endif
