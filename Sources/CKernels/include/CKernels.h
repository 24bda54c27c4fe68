// CKernels: loops over bytes and rows that Swift cannot write as fast. Comes in: memory, lent for one call.
// Goes out: numbers in memory that the caller provides. No state, no allocation.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "bytes are loaded as numbers with the first byte lowest"
#endif

/// Where the marks of a text are: its delimiters, quotes, line feeds and carriage returns.
struct ck_marks {
  /// The position of each mark, in order.
  uint32_t *positions;
  /// The ordinals of those marks that are no delimiters.
  uint32_t *breaks;
  /// One bit for each 64 bytes of the text: whether any of them is 0x80 or above.
  uint64_t *high_blocks;
  size_t position_count;
  size_t break_count;
  /// How many numbers fit into `positions`, and into `breaks`.
  size_t capacity;
};

/// How many free places an index needs for the next 64 bytes.
#define CK_MARKS_PER_STEP ((size_t)80)

/// The ways to index marks; they all give the same result.
enum ck_path { CK_PORTABLE = 0, CK_AVX2 = 1, CK_AVX512 = 2 };

/// The fastest way that this processor knows.
enum ck_path ck_best_path(void);

/// Adds the marks of `bytes[from..<count]` to an index of `bytes[0..<from]`.
///
/// `from` is a multiple of 64. No byte beyond `count` is read. A quote that equals the delimiter
/// is no mark of its own. Ends early when the index has less room than `CK_MARKS_PER_STEP`.
/// Returns up to where the bytes are in the index.
size_t ck_index_marks(enum ck_path path, const uint8_t *bytes, size_t from, size_t count,
                      uint8_t delimiter, uint8_t quote, struct ck_marks *index);

/// Up to sixteen bytes as two numbers, the first byte lowest; zeros behind the last byte.
struct ck_short_key {
  uint64_t low, high;
};

static inline uint64_t ck_load(const void *bytes, size_t count) {
  uint64_t word = 0;
  __builtin_memcpy(&word, bytes, count);
  return word;
}

/// The key in `bytes[0..<count]`, at most 16 of them; reads nothing else.
static inline struct ck_short_key ck_short_key_exact(const uint8_t *bytes, size_t count) {
  struct ck_short_key key = {0, 0};
  if (count >= 8) {
    key.low = ck_load(bytes, 8);
    if (count > 8) key.high = ck_load(bytes + count - 8, 8) >> (8 * (16 - count));
  } else if (count >= 4) {
    key.low = ck_load(bytes, 4) | ck_load(bytes + count - 4, 4) << (8 * (count - 4));
  } else if (count > 0) {
    key.low = (uint64_t)bytes[0] | (uint64_t)bytes[count / 2] << (8 * (count / 2))
              | (uint64_t)bytes[count - 1] << (8 * (count - 1));
  }
  return key;
}

/// The same where 16 bytes may be read whatever `count` is, up to 16: no branches.
static inline struct ck_short_key ck_short_key_with_slack(const uint8_t *bytes, size_t count) {
  // 16 times FF, then 16 times 00: from 16 - count on, the mask of so many bytes.
  static const uint8_t mask[32] = {255, 255, 255, 255, 255, 255, 255, 255,
                                   255, 255, 255, 255, 255, 255, 255, 255};
  const uint8_t *from = mask + 16 - count;
  struct ck_short_key key = {ck_load(bytes, 8) & ck_load(from, 8),
                             ck_load(bytes + 8, 8) & ck_load(from + 8, 8)};
  return key;
}

/// Asks for a line of memory that will be read soon.
static inline void ck_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#include "CKernelsFunctions.h"
#include "CKernelsRows.h"

#endif
