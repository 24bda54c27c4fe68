// Distribution functions, quantiles and gamma functions from Boost.Math, for Swift.
// Nothing throws: a value that does not exist is NaN.
#ifndef C_SPECIAL_FUNCTIONS_H
#define C_SPECIAL_FUNCTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

double special_log_gamma(double x);
double special_digamma(double x);
double special_trigamma(double x);

double special_normal_cdf(double x);
double special_normal_quantile(double p);

double special_t_cdf(double x, double degrees_of_freedom);
double special_t_quantile(double p, double degrees_of_freedom);

double special_gamma_cdf(double x, double shape);
double special_gamma_upper_tail(double x, double shape);
double special_gamma_quantile(double p, double shape);
double special_gamma_upper_quantile(double p, double shape);
double special_gamma_density(double x, double shape);

double special_beta_cdf(double x, double alpha, double beta);
double special_beta_upper_tail(double x, double alpha, double beta);
double special_beta_quantile(double p, double alpha, double beta);
double special_beta_upper_quantile(double p, double alpha, double beta);
double special_beta_density(double x, double alpha, double beta);

#ifdef __cplusplus
}
#endif

#endif
