#include "CSpecialFunctions.h"

// A failed assertion would end the process; what cannot be computed is NaN.
#define BOOST_DISABLE_ASSERTS 1

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
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
typedef boost::math::gamma_distribution<double, Quiet> Gamma;
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

double special_gamma_cdf(double x, double shape) {
  return guarded([=] { return cdf(Gamma(shape), x); });
}

double special_gamma_upper_tail(double x, double shape) {
  return guarded([=] { return cdf(complement(Gamma(shape), x)); });
}

double special_gamma_quantile(double p, double shape) {
  return guarded([=] { return quantile(Gamma(shape), p); });
}

double special_gamma_upper_quantile(double p, double shape) {
  return guarded([=] { return quantile(complement(Gamma(shape), p)); });
}

double special_gamma_density(double x, double shape) {
  return guarded([=] { return pdf(Gamma(shape), x); });
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

double special_beta_upper_quantile(double p, double alpha, double beta) {
  return guarded([=] { return quantile(complement(Beta(alpha, beta), p)); });
}

double special_beta_density(double x, double alpha, double beta) {
  return guarded([=] { return pdf(Beta(alpha, beta), x); });
}
}
