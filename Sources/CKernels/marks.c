#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// One bit for each of 64 bytes.
struct block {
  uint64_t marks, breaks, high;
};

typedef uint8_t eight_bytes __attribute__((vector_size(8)));
typedef uint32_t eight_numbers __attribute__((vector_size(32)));

// For each byte of bits the numbers of those that are set, from the lowest on, as eight bytes.
#define PLACE(bits, bit) \
  ((bits) >> (bit) & 1 ? (uint64_t)(bit) << 8 * __builtin_popcount((bits) & ((1 << (bit)) - 1)) : 0)
#define PLACES(bits)                                                                       \
  (PLACE(bits, 0) | PLACE(bits, 1) | PLACE(bits, 2) | PLACE(bits, 3) | PLACE(bits, 4)      \
   | PLACE(bits, 5) | PLACE(bits, 6) | PLACE(bits, 7))
#define PLACES_4(bits) PLACES(bits), PLACES(bits + 1), PLACES(bits + 2), PLACES(bits + 3)
#define PLACES_16(bits) PLACES_4(bits), PLACES_4(bits + 4), PLACES_4(bits + 8), PLACES_4(bits + 12)
#define PLACES_64(bits) \
  PLACES_16(bits), PLACES_16(bits + 16), PLACES_16(bits + 32), PLACES_16(bits + 48)
static const uint64_t places[256] = {PLACES_64(0), PLACES_64(64), PLACES_64(128), PLACES_64(192)};

// Eight places are written for each byte of bits, so that no branch depends on the text: what is
// beyond the last bit is overwritten by the next byte.
__attribute__((always_inline)) static inline void note_positions(uint32_t *positions,
                                                                 uint64_t marks, uint32_t base) {
  for (uint32_t byte = 0; byte < 8; byte++) {
    uint64_t bits = marks >> (8 * byte) & 0xFF;
    eight_bytes found;
    __builtin_memcpy(&found, &places[bits], sizeof found);
    eight_numbers at = __builtin_convertvector(found, eight_numbers) + (base + 8 * byte);
    __builtin_memcpy(positions, &at, sizeof at);
    positions += __builtin_popcountll(bits);
  }
}

// The ordinals of the breaks among the marks, two in any case.
static inline void note_breaks(uint32_t *breaks, struct block block, uint32_t ordinal) {
  uint64_t left = block.breaks;
  do {
    for (int step = 0; step < 2; step++, left &= left - 1)
      *breaks++ = ordinal + (uint32_t)__builtin_popcountll(block.marks & ((left & -left) - 1));
  } while (__builtin_expect(left != 0, 0));
}

static inline void note_rest(struct ck_marks *index, struct block block, size_t base) {
  note_breaks(index->breaks + index->break_count, block, (uint32_t)index->position_count);
  index->position_count += (size_t)__builtin_popcountll(block.marks);
  index->break_count += (size_t)__builtin_popcountll(block.breaks);
  index->high_blocks[base / 4096] |= (uint64_t)(block.high != 0) << (base / 64 % 64);
}

__attribute__((always_inline)) static inline void note(struct ck_marks *index, struct block block,
                                                       size_t base) {
  note_positions(index->positions + index->position_count, block.marks, (uint32_t)base);
  note_rest(index, block, base);
}

// MARK: Sixteen bytes at a time, for every processor

typedef uint8_t sixteen_bytes __attribute__((vector_size(16)));

// One bit for each byte that is not zero; such bytes are FF.
static inline uint64_t gathered(sixteen_bytes set) {
  uint64_t halves[2];
  __builtin_memcpy(halves, &set, sizeof halves);
  const uint64_t lowest = 0x0101010101010101ull, gather = 0x0102040810204080ull;
  return (halves[0] & lowest) * gather >> 56 | (halves[1] & lowest) * gather >> 56 << 8;
}

static inline struct block portable_block(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
  const sixteen_bytes none = {0};
  sixteen_bytes high = none;
  struct block block = {0, 0, 0};
  for (unsigned step = 0; step < 4; step++) {
    sixteen_bytes text;
    __builtin_memcpy(&text, bytes + 16 * step, sizeof text);
    sixteen_bytes delimiters = (sixteen_bytes)(text == none + delimiter);
    sixteen_bytes breaks = (sixteen_bytes)(text == none + quote)
                           | (sixteen_bytes)(text == none + (uint8_t)'\n')
                           | (sixteen_bytes)(text == none + (uint8_t)'\r');
    breaks &= ~delimiters;
    block.marks |= gathered(delimiters | breaks) << (16 * step);
    block.breaks |= gathered(breaks) << (16 * step);
    high |= text;
  }
  block.high = gathered((sixteen_bytes)(high > none + (uint8_t)0x7F));
  return block;
}

// MARK: AVX2 and AVX-512

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,popcnt"), always_inline)) static inline struct block
avx2_block(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
  uint32_t marks[2], breaks[2], high[2];
  for (int half = 0; half < 2; half++) {
    __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + 32 * half));
    __m256i delimiters = _mm256_cmpeq_epi8(text, _mm256_set1_epi8((char)delimiter));
    __m256i others = _mm256_or_si256(
        _mm256_cmpeq_epi8(text, _mm256_set1_epi8((char)quote)),
        _mm256_or_si256(_mm256_cmpeq_epi8(text, _mm256_set1_epi8('\n')),
                        _mm256_cmpeq_epi8(text, _mm256_set1_epi8('\r'))));
    marks[half] = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(delimiters, others));
    breaks[half] = (uint32_t)_mm256_movemask_epi8(_mm256_andnot_si256(delimiters, others));
    high[half] = (uint32_t)_mm256_movemask_epi8(text);
  }
  struct block block = {marks[0] | (uint64_t)marks[1] << 32, breaks[0] | (uint64_t)breaks[1] << 32,
                        high[0] | (uint64_t)high[1] << 32};
  return block;
}

#define AVX512 "avx512f,avx512bw,avx512vbmi2,bmi,popcnt"

__attribute__((target(AVX512), always_inline)) static inline struct block
avx512_block(const uint8_t *bytes, uint8_t delimiter, uint8_t quote) {
  __m512i text = _mm512_loadu_si512(bytes);
  uint64_t delimiters = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8((char)delimiter));
  uint64_t others = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8((char)quote))
                    | _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\n'))
                    | _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\r'));
  struct block block = {delimiters | others, others & ~delimiters, _mm512_movepi8_mask(text)};
  return block;
}

__attribute__((target(AVX512), always_inline)) static inline void
avx512_note(struct ck_marks *index, struct block block, size_t base) {
  static const uint8_t all[64] = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  uint32_t *positions = index->positions + index->position_count;
  size_t count = (size_t)__builtin_popcountll(block.marks);
  __m512i start = _mm512_set1_epi32((int)base);
  __m512i packed = _mm512_maskz_compress_epi8(block.marks, _mm512_loadu_si512(all));
  for (size_t done = 0; done < 64; done += 16) {
    __m512i next = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
    _mm512_storeu_si512(positions + done, _mm512_add_epi32(next, start));
    if (__builtin_expect(done + 16 >= count, 1)) break;
    packed = _mm512_alignr_epi64(packed, packed, 2);
  }
  note_rest(index, block, base);
}
#endif

// MARK: The loops

// Each path is the same loop around its own way to look at 64 bytes; the last block is copied, so
// that nothing beyond the text is read.
#define INDEX_LOOP(block_of, note)                                                            \
  size_t at = from;                                                                      \
  struct ck_marks local = *index;                                                        \
  for (; at + 64 <= count && local.position_count + CK_MARKS_PER_STEP <= local.capacity; \
       at += 64)                                                                         \
    note(&local, block_of(bytes + at, delimiter, quote), at);                            \
  if (at < count && at + 64 > count                                                      \
      && local.position_count + CK_MARKS_PER_STEP <= local.capacity) {                   \
    uint8_t rest[64] = {0};                                                              \
    uint64_t mask = ~(uint64_t)0 >> (64 - (count - at));                                 \
    __builtin_memcpy(rest, bytes + at, count - at);                                                \
    struct block block = block_of(rest, delimiter, quote);                               \
    block.marks &= mask;                                                                 \
    block.breaks &= mask;                                                                \
    note(&local, block, at);                                                             \
    at = count;                                                                          \
  }                                                                                      \
  *index = local;                                                                        \
  return at;

static size_t index_portable(const uint8_t *bytes, size_t from, size_t count, uint8_t delimiter,
                             uint8_t quote, struct ck_marks *index) {
  INDEX_LOOP(portable_block, note)
}

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,popcnt"))) static size_t
index_avx2(const uint8_t *bytes, size_t from, size_t count, uint8_t delimiter, uint8_t quote,
           struct ck_marks *index) {
  INDEX_LOOP(avx2_block, note)
}

__attribute__((target(AVX512))) static size_t index_avx512(const uint8_t *bytes, size_t from,
                                                           size_t count, uint8_t delimiter,
                                                           uint8_t quote, struct ck_marks *index) {
  INDEX_LOOP(avx512_block, avx512_note)
}
#endif

enum ck_path ck_best_path(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2"))
    return CK_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
      && __builtin_cpu_supports("fma"))
    return CK_AVX2;
#endif
  return CK_PORTABLE;
}

size_t ck_index_marks(enum ck_path path, const uint8_t *bytes, size_t from, size_t count,
                      uint8_t delimiter, uint8_t quote, struct ck_marks *index) {
#if defined(__x86_64__)
  if (path == CK_AVX512) return index_avx512(bytes, from, count, delimiter, quote, index);
  if (path == CK_AVX2) return index_avx2(bytes, from, count, delimiter, quote, index);
#endif
  (void)path;
  return index_portable(bytes, from, count, delimiter, quote, index);
}
