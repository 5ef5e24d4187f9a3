"""What a series of scores means. Pure: no files, no clock, no norms from elsewhere.

Two families of answers live here. The norm-free rules need nothing but a person's own ratings:
`reliable_change`, `jacobson_truax` and `trend` hold one method each; `status` reads one person's
series and `family` a whole family's; `outcomes` classifies courses for analysts.

The learned ones need finished courses: `expected` is their door, `growth` the multilevel model,
`layers` what is regressed on what, `calibration` the corrections on left-out families,
`backtest` and `rivals` how good that is and against what. No norm-free rule depends on
them: those are what is left when too few courses have ended.
"""
