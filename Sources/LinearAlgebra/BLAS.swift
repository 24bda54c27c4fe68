import COpenBLAS

/// The routines of BLAS that this room uses, always on one thread.
///
/// OpenBLAS would start threads of its own, whose sums depend on how many there are. Every routine
/// touches `pinned` first, so the setting is made once, before the first call.
enum BLAS {
  private static let pinned: Void = openblas_set_num_threads(1)

  /// `result = blockᵀ · block`, lower triangle, for a block of `rows` × `columns`.
  static func gram(
    of block: UnsafePointer<Double>,
    rows: Int,
    columns: Int,
    to result: UnsafeMutablePointer<Double>
  ) {
    _ = pinned
    cblas_dsyrk(
      CblasRowMajor,
      CblasLower,
      CblasTrans,
      Int32(columns),
      Int32(rows),
      1,
      block,
      Int32(columns),
      0,
      result,
      Int32(columns)
    )
  }

  /// Makes sure that LAPACK, which calls BLAS, runs on one thread too.
  static func pin() { _ = pinned }
}

/// What is known about the BLAS in use, for manifests and benchmarks.
public enum BLASInfo {
  /// The processor family whose kernels OpenBLAS chose, for instance `SkylakeX`.
  ///
  /// `OPENBLAS_CORETYPE` in the environment overrides the choice, and changes the speed.
  public static var coreName: String {
    guard let name = openblas_get_corename() else { return "unknown" }
    return String(cString: name)
  }
}
