# Reference values for the growth model, made with lme4 (Bates et al. 2015).
# Run in this folder: Rscript reference.R
# Writes one CSV a data set and reference.json. The optimum of lme4's own deviance function is
# polished by Newton steps, because lme4's optimisers stop at five or six good digits.
suppressMessages({library(lme4); library(nlme); library(HSAUR3); library(mlmRev); library(jsonlite)})
options(digits = 15)

long <- function(id, session, score, informant = "person", ...) {
  d <- data.frame(episode_id = as.character(id), informant = informant,
                  session_no = as.numeric(session), score = as.numeric(score), ...,
                  stringsAsFactors = FALSE)
  d[order(d$episode_id, d$session_no), ]
}

data(sleepstudy, package = "lme4")
data(BtheB, package = "HSAUR3")
data(egsingle, package = "mlmRev")
visits <- c(bdi.pre = 1, bdi.2m = 2, bdi.3m = 3, bdi.5m = 5, bdi.8m = 8)
sets <- list(
  sleepstudy = with(sleepstudy, long(Subject, Days + 1, Reaction)),
  orthodont = with(nlme::Orthodont, long(Subject, age - 7, distance, female = as.integer(Sex == "Female"))),
  btheb = do.call(rbind, lapply(names(visits), function(v)
    long(sprintf("%03d", seq_len(nrow(BtheB))), visits[[v]], BtheB[[v]],
         treatment = as.integer(BtheB$treatment == "BtheB")))),
  bodyweight = with(nlme::BodyWeight, long(Rat, Time, weight)),
  oxboys = with(nlme::Oxboys, long(Subject, as.integer(as.character(Occasion)), height)),
  dialyzer = with(nlme::Dialyzer, long(Subject, index, rate)),
  egsingle = with(mlmRev::egsingle, long(childid, year + 3.5, math, female = as.integer(female == "Female"))))
sets$btheb <- sets$btheb[order(sets$btheb$episode_id, sets$btheb$session_no), ]
for (name in names(sets))
  write.csv(sets[[name]], paste0(name, ".csv"), row.names = FALSE, quote = FALSE, na = "")

slope_at <- function(f, x, h = 1e-3) sapply(seq_along(x), function(i) {
  e <- replace(numeric(length(x)), i, h)
  (f(x - 2 * e) - 8 * f(x - e) + 8 * f(x + e) - f(x + 2 * e)) / (12 * h)
})
polish <- function(f, theta) {
  # Only where no variance is at its boundary; there the deviance is not smooth.
  if (min(abs(theta[c(1, 3)])) < 1e-4) return(theta)
  for (i in 1:8) {
    gradient <- slope_at(f, theta)
    hessian <- sapply(seq_along(theta), function(j) {
      e <- replace(numeric(length(theta)), j, 1e-3)
      (slope_at(f, theta + e) - slope_at(f, theta - e)) / 2e-3
    })
    theta <- theta - solve((hessian + t(hessian)) / 2, gradient)
  }
  theta
}

fit_one <- function(formula, d, reml) {
  d <- d[!is.na(d$score), ]
  control <- lmerControl(optimizer = "bobyqa", calc.derivs = FALSE, check.conv.singular = "ignore",
                         optCtrl = list(rhoend = 1e-10, maxfun = 1e6))
  parsed <- lFormula(formula, d, REML = reml, control = control)
  deviance <- do.call(mkLmerDevfun, parsed)
  found <- optimizeLmer(deviance, optimizer = "bobyqa", control = control$optCtrl)
  theta <- polish(deviance, found$par)
  better <- deviance(theta)
  stopifnot(better <= found$fval + 1e-7)
  found$par[] <- theta; found$fval <- better
  list(model = mkMerMod(environment(deviance), found, parsed$reTrms, fr = parsed$fr), d = d)
}

names_of <- c("(Intercept)" = "intercept", "log(session_no)" = "slope", "I(log(session_no)^2)" = "bend",
              "treatment" = "treatment", "log(session_no):treatment" = "slope:treatment",
              "female" = "female", "log(session_no):female" = "slope:female")
record <- function(dataset, formula, reml) {
  f <- fit_one(formula, sets[[dataset]], reml); m <- f$model
  fixed <- fixef(m); stopifnot(all(names(fixed) %in% names(names_of)))
  covariance <- unclass(VarCorr(m)$episode_id)[1:2, 1:2]
  deviations <- ranef(m)$episode_id; first <- head(rownames(deviations), 5)
  list(dataset = unbox(dataset), method = unbox(if (reml) "reml" else "ml"),
       formula = unbox(paste(deparse(formula, width.cutoff = 200), collapse = "")),
       fixed_effects = lapply(setNames(as.list(unname(fixed)), names_of[names(fixed)]), unbox),
       standard_errors = lapply(setNames(as.list(unname(sqrt(diag(as.matrix(vcov(m)))))), names_of[names(fixed)]), unbox),
       covariance = unname(covariance), residual_variance = unbox(sigma(m)^2),
       log_likelihood = unbox(as.numeric(logLik(m))), n_episodes = unbox(nrow(deviations)),
       n_ratings = unbox(nrow(f$d)), singular = unbox(isSingular(m, tol = 1e-5)),
       ranef = setNames(lapply(first, function(id) unname(unlist(deviations[id, ]))), first))
}

plain <- score ~ 1 + log(session_no) + (1 + log(session_no) | episode_id)
bend <- score ~ 1 + log(session_no) + I(log(session_no)^2) + (1 + log(session_no) | episode_id)
by_treatment <- score ~ (1 + log(session_no)) * treatment + (1 + log(session_no) | episode_id)
by_female <- score ~ (1 + log(session_no)) * female + (1 + log(session_no) | episode_id)
all_of_it <- score ~ (1 + log(session_no)) * treatment + I(log(session_no)^2) + (1 + log(session_no) | episode_id)
jobs <- c(lapply(names(sets), function(s) list(s, plain)),
          list(list("btheb", by_treatment), list("orthodont", by_female), list("egsingle", by_female),
               list("sleepstudy", bend), list("btheb", bend), list("egsingle", bend),
               list("btheb", all_of_it)))
fits <- list()
for (job in jobs) for (reml in c(FALSE, TRUE)) fits[[length(fits) + 1]] <- record(job[[1]], job[[2]], reml)
writeLines(toJSON(fits, digits = NA, pretty = 2), "reference.json")
for (f in fits) cat(sprintf("%-11s %-4s %-70s %.6f singular=%s\n", f$dataset, f$method, f$formula, f$log_likelihood, f$singular))
cat(sprintf("lme4 %s, nlme %s, %s\n", packageVersion("lme4"), packageVersion("nlme"), R.version.string))
