#include "CKernels.h"

// No multiplication and addition may be fused but where it says so: the paths would differ.
#pragma STDC FP_CONTRACT OFF

#include "vectors.h"

// ln(1 + t) for 0 <= t < 2^1023, to two units in the last place. With s + c = 1 + t exactly and
// s = 2^k m, √½ < m <= √2, it is k ln 2 + ln(m + c 2^-k).
INLINE eight log_of_one_plus_any(eight t) {
  eight s = 1 + t, b = s - 1;
  eight c = (1 - (s - b)) + (t - b);
  eight_integers bits = (eight_integers)s;
  eight_integers k = (bits >> 52) - 1023;
  eight m = (eight)((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
  eight_integers is_large = m > all(1.4142135623730951);
  m = choose(is_large, m * 0.5, m);
  k -= is_large;
  eight scale = (eight)((1023 - k) << 52);
  eight f = (m - 1) + c * scale;
  eight d = f / (f + 2), z = d * d;
  eight series = all(2.0 / 25);
  for (int power = 23; power >= 3; power -= 2) series = FUSED(series, z, all(2.0 / power));
  eight tail = series * z * d;
  // A small whole number becomes a double in the low bits of a large one.
  const eight shift = all(0x1.8p52);
  eight turns = (eight)((eight_integers)shift + k) - shift;
  eight low = FUSED(turns, all(0x1.abc9e3b39803fp-56), tail);
  return FUSED(turns, all(0x1.62e42fefa39efp-1), 2 * d + low);
}

INLINE eight one_scaled(eight x, eight missing) {
  eight_integers is_missing = x != x;
  x = log_of_one_plus_any(choose(x > (eight){}, x, (eight){}));
  return choose(is_missing, missing, x);
}

INLINE void scaled(const double *values, size_t count, double missing, double *result) {
  size_t whole = count / 8 * 8;
  for (size_t at = 0; at < whole; at += 8)
    store(result + at, one_scaled(load(values + at), all(missing)));
  if (whole == count) return;
  double rest[8] = {0};
  __builtin_memcpy(rest, values + whole, (count - whole) * sizeof *rest);
  store(rest, one_scaled(load(rest), all(missing)));
  __builtin_memcpy(result + whole, rest, (count - whole) * sizeof *rest);
}

INLINE eight one_logistic(eight x, eight low, eight high) {
  eight_integers is_right = x >= (eight){}, is_number = x == x;
  eight distance = choose(is_right, -x, x);
  eight_integers is_near = distance >= all(-708);
  eight tail = exponential(choose(is_near, distance, (eight){}));
  tail = choose(is_near, tail, (eight){});
  eight head = 1 / (1 + tail);
  eight p = choose(is_right, head, tail * head);
  p = choose(p < low, low, p);
  p = choose(p > high, high, p);
  return choose(is_number, p, x);
}

INLINE void logistic(const double *logits, size_t count, double low, double high,
                     double *result) {
  size_t whole = count / 8 * 8;
  for (size_t at = 0; at < whole; at += 8)
    store(result + at, one_logistic(load(logits + at), all(low), all(high)));
  if (whole == count) return;
  double rest[8] = {0};
  __builtin_memcpy(rest, logits + whole, (count - whole) * sizeof *rest);
  store(rest, one_logistic(load(rest), all(low), all(high)));
  __builtin_memcpy(result + whole, rest, (count - whole) * sizeof *rest);
}

#define COPIES(suffix, attributes)                                                             \
  attributes static void scaled_##suffix(const double *values, size_t count, double missing,   \
                                         double *result) {                                     \
    scaled(values, count, missing, result);                                                 \
  }                                                                                            \
  attributes static void logistic_##suffix(const double *logits, size_t count, double low,     \
                                           double high, double *result) {                      \
    logistic(logits, count, low, high, result);                                                \
  }

COPIES(portable, )

#if defined(__x86_64__)
COPIES(avx2, __attribute__((target("avx2,fma"))))
COPIES(avx512, __attribute__((target("avx512f,avx512dq,fma"))))
#define DISPATCH(name, ...)                               \
  (path == CK_AVX512 ? name##_avx512(__VA_ARGS__)         \
   : path == CK_AVX2 ? name##_avx2(__VA_ARGS__)           \
                     : name##_portable(__VA_ARGS__))
#else
#define DISPATCH(name, ...) ((void)path, name##_portable(__VA_ARGS__))
#endif

void ck_log_one_plus(enum ck_path path, const double *values, size_t count, double missing,
                     double *result) {
  DISPATCH(scaled, values, count, missing, result);
}

void ck_logistic_values(enum ck_path path, const double *logits, size_t count, double low,
                        double high, double *result) {
  DISPATCH(logistic, logits, count, low, high, result);
}
