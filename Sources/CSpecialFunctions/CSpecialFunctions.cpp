#include "CSpecialFunctions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <limits>

namespace {

using namespace boost::math::policies;

// No promotion to long double: it has another width on every processor, and so other bits.
typedef policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>,
               underflow_error<ignore_error>, denorm_error<ignore_error>,
               evaluation_error<ignore_error>, promote_double<false>>
    Quiet;

typedef boost::math::normal_distribution<double, Quiet> Normal;
typedef boost::math::students_t_distribution<double, Quiet> StudentT;
typedef boost::math::chi_squared_distribution<double, Quiet> ChiSquare;
typedef boost::math::beta_distribution<double, Quiet> Beta;

template <typename Function>
double guarded(Function function) {
  try {
    return function();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

extern "C" {

double special_log_gamma(double x) {
  return guarded([=] { return boost::math::lgamma(x, Quiet()); });
}

double special_digamma(double x) {
  return guarded([=] { return boost::math::digamma(x, Quiet()); });
}

double special_trigamma(double x) {
  return guarded([=] { return boost::math::trigamma(x, Quiet()); });
}

double special_normal_cdf(double x) {
  return guarded([=] { return cdf(Normal(), x); });
}

double special_normal_quantile(double p) {
  return guarded([=] { return quantile(Normal(), p); });
}

double special_t_cdf(double x, double degrees_of_freedom) {
  return guarded([=] { return cdf(StudentT(degrees_of_freedom), x); });
}

double special_t_quantile(double p, double degrees_of_freedom) {
  return guarded([=] { return quantile(StudentT(degrees_of_freedom), p); });
}

double special_chi_square_cdf(double x, double degrees_of_freedom) {
  return guarded([=] { return cdf(ChiSquare(degrees_of_freedom), x); });
}

double special_chi_square_upper_tail(double x, double degrees_of_freedom) {
  return guarded([=] { return cdf(complement(ChiSquare(degrees_of_freedom), x)); });
}

double special_chi_square_quantile(double p, double degrees_of_freedom) {
  return guarded([=] { return quantile(ChiSquare(degrees_of_freedom), p); });
}

double special_beta_cdf(double x, double alpha, double beta) {
  return guarded([=] { return cdf(Beta(alpha, beta), x); });
}

double special_beta_upper_tail(double x, double alpha, double beta) {
  return guarded([=] { return cdf(complement(Beta(alpha, beta), x)); });
}

double special_beta_quantile(double p, double alpha, double beta) {
  return guarded([=] { return quantile(Beta(alpha, beta), p); });
}
}
